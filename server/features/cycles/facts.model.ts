import type { PairEntryOf } from '../../activities/pair-entry.ts';

/** The entries of a pair that a cycle is made of. */
export const CYCLE_KINDS = [
  'presentation',
  'contribution',
  'step-closed',
  'set-aside',
  'follow-up',
  'follow-up-changed',
  'follow-up-done',
  'consent-asked',
  'consent-answered',
] as const;
export type CycleKind = (typeof CYCLE_KINDS)[number];
export type CycleEntry = PairEntryOf<CycleKind>;

/** An entry and who said it when. What a cycle has come to is a function of the set of these (docs/adr/0018). */
export interface Fact<E extends CycleEntry = CycleEntry> {
  /** IRI of the entry. */
  _id: string;
  author: string;
  at: Date;
  /** What was shown, or said in a step, keeps its place when it is deleted; its words are gone. */
  deleted: boolean;
  entry: E;
}

export type FactOf<K extends CycleKind> = Fact<PairEntryOf<K>>;

export function isCycleEntry(entry: { kind: string }): entry is CycleEntry {
  return CYCLE_KINDS.some((kind) => kind === entry.kind);
}

/** The entry that this one is about; null for the presentation that begins a cycle. */
export function aboutOf(entry: CycleEntry): string | null {
  switch (entry.kind) {
    case 'presentation':
    case 'set-aside':
      return entry.cycle;
    case 'contribution':
    case 'step-closed':
    case 'follow-up':
    case 'consent-asked':
      return entry.turn;
    case 'follow-up-changed':
    case 'follow-up-done':
      return entry.followUp;
    case 'consent-answered':
      return entry.consent;
  }
}

/** The facts of one kind about one entry, earliest first; of two at the same moment the one with the lesser IRI. */
export function factsAbout<K extends CycleKind>(facts: readonly Fact[], kind: K, about: string): FactOf<K>[] {
  return facts
    .filter((fact): fact is FactOf<K> => fact.entry.kind === kind && aboutOf(fact.entry) === about)
    .sort(byTime);
}

export function byTime(a: Pick<Fact, '_id' | 'at'>, b: Pick<Fact, '_id' | 'at'>): number {
  return a.at.getTime() - b.at.getTime() || (a._id < b._id ? -1 : 1);
}
