import { CAPACITY } from '../../../shared/vocabulary.ts';
import { nameOf } from '../../core/ids.ts';
import type { Collection, Database } from '../../storage/index.ts';

/** What of somebody's choices nobody else ever learns. */
export interface ChoicesDocument {
  /** IRI of the account's actor. */
  _id: string;
  /** How many pairs at once. */
  capacity: number;
}

/** "Do not suggest this person to me as a partner again." */
export interface DismissedPartnerDocument {
  _id: string;
  actor: string;
  person: string;
}

/** An organizer's thought that two people could help each other. What came of it is not written here. */
export interface IntroductionDocument {
  /** From `newId`: sorts by time of making. */
  _id: string;
  /** IRIs of actors, like the next two. */
  organizer: string;
  one: string;
  other: string;
  note: string;
  at: Date;
  /** Those of the two who do not want it. */
  dismissedBy: string[];
}

/** Owns the collections `mentoring_choices`, `dismissed_partners` and `introductions`. */
export class PartnerViews {
  readonly choices: Collection<ChoicesDocument>;
  readonly dismissed: Collection<DismissedPartnerDocument>;
  readonly introductions: Collection<IntroductionDocument>;

  constructor(db: Database) {
    this.choices = db.collection('mentoring_choices');
    this.dismissed = db.collection('dismissed_partners');
    this.introductions = db.collection('introductions');
  }

  async prepare(): Promise<void> {
    await Promise.all([
      this.dismissed.createIndexes([{ key: { actor: 1 } }]),
      this.introductions.createIndexes([
        { key: { organizer: 1, _id: -1 } },
        { key: { one: 1, _id: -1 } },
        { key: { other: 1, _id: -1 } },
      ]),
    ]);
  }

  /** What there is of an account that is deleted, and what others thought of for it. */
  async forget(actor: string): Promise<void> {
    await this.choices.deleteOne({ _id: actor });
    await this.dismissed.deleteMany({ actor });
    for (const named of [{ organizer: actor }, { one: actor }, { other: actor }]) {
      await this.introductions.deleteMany(named);
    }
  }

  /** How many pairs each of these, who are people of this instance, wants at once. */
  async capacities(actors: readonly string[]): Promise<(actor: string) => number> {
    const found = actors.length === 0 ? [] : await this.choices.find({ _id: { $in: [...actors] } }).toArray();
    const chosen = new Map(found.map(({ _id, capacity }) => [_id, capacity]));
    return (actor) => chosen.get(actor) ?? CAPACITY.usual;
  }

  async capacityOf(actor: string): Promise<number> {
    return (await this.capacities([actor]))(actor);
  }

  /** Whom this one does not want suggested, at most `limit`. */
  async dismissedBy(actor: string, limit: number): Promise<string[]> {
    return (await this.dismissed.find({ actor }, { limit }).toArray()).map(({ person }) => person);
  }

  async dismiss(actor: string, person: string): Promise<void> {
    await this.dismissed.replaceOne({ _id: nameOf(actor, person) }, { actor, person }, { upsert: true });
  }

  /** The newest by an organizer. */
  introducedBy(organizer: string, limit: number): Promise<IntroductionDocument[]> {
    return this.introductions.find({ organizer }, { sort: { _id: -1 }, limit }).toArray();
  }

  /** The newest that propose somebody to this one, or this one to somebody. */
  async introductionsOf(actor: string, limit: number): Promise<IntroductionDocument[]> {
    const found = await Promise.all(
      [{ one: actor }, { other: actor }].map((who) =>
        this.introductions.find(who, { sort: { _id: -1 }, limit }).toArray(),
      ),
    );
    return found.flat().sort((a, b) => (a._id < b._id ? 1 : -1));
  }
}
