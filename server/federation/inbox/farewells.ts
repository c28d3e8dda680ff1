import type { Json } from '../../activities/activity.ts';
import type { ActorDirectory } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import { ForAWhile } from '../../core/for-a-while.ts';
import type { Logger } from '../../core/logger.ts';
import { idOf, isObject, sameHost, typeOf } from '../convert/read.ts';
import type { FederationNaming } from '../naming.ts';

/** Origins asked at once, and one actor asked about so often; what is beyond is noticed when somebody looks them up. */
const ASKING_MAX = 32;
const ASK_INTERVAL_MS = 10 * 60_000;
const ASKED_MAX = 10_000;

export interface FarewellParts {
  naming: FederationNaming;
  actors: Pick<ActorDirectory, 'byIri'>;
  /** Whether an actor's own server says that there is nobody (404, 410 or a Tombstone). */
  isNoMore(actor: string): Promise<boolean>;
  /** Brings into the log that an actor is no more. */
  learnGone(actor: string): Promise<void>;
  clock: Clock;
  logger: Logger;
}

export interface Farewells {
  /**
   * Whether a body whose signature cannot be checked, since nobody has the key any more, is a Delete of the actor by itself:
   * the one thing that is always sent so by servers whose person is gone already. It is believed in nothing: what it makes us
   * do is ask the actor's own server, and only about whom we know.
   */
  hear(json: Json, keyId: string): boolean;
  /** Resolves when nobody is being asked. */
  idle(): Promise<void>;
}

export function createFarewells(parts: FarewellParts): Farewells {
  const asked = new ForAWhile(parts.clock, ASK_INTERVAL_MS, ASKED_MAX);
  const asking = new Set<Promise<void>>();

  async function ask(actor: string): Promise<void> {
    if ((await parts.actors.byIri(actor)) === null) return;
    if (await parts.isNoMore(actor)) await parts.learnGone(actor);
  }

  return {
    hear(json, keyId) {
      if (!isObject(json) || typeOf(json) !== 'Delete') return false;
      const actor = idOf(json.actor);
      if (actor === null || idOf(json.object) !== actor) return false;
      if (!sameHost(actor, keyId) || parts.naming.isLocal(actor)) return false;
      if (asking.size >= ASKING_MAX || !asked.isTime(actor)) return true;
      const question = ask(actor)
        .catch((err: unknown) => parts.logger.error({ err }, 'whether somebody is gone could not be found out'))
        .finally(() => asking.delete(question));
      asking.add(question);
      return true;
    },
    async idle() {
      await Promise.all(asking);
    },
  };
}
