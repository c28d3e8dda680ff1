import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { AppFailure, appError } from '../../core/errors.ts';
import { KeyedQueue } from '../../core/keyed-queue.ts';

/** What scrypt (RFC 7914) is asked to spend: 128 · N · r bytes of memory, p times over. */
export interface ScryptCost {
  N: number;
  r: number;
  p: number;
}

/**
 * OWASP's password storage cheat sheet lists N=2^17 r=8 p=1 and this as equally strong; this one needs 32 MiB for each
 * computation instead of 128, which a school's small server has.
 */
const COST: ScryptCost = { N: 2 ** 15, r: 8, p: 3 };
const SALT_BYTES = 16;
const KEY_BYTES = 32;
/** Computations at once: two leave half of Node's worker threads to everything else, and bound the memory. */
const MAX_RUNNING = 2;
/** Computations that may wait (about 10 s worth); more is a flood, and is told to come back. */
const MAX_WAITING = 100;

type Derive = (password: string, salt: Buffer, cost: ScryptCost) => Promise<Buffer>;

export interface PasswordOptions {
  /** Tests lower it. */
  cost?: ScryptCost;
  /** Tests count it. */
  derive?: Derive;
}

export interface Passwords {
  /** `scrypt$N,r,p$salt$key`: it names its parameters, so that they can be raised later. */
  hash(password: string): Promise<string>;
  /** The same work whether there is a hash or not, so that time does not tell whether a username exists. */
  verify(password: string, stored: string | null): Promise<boolean>;
  /** Made with parameters other than today's. */
  isOutdated(stored: string): boolean;
}

export function createPasswords({ cost = COST, derive = deriveKey }: PasswordOptions = {}): Passwords {
  const queue = new KeyedQueue(MAX_RUNNING);
  let waiting = 0;

  async function compute(password: string, salt: Buffer, used: ScryptCost): Promise<Buffer> {
    if (waiting >= MAX_WAITING) {
      throw new AppFailure(appError('unavailable', 'Too many people sign in at this moment. Try again in a minute.'));
    }
    waiting += 1;
    try {
      // The same word typed on another keyboard may be composed differently.
      return await queue.run([], () => derive(password.normalize('NFKC'), salt, used));
    } finally {
      waiting -= 1;
    }
  }

  return {
    async hash(password) {
      const salt = randomBytes(SALT_BYTES);
      const key = await compute(password, salt, cost);
      return ['scrypt', format(cost), salt.toString('base64url'), key.toString('base64url')].join('$');
    },
    async verify(password, stored) {
      const parts = stored === null ? null : parse(stored);
      const key = await compute(password, parts?.salt ?? Buffer.alloc(SALT_BYTES), parts?.cost ?? cost);
      return parts !== null && key.length === parts.key.length && timingSafeEqual(key, parts.key);
    },
    isOutdated: (stored) => format(parse(stored).cost) !== format(cost),
  };
}

const scryptAsync = promisify<string, Buffer, number, ScryptCost & { maxmem: number }, Buffer>(scrypt);

function deriveKey(password: string, salt: Buffer, cost: ScryptCost): Promise<Buffer> {
  return scryptAsync(password, salt, KEY_BYTES, { ...cost, maxmem: 256 * cost.N * cost.r });
}

function format({ N, r, p }: ScryptCost): string {
  return [N, r, p].join(',');
}

function parse(stored: string): { cost: ScryptCost; salt: Buffer; key: Buffer } {
  const [scheme, numbers = '', salt = '', key = ''] = stored.split('$');
  const [N = 0, r = 0, p = 0] = numbers.split(',').map(Number);
  if (scheme !== 'scrypt' || !(N > 1 && r > 0 && p > 0)) throw new Error('a stored password hash has an unknown form');
  return { cost: { N, r, p }, salt: Buffer.from(salt, 'base64url'), key: Buffer.from(key, 'base64url') };
}
