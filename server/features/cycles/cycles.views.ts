import type { CycleState, FollowUpState, TurnState } from '../../../shared/vocabulary.ts';
import { type Collection, type Database, renameIn } from '../../storage/index.ts';
import type { MentoringViews, PairView } from '../mentoring/index.ts';
import type { CycleEntry, CycleKind, Fact } from './facts.model.ts';
import type { WaitingMove } from './turns.model.ts';

/** One entry of a pair, as it was said. Nothing about it changes but that a contribution can be deleted. */
export interface EntryView extends Fact {
  /** Its id in the API. */
  id: string;
  /** IRI of the pair's Offer. */
  pair: string;
  /** IRI of the entry it is about, or null. */
  about: string | null;
  /** IRI of the Add: its deliveries are looked up by it. */
  activity: string;
  entry: CycleEntry;
}

/** What is asked of cycles without reading their entries. Made anew from the entries each time one comes. */
export interface CycleView {
  /** IRI of the presentation that began it. */
  _id: string;
  id: string;
  pair: string;
  /** Stands for the set of entries that it was made of. */
  madeOf: string;
  state: CycleState;
  open: boolean;
  /** Sorts by when it began. */
  position: string;
  /** The actors whose move it is. */
  waitsFor: string[];
  moves: WaitingMove[];
}

export interface TurnView {
  /** IRI of the presentation. */
  _id: string;
  pair: string;
  cycle: string;
  presenter: string;
  responder: string;
  state: TurnState;
  closedAt: Date | null;
}

export interface FollowUpView {
  /** IRI of the entry. */
  _id: string;
  id: string;
  pair: string;
  cycle: string;
  turn: string;
  owner: string;
  /** Who responded in the turn. */
  helper: string;
  members: string[];
  state: FollowUpState;
  /** Calendar day; empty when it was declined. */
  by: string;
  what: string;
  doneAt: Date | null;
  latestAt: Date;
}

/** Entries about one thing that are looked at; two people write a few dozen in a turn. */
const ENTRIES_MAX = 2_000;
/** A cycle's last entries are about something that is about something that is about its beginning. */
const DEPTH = 3;

/**
 * Owns the collections `cycle_entries`, `cycles`, `turns` and `follow_ups`. Each document is of one pair; who may see it is
 * asked of that (`MentoringViews.forMember`).
 */
export class CycleViews {
  readonly entries: Collection<EntryView>;
  readonly cycles: Collection<CycleView>;
  readonly turns: Collection<TurnView>;
  readonly followUps: Collection<FollowUpView>;
  readonly #mentoring: MentoringViews;

  constructor(db: Database, mentoring: MentoringViews) {
    this.entries = db.collection<EntryView>('cycle_entries');
    this.cycles = db.collection<CycleView>('cycles');
    this.turns = db.collection<TurnView>('turns');
    this.followUps = db.collection<FollowUpView>('follow_ups');
    this.#mentoring = mentoring;
  }

  async prepare(): Promise<void> {
    await this.entries.createIndexes([{ key: { id: 1 } }, { key: { pair: 1, about: 1 } }]);
    await this.cycles.createIndexes([
      { key: { pair: 1, position: -1 } },
      { key: { pair: 1, open: 1 } },
      { key: { waitsFor: 1 } },
    ]);
    await this.turns.createIndexes([
      { key: { cycle: 1 } },
      { key: { presenter: 1, state: 1, closedAt: 1 } },
      { key: { responder: 1, state: 1, closedAt: 1 } },
      { key: { pair: 1, state: 1, closedAt: 1 } },
    ]);
    await this.followUps.createIndexes([
      { key: { cycle: 1 } },
      { key: { members: 1, state: 1, by: 1 } },
      { key: { members: 1, latestAt: -1 } },
      { key: { owner: 1, state: 1, by: 1 } },
      { key: { owner: 1, state: 1, doneAt: 1 } },
      { key: { helper: 1, state: 1, doneAt: 1 } },
    ]);
  }

