/** A pair that somebody has now, as their own instance learnt of it. */
export interface Begun {
  /** IRI of the Offer. */
  pair: string;
  /** Position of its Accept in this instance's log. */
  order: string;
  receivedAt: Date;
}

/** Of several Accepts that are worked off at once, those that reached us within this are weighed together. */
const AT_ONCE_MS = 5 * 60_000;

/**
 * Which pairs of a member are more than they have room for, when the Accept of one of them (`just`) has come: of those that
 * have just begun, the ones whose Accept came last. An older pair stays, even when the member has made less room since.
 *
 * Accepts are shown in another order than they came in; so what came after this one, and was weighed without it, is weighed
 * again. The same whichever is worked off last, and in whichever process.
 */
export function beyondCapacity(begun: readonly Begun[], just: string, capacity: number): string[] {
  const excess = begun.length - capacity;
  const came = begun.find(({ pair }) => pair === just);
  if (excess <= 0 || came === undefined) return [];
  const until = came.receivedAt.getTime() + AT_ONCE_MS;
  return begun
    .filter(({ order, receivedAt }) => order >= came.order && receivedAt.getTime() <= until)
    .sort((a, b) => (a.order < b.order ? 1 : -1))
    .slice(0, excess)
    .map(({ pair }) => pair);
}
