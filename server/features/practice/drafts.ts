import type { Draft, DraftFields } from '../../../shared/contracts/practice.ts';
import type { Clock } from '../../core/clock.ts';
import { appError, NOT_FOUND } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { Collection, Database } from '../../storage/index.ts';

interface DraftDocument extends Omit<DraftFields, 'poll'> {
  _id: string;
  poll?: DraftFields['poll'];
  /** Id in the API of the turn it was made of; none on one that was begun by itself. */
  fromTurn?: string;
  /** IRI of the author, the only one who ever reads it. */
  author: string;
  updatedAt: Date;
}

const MAX_DRAFTS = 100;

/** Unfinished posts. Plain data, never an activity. Owns the collection `drafts`. */
export class Drafts {
  readonly #drafts: Collection<DraftDocument>;
  readonly #clock: Clock;

  constructor(db: Database, clock: Clock) {
    this.#drafts = db.collection<DraftDocument>('drafts');
    this.#clock = clock;
  }

  async prepare(): Promise<void> {
    await this.#drafts.createIndexes([{ key: { author: 1, updatedAt: -1 } }]);
  }

  async list(author: string): Promise<Draft[]> {
    const found = await this.#drafts.find({ author }, { sort: { updatedAt: -1 }, limit: MAX_DRAFTS }).toArray();
    return found.map(present);
  }

  /** The one that was worked on last. */
  async newest(author: string): Promise<Draft | null> {
    const found = await this.#drafts.findOne({ author }, { sort: { updatedAt: -1 } });
    return found && present(found);
  }

  async get(author: string, id: string): Promise<Result<Draft>> {
    const draft = await this.#drafts.findOne({ _id: id, author });
    return draft ? ok(present(draft)) : fail(NOT_FOUND);
  }

  async create(author: string, fields: DraftFields, fromTurn?: string): Promise<Result<Draft>> {
    if ((await this.#drafts.countDocuments({ author })) >= MAX_DRAFTS) {
      return fail(appError('conflict', `You have ${MAX_DRAFTS} drafts. Publish or delete one first.`));
    }
    const draft = {
      _id: newId(),
      author,
      ...fields,
      ...(fromTurn === undefined ? {} : { fromTurn }),
      updatedAt: this.#clock.now(),
    };
    await this.#drafts.insertOne(draft);
    return ok(present(draft));
  }

  async save(author: string, id: string, fields: DraftFields): Promise<Result<Draft>> {
    const draft = await this.#drafts.findOneAndUpdate(
      { _id: id, author },
      { $set: { ...fields, updatedAt: this.#clock.now() } },
      { returnDocument: 'after' },
    );
    return draft ? ok(present(draft)) : fail(NOT_FOUND);
  }

  /** Whether one of them refers to a file, in its text or under it. */
  async mention(author: string, file: string): Promise<boolean> {
    const drafts = await this.#drafts.find({ author }, { limit: MAX_DRAFTS }).toArray();
    return drafts.some(({ markdown, attachments }) => attachments.includes(file) || markdown.includes(file));
  }

  /** Those of an account that is deleted. */
  async forget(author: string): Promise<void> {
    await this.#drafts.deleteMany({ author });
  }

  async remove(author: string, id: string): Promise<Result<void>> {
    const { deletedCount } = await this.#drafts.deleteOne({ _id: id, author });
    return deletedCount === 1 ? ok(undefined) : fail(NOT_FOUND);
  }
}

/** One that an earlier version kept says nothing of a poll. */
function present({ author: _author, _id, updatedAt, fromTurn, poll, ...fields }: DraftDocument): Draft {
  return { id: _id, ...fields, poll: poll ?? null, fromTurn: fromTurn ?? null, updatedAt: updatedAt.toISOString() };
}
