import type { KeptText } from '../../../shared/contracts/kept-texts.ts';
import type { Clock } from '../../core/clock.ts';
import { appError } from '../../core/errors.ts';
import { nameOf } from '../../core/ids.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { Collection, Database } from '../../storage/index.ts';

interface KeptTextDocument {
  /** Made of owner and key. */
  _id: string;
  /** IRI of the local actor, the only one who ever reads it. */
  owner: string;
  text: string;
  updatedAt: Date;
}

const KEPT_SECONDS = 90 * 24 * 3600;
const KEPT_MAX = 200;

/**
 * What somebody was writing when they stopped. Plain data, never an activity; forgotten after ninety days. Owns the
 * collection `kept_texts`; every query names the owner.
 */
export class KeptTexts {
  readonly #texts: Collection<KeptTextDocument>;
  readonly #clock: Clock;

  constructor(db: Database, clock: Clock) {
    this.#texts = db.collection<KeptTextDocument>('kept_texts');
    this.#clock = clock;
  }

  async prepare(): Promise<void> {
    await this.#texts.createIndexes([
      { key: { owner: 1, updatedAt: 1 } },
      { key: { updatedAt: 1 }, expireAfterSeconds: KEPT_SECONDS },
    ]);
  }

  async read(owner: string, key: string): Promise<KeptText> {
    const found = await this.#texts.findOne({ _id: nameOf('kept-text', owner, key), owner });
    return found ? { text: found.text, updatedAt: found.updatedAt.toISOString() } : NOTHING;
  }

  /** Those of an account that is deleted. */
  async forget(owner: string): Promise<void> {
    await this.#texts.deleteMany({ owner });
  }

  /** An empty text is forgotten. What is kept already can be written on, also when there is room for no other. */
  async keep(owner: string, key: string, text: string): Promise<Result<KeptText>> {
    const _id = nameOf('kept-text', owner, key);
    if (text === '') {
      await this.#texts.deleteOne({ _id, owner });
      return ok(NOTHING);
    }
    const updatedAt = this.#clock.now();
    const { matchedCount } = await this.#texts.updateOne({ _id, owner }, { $set: { text, updatedAt } });
    if (matchedCount === 0) {
      if ((await this.#texts.countDocuments({ owner }, { limit: KEPT_MAX })) >= KEPT_MAX) return fail(TOO_MANY);
      await this.#texts.updateOne({ _id }, { $set: { owner, text, updatedAt } }, { upsert: true });
    }
    return ok({ text, updatedAt: updatedAt.toISOString() });
  }
}

const NOTHING: KeptText = { text: '', updatedAt: null };
const TOO_MANY = appError(
  'conflict',
  `You have begun ${KEPT_MAX} texts, which is as many as are kept here. Send or empty one of them; this one is kept on this device alone.`,
);
