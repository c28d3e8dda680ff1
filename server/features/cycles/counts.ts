import type { CycleViews } from './cycles.views.ts';
import type { Move } from './turns.model.ts';

/** What other features ask of cycles: whose move it is, what is due, and what was done. Always for one of the two. */

/** Whose share is counted: in one pair (IRI of its Offer) or in all, since a moment or ever. */
interface Share {
  actor: string;
  pair?: string;
  since?: Date;
}

const WAITING_MAX = 100;
const DUE_MAX = 100;

export interface WaitingFor {
  /** IRI of the Offer. */
  pair: string;
  /** Its id in the API. */
  cycle: string;
  move: Move;
  /** Since when. */
  at: Date;
}

/** What `actor` is waited for in these pairs (IRIs of Offers) of theirs, the longest first. */
export async function movesWaitingFor(
  views: CycleViews,
  actor: string,
  pairs: readonly string[],
): Promise<WaitingFor[]> {
  if (pairs.length === 0) return [];
  const cycles = await views.cycles.find({ waitsFor: actor, pair: { $in: pairs } }, { limit: WAITING_MAX }).toArray();
  return cycles
    .flatMap(({ pair, id, moves }) =>
      moves.flatMap((each) => (each.actor === actor ? [{ pair, cycle: id, move: each.move, at: each.at }] : [])),
    )
    .sort((a, b) => a.at.getTime() - b.at.getTime());
}

export interface DueFollowUp {
  /** Its id in the API. */
  id: string;
  /** IRI of the Offer. */
  pair: string;
  owner: string;
  what: string;
  /** Calendar day. */
  by: string;
}

/** Open follow-ups of `actor` that are meant to be done by a day or before, the oldest first. */
export async function followUpsDue(views: CycleViews, actor: string, untilDay: string): Promise<DueFollowUp[]> {
  const due = { owner: actor, state: 'open' as const, by: { $lte: untilDay } };
  const found = await views.followUps.find(due, { sort: { by: 1 }, limit: DUE_MAX }).toArray();
  return goingOn(views, found);
}

async function goingOn(views: CycleViews, found: readonly DueFollowUp[]): Promise<DueFollowUp[]> {
  const active = await views.activePairs(found.map(({ pair }) => pair));
  return found
    .filter(({ pair }) => active.has(pair))
    .map(({ id, pair, owner, what, by }) => ({ id, pair, owner, what, by }));
}

/** Closed turns in which `actor` presented, and in which they responded. */
export async function turnCounts(
  { turns }: CycleViews,
  { actor, pair, since }: Share,
): Promise<{ presented: number; responded: number }> {
  const closed = {
    state: 'closed' as const,
    ...(pair === undefined ? {} : { pair }),
    ...(since === undefined ? {} : { closedAt: { $gte: since } }),
  };
  const [presented, responded] = await Promise.all([
    turns.countDocuments({ presenter: actor, ...closed }),
    turns.countDocuments({ responder: actor, ...closed }),
  ]);
  return { presented, responded };
}

/** Follow-ups that were done: `actor`'s own, and those of the people they responded to. */
export async function followUpCounts(
  { followUps }: CycleViews,
  { actor, pair, since }: Share,
): Promise<{ mine: number; theirs: number }> {
  const done = {
    state: 'done' as const,
    ...(pair === undefined ? {} : { pair }),
    ...(since === undefined ? {} : { doneAt: { $gte: since } }),
  };
  const [mine, theirs] = await Promise.all([
    followUps.countDocuments({ owner: actor, ...done }),
    followUps.countDocuments({ helper: actor, ...done }),
  ]);
  return { mine, theirs };
}

/** Closed turns of a pair (IRI of its Offer). */
export function countClosedTurns({ turns }: CycleViews, pair: string): Promise<number> {
  return turns.countDocuments({ pair, state: 'closed' });
}
