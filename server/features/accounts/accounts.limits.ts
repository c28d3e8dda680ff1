import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { fail, ok, type Result } from '../../core/result.ts';
import { addressKey, type Limit, tooMany } from '../../http/rate-limit.ts';

export interface LimitOptions {
  /** Wrong passwords for one name from one address. */
  signInByAddressAndName: Limit;
  /** Wrong passwords for one name from anywhere; higher, for it can lock the owner out as well. */
  signInByName: Limit;
  /** Wrong passwords from one address, whatever the names; a school shares one address. */
  signInByAddress: Limit;
  /** A whole staff may sign up on one training day behind one address. */
  signUpByAddress: Limit;
  setUpByAddress: Limit;
  /** Wrong current passwords when changing it, by account. */
  changePassword: Limit;
}

const QUARTER_HOUR = 900;
const HOUR = 3600;

export const DEFAULT_LIMITS: LimitOptions = {
  signInByAddressAndName: { attempts: 10, seconds: QUARTER_HOUR },
  signInByName: { attempts: 100, seconds: HOUR },
  signInByAddress: { attempts: 300, seconds: QUARTER_HOUR },
  signUpByAddress: { attempts: 100, seconds: HOUR },
  setUpByAddress: { attempts: 10, seconds: QUARTER_HOUR },
  changePassword: { attempts: 10, seconds: QUARTER_HOUR },
};

/** Counted attempts. `given back` when one turns out right, so that only wrong ones add up. */
export interface Attempt {
  giveBack(): Promise<void>;
}

/** Attempts at guessable things, counted in this process: several processes allow several times as many. */
export class Limits {
  readonly #limiters: Record<keyof LimitOptions, RateLimiterMemory>;

  constructor(options: LimitOptions) {
    const limiter = (name: keyof LimitOptions) =>
      new RateLimiterMemory({ keyPrefix: name, points: options[name].attempts, duration: options[name].seconds });
    this.#limiters = {
      signInByAddressAndName: limiter('signInByAddressAndName'),
      signInByName: limiter('signInByName'),
      signInByAddress: limiter('signInByAddress'),
      signUpByAddress: limiter('signUpByAddress'),
      setUpByAddress: limiter('setUpByAddress'),
      changePassword: limiter('changePassword'),
    };
  }

  /** By address first: it bounds how many names one attacker can make us remember. */
  signIn(address: string, username: string): Promise<Result<Attempt>> {
    const key = addressKey(address);
    return this.#take([
      ['signInByAddress', key],
      ['signInByAddressAndName', `${key} ${username}`],
      ['signInByName', username],
    ]);
  }

  signUp(address: string): Promise<Result<Attempt>> {
    return this.#take([['signUpByAddress', addressKey(address)]]);
  }

  setUp(address: string): Promise<Result<Attempt>> {
    return this.#take([['setUpByAddress', addressKey(address)]]);
  }

  changePassword(accountId: string): Promise<Result<Attempt>> {
    return this.#take([['changePassword', accountId]]);
  }

  /** Counted before the work, not after: many at once must not all get in before the first has failed. */
  async #take(keys: readonly [keyof LimitOptions, string][]): Promise<Result<Attempt>> {
    for (const [name, key] of keys) {
      try {
        await this.#limiters[name].consume(key);
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return fail(tooMany(refused.msBeforeNext));
        throw refused;
      }
    }
    return ok({
      giveBack: async () => {
        await Promise.all(keys.map(([name, key]) => this.#limiters[name].reward(key)));
      },
    });
  }
}
