import type { RemoteDirectory } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import { KeyedQueue } from '../../core/keyed-queue.ts';
import type { Logger } from '../../core/logger.ts';
import { type Collection, type Database, isDuplicateKey } from '../../storage/index.ts';
import type { ActorView } from './profiles.views.ts';

interface LookDocument {
  /** IRI of the actor. */
  _id: string;
  at: Date;
}

/** Somebody's own server is asked about them again so often, by all processes together. */
const REFRESH_EVERY_SECONDS = 24 * 3600;
const AT_ONCE = 4;
/** Beyond this many who wait, the next look at them will do. */
const WAITING_MAX = 200;

/**
 * Brings up to date what is known of people elsewhere, when somebody looks at them: in the background, so that nobody waits.
 * That it fails is nobody's concern; that their server says they are no more is. Owns `profile_looks`.
 */
export class ProfileRefresher {
  readonly #parts: { remote: RemoteDirectory; clock: Clock; logger: Logger };
  readonly #looks: Collection<LookDocument>;
  readonly #queue = new KeyedQueue(AT_ONCE);
  readonly #underWay = new Set<Promise<void>>();

  constructor(db: Database, parts: { remote: RemoteDirectory; clock: Clock; logger: Logger }) {
    this.#parts = parts;
    this.#looks = db.collection('profile_looks');
  }

  async prepare(): Promise<void> {
    await this.#looks.createIndexes([{ key: { at: 1 }, expireAfterSeconds: REFRESH_EVERY_SECONDS }]);
  }

  /** They were asked just now. */
  async asked({ _id, local }: ActorView): Promise<void> {
    if (!local) await this.#claim(_id);
  }

  /** Somebody looks at them. */
  lookedAt({ _id, local }: ActorView): void {
    if (local || this.#underWay.size >= WAITING_MAX) return;
    const work = this.#queue
      .run([_id], () => this.#refresh(_id))
      .catch((err: unknown) => this.#parts.logger.warn({ err }, 'a profile could not be brought up to date'))
      .finally(() => this.#underWay.delete(work));
    this.#underWay.add(work);
  }

  /** Resolves when nobody is being asked. */
  async idle(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  async #refresh(actor: string): Promise<void> {
    if (!(await this.#claim(actor))) return;
    const { remote } = this.#parts;
    if ((await remote.fetch(actor)) === null) await remote.confirmGone(actor, actor);
  }

  /** @returns whether it is time; of all who ask at once, one is told so */
  async #claim(actor: string): Promise<boolean> {
    const now = this.#parts.clock.now();
    const due = { _id: actor, at: { $lte: new Date(now.getTime() - REFRESH_EVERY_SECONDS * 1000) } };
    if ((await this.#looks.updateOne(due, { $set: { at: now } })).matchedCount === 1) return true;
    try {
      await this.#looks.insertOne({ _id: actor, at: now });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }
}
