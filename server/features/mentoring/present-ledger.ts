import type { z } from 'zod';
import {
  type Balance,
  type getMyLedger,
  LEDGER_WEEKS,
  type LedgerEntry,
  type LedgerWeek,
  type listLedger,
} from '../../../shared/contracts/mentoring.ts';
import type { FeedbackKind } from '../../../shared/vocabulary.ts';
import type { Clock } from '../../core/clock.ts';
import { keyOf } from '../../core/ids.ts';
import type { FollowViews } from '../follows/index.ts';
import { type PracticeViews, permissionsFor } from '../practice/index.ts';
import type { FeedbackTally } from './feedback.views.ts';
import { countInWeek, gapOf, lastMondays, schoolYearOf } from './ledger.model.ts';
import { otherMember, type PairView } from './mentoring.model.ts';
import type { MentoringViews } from './mentoring.views.ts';

/** Whose share is counted: in one pair (IRI of its Offer) or in all, since a moment or ever. */
export interface Share {
  actor: string;
  pair?: string;
  since?: Date;
}

/** What other features count for the ledger. */
export interface LedgerSources {
  /** Turns in which `actor` presented, and in which they responded. */
  turnCounts(share: Share): Promise<{ presented: number; responded: number }>;
  /** Follow-ups that were done: `actor`'s, and those of the people they responded to. */
  followUpCounts(share: Share): Promise<{ mine: number; theirs: number }>;
  /** Minutes of agreed sessions of `actor` that are past. */
  sessionMinutes(share: Share): Promise<number>;
}

export interface LedgerParts {
  views: MentoringViews;
  practice: PracticeViews;
  follows: FollowViews;
  sources: LedgerSources;
  clock: Clock;
}

const MAX_ENTRIES = 100;
/** Partners over whom one's own ledger is counted, the newest. */
const MAX_PARTNERS = 100;
/** Per direction; nobody gives more in twelve weeks, and a picture of more would look the same. */
const MAX_COUNTED = 1_000;

/** The ledger of a pair as its member `actor` sees it. */
export async function presentLedger(
  parts: LedgerParts,
  actor: string,
  pair: PairView,
): Promise<z.infer<(typeof listLedger)['response']>> {
  const other = otherMember(pair, actor);
  const [items, weeks, balance, theirs] = await Promise.all([
    presentEntries(parts, actor, other),
    presentWeeks(parts, actor, [other]),
    balanceOf(parts, { actor, pair: pair._id }, [other]),
    parts.sources.turnCounts({ actor: other, pair: pair._id }),
  ]);
  return { items, weeks, balance, gap: gapOf(balance.turns.responded, theirs.responded) };
}

/** What `actor` gave and got in all pairs together. Only ever asked by themselves. */
export async function presentMyLedger(
  parts: LedgerParts,
  actor: string,
): Promise<z.infer<(typeof getMyLedger)['response']>> {
  const pairs = await parts.views.ofMember(actor, MAX_PARTNERS);
  const begun = pairs.filter(({ startedAt }) => startedAt !== null);
  const partners = [...new Set(begun.map((pair) => otherMember(pair, actor)))];
  const [year, all, weeks] = await Promise.all([
    balanceOf(parts, { actor, since: schoolYearOf(parts.clock.now()) }, partners),
    balanceOf(parts, { actor }, partners),
    presentWeeks(parts, actor, partners),
  ]);
  return { year, all, weeks };
}

async function balanceOf({ views, sources }: LedgerParts, share: Share, partners: readonly string[]): Promise<Balance> {
  const [given, got, turns, followUps, minutes] = await Promise.all([
    views.feedback.tallies([share.actor], partners, share.since),
    views.feedback.tallies(partners, [share.actor], share.since),
    sources.turnCounts(share),
    sources.followUpCounts(share),
    sources.sessionMinutes(share),
  ]);
  return { turns, feedback: { given: everyKind(given.values()), got: everyKind(got.values()) }, followUps, minutes };
}

/** Each piece of feedback between the two. Posts that `actor` may not see are not named. */
async function presentEntries(parts: LedgerParts, actor: string, other: string): Promise<LedgerEntry[]> {
  const entries = await parts.views.feedback.between(actor, other, MAX_ENTRIES);
  const posts = await parts.practice.byIris([...new Set(entries.flatMap((entry) => entry.post ?? []))]);
  const permissions = await permissionsFor(parts.follows, { kind: 'actor', iri: actor }, posts);
  const titles = new Map(posts.filter((post) => permissions(post).see).map((post) => [post._id, post.title]));
  return entries.map((entry) => {
    const title = entry.post === null ? undefined : titles.get(entry.post);
    return {
      id: keyOf(entry._id),
      kind: entry.kind,
      direction: entry.giver === actor ? 'given' : 'got',
      post: entry.post === null || title === undefined ? null : { id: keyOf(entry.post), title },
      at: entry.at.toISOString(),
    };
  });
}

/** How much `actor` and their partners gave each other in each of the last weeks. */
async function presentWeeks(
  { views, clock }: LedgerParts,
  actor: string,
  partners: readonly string[],
): Promise<LedgerWeek[]> {
  const now = clock.now();
  const mondays = lastMondays(now, LEDGER_WEEKS);
  const since = mondays[0] ?? now;
  const [given, got] = await Promise.all([
    views.feedback.givenSince([actor], partners, since, MAX_COUNTED),
    views.feedback.givenSince(partners, [actor], since, MAX_COUNTED),
  ]);
  return mondays.map((monday) => ({
    from: monday.toISOString().slice(0, 10),
    given: countInWeek(monday, given),
    got: countInWeek(monday, got),
  }));
}

/** Tallies of several people together; a kind that nobody gave is there too. */
export function everyKind(tallies: Iterable<FeedbackTally>): Record<FeedbackKind, number> {
  const sum = { noticing: 0, question: 0, suggestion: 0, connection: 0 };
  for (const tally of tallies) {
    for (const [kind, count] of Object.entries(tally) as [FeedbackKind, number][]) sum[kind] += count;
  }
  return sum;
}
