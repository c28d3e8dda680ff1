import type { FeedbackKind } from '../../../shared/vocabulary.ts';
import type { Collection, Database } from '../../storage/index.ts';

/** One piece of feedback from one person to another: the ledger is counted from these. */
export interface FeedbackView {
  /** IRI of the Note. */
  _id: string;
  giver: string;
  receiver: string;
  kind: FeedbackKind;
  /** The post it answers, or null when it was given inside a pair's thread. */
  post: string | null;
  at: Date;
}

export type FeedbackTally = Partial<Record<FeedbackKind, number>>;

/** Owns the collection `feedback`, which the ledger is counted from. Its callers know whose it is to see. */
export class FeedbackViews {
  readonly #feedback: Collection<FeedbackView>;

  constructor(db: Database) {
    this.#feedback = db.collection<FeedbackView>('feedback');
  }

  async prepare(): Promise<void> {
    await this.#feedback.createIndexes([
      { key: { giver: 1, receiver: 1, at: -1 } },
      { key: { receiver: 1, kind: 1, at: -1 } },
    ]);
  }

  async clear(): Promise<void> {
    await this.#feedback.drop();
  }

  byIri(iri: string): Promise<FeedbackView | null> {
    return this.#feedback.findOne({ _id: iri });
  }

  /** Feedback of one kind to somebody since a moment, newest first; what was given inside a thread is among it. */
  async received(receiver: string, kind: FeedbackKind, since: Date, limit: number): Promise<FeedbackView[]> {
    return this.#feedback.find({ receiver, kind, at: { $gte: since } }, { sort: { at: -1 }, limit }).toArray();
  }

  /** How much of each kind each of `givers` gave to each of `receivers`, since a moment or ever. */
  async tallies(
    givers: readonly string[],
    receivers: readonly string[],
    since?: Date,
  ): Promise<Map<string, FeedbackTally>> {
    const people = { giver: { $in: givers }, receiver: { $in: receivers } };
    const rows = await this.#feedback
      .aggregate<{ _id: { giver: string; receiver: string; kind: FeedbackKind }; count: number }>([
        { $match: since ? { ...people, at: { $gte: since } } : people },
        { $group: { _id: { giver: '$giver', receiver: '$receiver', kind: '$kind' }, count: { $sum: 1 } } },
      ])
      .toArray();
    const tallies = new Map<string, FeedbackTally>();
    for (const { _id, count } of rows) {
      const key = tallyKey(_id.giver, _id.receiver);
      tallies.set(key, { ...tallies.get(key), [_id.kind]: count });
    }
    return tallies;
  }

  /** Enters a piece of feedback that another feature has found to count; entering it again changes nothing. */
  async enter({ _id, ...feedback }: FeedbackView): Promise<void> {
    await this.#feedback.updateOne({ _id }, { $setOnInsert: feedback }, { upsert: true });
  }

  /** Takes pieces of feedback out that these gave in private and that do not count, or not any more. */
  async remove(iris: readonly string[], givers: readonly string[]): Promise<void> {
    const given = { _id: { $in: iris }, post: null, giver: { $in: givers } };
    if (iris.length > 0) await this.#feedback.deleteMany(given);
  }

  /** Feedback between two people, both ways, newest first. */
  async between(a: string, b: string, limit: number): Promise<FeedbackView[]> {
    const ways = [
      { giver: a, receiver: b },
      { giver: b, receiver: a },
    ];
    const found = await Promise.all(ways.map((way) => this.#feedback.find(way, { sort: { at: -1 }, limit }).toArray()));
    return found
      .flat()
      .sort((x, y) => y.at.getTime() - x.at.getTime())
      .slice(0, limit);
  }

  /** When any of `givers` gave feedback to any of `receivers` since a moment, newest first. */
  async givenSince(
    givers: readonly string[],
    receivers: readonly string[],
    since: Date,
    limit: number,
  ): Promise<Date[]> {
    const found = await this.#feedback
      .find(
        { giver: { $in: givers }, receiver: { $in: receivers }, at: { $gte: since } },
        { sort: { at: -1 }, limit, projection: { at: 1 } },
      )
      .toArray();
    return found.map(({ at }) => at);
  }

  /** Takes out what its giver deleted. */
  async deleted(iri: string, giver: string): Promise<void> {
    await this.#feedback.deleteOne({ _id: iri, giver });
  }

  /** Somebody has gone elsewhere: what they and their partner gave each other is theirs there. */
  async moved(actor: string, other: string, now: string): Promise<void> {
    await this.#feedback.updateMany({ giver: actor, receiver: other }, { $set: { giver: now } });
    await this.#feedback.updateMany({ giver: other, receiver: actor }, { $set: { receiver: now } });
  }
}

export function tallyKey(giver: string, receiver: string): string {
  return `${giver} ${receiver}`;
}