  async clear(): Promise<void> {
    await Promise.all([this.entries, this.cycles, this.turns, this.followUps].map((collection) => collection.drop()));
  }

  /** A member of these pairs has gone elsewhere. */
  async moved(pairs: readonly string[], actor: string, now: string): Promise<void> {
    for (const pair of pairs) {
      await renameIn(this.entries, { pair }, actor, now);
      await renameIn(this.cycles, { pair }, actor, now);
      await renameIn(this.turns, { pair }, actor, now);
    }
    await renameIn(this.followUps, { members: actor }, actor, now);
  }

  entry(iri: string): Promise<EntryView | null> {
    return this.entries.findOne({ _id: iri });
  }

  /** What somebody said in a pair and has not taken back, at most `limit`. */
  saidBy(pair: string, author: string, limit: number): Promise<EntryView[]> {
    return this.entries.find({ pair, author, deleted: false }, { limit }).toArray();
  }

  /** By its id in the API. */
  entryById(id: string): Promise<EntryView | null> {
    return this.entries.findOne({ id });
  }

  /** How much of a kind somebody has said about one thing, counted up to `limit`. */
  countAbout(pair: string, about: string, author: string, kind: CycleKind, limit: number): Promise<number> {
    return this.entries.countDocuments({ pair, about, author, 'entry.kind': kind }, { limit });
  }

  /** The IRI of the presentation that begins the cycle which an entry is of; null while not all in between is known. */
  async rootOf(entry: Pick<EntryView, '_id' | 'pair' | 'about'>): Promise<string | null> {
    let at: Pick<EntryView, '_id' | 'pair' | 'about'> = entry;
    for (let height = 0; height <= DEPTH; height++) {
      if (at.about === null) return at._id;
      const above = await this.entries.findOne({ _id: at.about, pair: entry.pair });
      if (above === null) return null;
      at = above;
    }
    return null;
  }

  /** Everything said about these cycles of a pair, their beginnings too. */
  async factsOf(pair: string, roots: readonly string[]): Promise<EntryView[]> {
    const found = new Map<string, EntryView>();
    let above = await this.entries.find({ _id: { $in: roots }, pair }).toArray();
    for (const fact of above) found.set(fact._id, fact);
    for (let depth = 0; depth < DEPTH && above.length > 0; depth++) {
      const about = above.filter(({ entry }) => entry.kind !== 'contribution').map(({ _id }) => _id);
      const below = await this.entries.find({ pair, about: { $in: about } }, { limit: ENTRIES_MAX }).toArray();
      above = below.filter(({ _id }) => !found.has(_id));
      for (const fact of above) found.set(fact._id, fact);
    }
    return [...found.values()];
  }

  /** Newest first. */
  ofPair(pair: string, limit: number): Promise<CycleView[]> {
    return this.cycles.find({ pair }, { sort: { position: -1 }, limit }).toArray();
  }

  /** Which one of its pair a cycle is, counted from 1. */
  numberOf({ pair, position }: Pick<CycleView, 'pair' | 'position'>): Promise<number> {
    return this.cycles.countDocuments({ pair, position: { $lte: position } });
  }

  /** Which of a few pairs have had a cycle, whatever came of it. */
  async pairsWithCycle(pairs: readonly string[]): Promise<Set<string>> {
    const counts = await Promise.all(pairs.map((pair) => this.cycles.countDocuments({ pair }, { limit: 1 })));
    return new Set(pairs.filter((_pair, index) => (counts[index] ?? 0) > 0));
  }

  async hasOpen(pair: string): Promise<boolean> {
    return (await this.cycles.countDocuments({ pair, open: true }, { limit: 1 })) > 0;
  }

  /** Those of these pairs (IRIs of Offers) that are going on, by it. */
  async activePairs(pairs: Iterable<string>): Promise<Map<string, PairView>> {
    const wanted = [...new Set(pairs)];
    const found = wanted.length === 0 ? [] : await this.#mentoring.byOffers(wanted);
    return new Map(found.filter(({ state }) => state === 'active').map((pair) => [pair._id, pair]));
  }
}
