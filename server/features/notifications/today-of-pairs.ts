import type { TodayItem } from '../../../shared/contracts/notifications.ts';
import { type CycleViews, followUpsDue, movesWaitingFor } from '../cycles/index.ts';
import { otherMember, type PairView } from '../mentoring/index.ts';
import { isFromBlocked } from '../moderation/index.ts';
import type { SessionViews } from '../sessions/index.ts';
import type { NotifyParts } from './notify.ts';
import { dayAfter, dayIn } from './quiet-hours.model.ts';

export interface TodayOfPairsParts {
  cycles: CycleViews;
  sessions: SessionViews;
}

type Parts = NotifyParts & TodayOfPairsParts;

const SHOWN_MAX = 12;
const READ_MAX = 50;
const SESSION_WITHIN_MS = 24 * 3600_000;
const DUE_WITHIN_DAYS = 3;
/** After that it is said no more: who wants to begin knows the way. */
const BEGUN_WITHIN_MS = 14 * 24 * 3600_000;
const WHAT_MAX = 120;

/** The pairs of somebody that go on and can be spoken in, by their offers, with how the partner is shown. */
async function going(parts: Parts, actor: string, pairs: readonly PairView[]) {
  const active = new Map(
    pairs
      .filter((pair) => pair.state === 'active' && !isFromBlocked(parts.policy, otherMember(pair, actor)))
      .map((pair) => [pair._id, pair]),
  );
  const person = await parts.profiles.summaries([...active.values()].map((pair) => otherMember(pair, actor)));
  return (offer: string) => {
    const pair = active.get(offer);
    return pair && { id: pair.id, partner: person(otherMember(pair, actor)) };
  };
}

function activeAmong(pairs: readonly PairView[]): string[] {
  return pairs.filter(({ state }) => state === 'active').map(({ _id }) => _id);
}

/** What begins within a day, then what waits for an answer. */
export async function sessionsAhead(parts: Parts, actor: string, pairs: readonly PairView[]): Promise<TodayItem[]> {
  const now = parts.clock.now();
  const soon = new Date(now.getTime() + SESSION_WITHIN_MS);
  const found = await parts.sessions.aheadOf(actor, activeAmong(pairs), now, READ_MAX);
  const shown = found.filter(({ state, start, facts: { proposal } }) =>
    state === 'agreed'
      ? start !== null && start <= soon
      : proposal !== null && proposal.actor !== actor && proposal.times.some((time) => time.start > now),
  );
  if (shown.length === 0) return [];
  const pairOf = await going(parts, actor, pairs);
  return shown
    .sort((a, b) => (a.start?.getTime() ?? Infinity) - (b.start?.getTime() ?? Infinity) || (a._id < b._id ? -1 : 1))
    .flatMap((session): TodayItem[] => {
      const pair = pairOf(session.pair);
      if (!pair) return [];
      const start = session.start?.toISOString() ?? null;
      return [{ type: 'session', pair: pair.id, session: session.id, partner: pair.partner, start }];
    })
    .slice(0, SHOWN_MAX);
}

/** Changes of an agreement that wait for an answer. */
export async function amendments(parts: Parts, actor: string, pairs: readonly PairView[]): Promise<TodayItem[]> {
  const active = pairs.filter(({ state }) => state === 'active').slice(0, SHOWN_MAX);
  const waiting = await Promise.all(active.map((pair) => parts.mentoring.changes.waiting(pair)));
  const asked = active.flatMap((pair, index) => {
    const amendment = waiting[index];
    return amendment && amendment.other === actor ? [{ pair, at: amendment.at }] : [];
  });
  if (asked.length === 0) return [];
  const pairOf = await going(parts, actor, pairs);
  return asked.flatMap(({ pair: { _id }, at }): TodayItem[] => {
    const pair = pairOf(_id);
    return pair ? [{ type: 'amendment', pair: pair.id, from: pair.partner, at: at.toISOString() }] : [];
  });
}

/** The step that a partner waits for in each pair, the longest first; of several in one pair the oldest. */
export async function moves(parts: Parts, actor: string, pairs: readonly PairView[]): Promise<TodayItem[]> {
  const waiting = await movesWaitingFor(parts.cycles, actor, activeAmong(pairs));
  if (waiting.length === 0) return [];
  const pairOf = await going(parts, actor, pairs);
  return waiting
    .filter((each, index) => waiting.findIndex(({ pair }) => pair === each.pair) === index)
    .flatMap(({ pair: offer, cycle, move, at }): TodayItem[] => {
      const pair = pairOf(offer);
      return pair ? [{ type: 'turn', pair: pair.id, cycle, partner: pair.partner, move, at: at.toISOString() }] : [];
    })
    .slice(0, SHOWN_MAX);
}

/** Pairs that began lately and in which nobody has shown anything yet: either of the two may be the first. */
export async function toBegin(parts: Parts, actor: string, pairs: readonly PairView[]): Promise<TodayItem[]> {
  const since = parts.clock.now().getTime() - BEGUN_WITHIN_MS;
  const begun = pairs
    .filter(({ state, startedAt }) => state === 'active' && startedAt !== null && startedAt.getTime() > since)
    .slice(0, SHOWN_MAX);
  if (begun.length === 0) return [];
  const offers = begun.map(({ _id }) => _id);
  const [pairOf, withCycle] = await Promise.all([going(parts, actor, begun), parts.cycles.pairsWithCycle(offers)]);
  return begun.flatMap(({ _id, startedAt }): TodayItem[] => {
    const pair = withCycle.has(_id) || startedAt === null ? undefined : pairOf(_id);
    return pair && startedAt
      ? [{ type: 'begin', pair: pair.id, partner: pair.partner, at: startedAt.toISOString() }]
      : [];
  });
}

/** What they set out to do and that is due soon, or was. */
export async function followUps(
  parts: Parts,
  actor: string,
  pairs: readonly PairView[],
  timeZone: string,
): Promise<TodayItem[]> {
  const today = dayIn(timeZone, parts.clock.now());
  const due = await followUpsDue(parts.cycles, actor, dayAfter(today, DUE_WITHIN_DAYS));
  if (due.length === 0) return [];
  const pairOf = await going(parts, actor, pairs);
  return due
    .flatMap(({ id, pair: offer, what, by }): TodayItem[] => {
      const pair = pairOf(offer);
      if (!pair) return [];
      const when = by < today ? 'over' : by === today ? 'today' : 'soon';
      const words = what.length <= WHAT_MAX ? what : `${what.slice(0, WHAT_MAX).trimEnd()}…`;
      return [{ type: 'follow-up', pair: pair.id, followUp: id, partner: pair.partner, what: words, by, due: when }];
    })
    .slice(0, SHOWN_MAX);
}
