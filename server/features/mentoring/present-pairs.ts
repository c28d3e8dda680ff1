import { LEDGER_WEEKS, type LedgerEntry, type LedgerWeek, type Pair } from '../../../shared/contracts/mentoring.ts';
import type { FeedbackKind } from '../../../shared/vocabulary.ts';
import type { DeliveryStatus } from '../../activities/ports.ts';
import { keyOf } from '../../core/ids.ts';
import type { FollowViews } from '../follows/index.ts';
import { type PracticeViews, permissionsFor } from '../practice/index.ts';
import type { ProfileViews } from '../profiles/index.ts';
import {
  countInWeek,
  lastMondays,
  mayStep,
  memberOf,
  otherMember,
  type PairMember,
  type PairView,
} from './mentoring.model.ts';
import { type FeedbackTally, type MentoringViews, tallyKey } from './mentoring.views.ts';

/** What other features know about pairs of `actor`, by the IRIs of their offers. */
export interface PairNews {
  /** How many messages of the partner are unread, counted up to 100. */
  unread(actor: string, pairs: readonly PairView[]): Promise<Map<string, number>>;
  muted(actor: string, offers: readonly string[]): Promise<Set<string>>;
}

export interface PairParts {
  news: PairNews;
  views: MentoringViews;
  profiles: ProfileViews;
  practice: PracticeViews;
  follows: FollowViews;
  deliveries: DeliveryStatus;
}

const MAX_LEDGER_ENTRIES = 100;
/** Per direction; nobody gives more in twelve weeks, and a picture of more would look the same. */
const MAX_COUNTED = 1_000;

/** Pairs as their member `actor` sees them; pairs of others are left out. */
export async function presentPairs(parts: PairParts, actor: string, pairs: readonly PairView[]): Promise<Pair[]> {
  const mine = pairs.flatMap((pair) => {
    const member = memberOf(pair, actor);
    return member ? [{ pair, member, other: otherMember(pair, actor) }] : [];
  });
  const others = [...new Set(mine.map(({ other }) => other))];
  const steps = mine.map(({ pair, member }) => lastStep(pair, member)).filter((step) => step !== null);
  const [person, given, got, deliveries, unread, muted] = await Promise.all([
    parts.profiles.summaries(others),
    parts.views.tallies([actor], others),
    parts.views.tallies(others, [actor]),
    parts.deliveries.of(steps),
    parts.news.unread(
      actor,
      mine.map(({ pair }) => pair),
    ),
    parts.news.muted(
      actor,
      mine.map(({ pair }) => pair._id),
    ),
  ]);
  return mine.map(({ pair, member, other }) => {
    const { agreement, state } = pair;
    const step = lastStep(pair, member);
    const may = (what: Parameters<typeof mayStep>[2]) => mayStep(state, member, what);
    return {
      id: pair.id,
      partner: person(other),
      offeredByMe: member === 'offerer',
      state,
      myGoals: agreement.goals[actor] ?? '',
      partnerGoals: agreement.goals[other] ?? '',
      cadence: agreement.cadence,
      endsOn: agreement.endsOn,
      protocol: agreement.protocol,
      confidentiality: agreement.confidentiality,
      note: agreement.note,
      counters: null,
      cause: null,
      paused: null,
      amendment: null,
      offeredAt: pair.offeredAt.toISOString(),
      startedAt: pair.startedAt?.toISOString() ?? null,
      endedAt: pair.endedAt?.toISOString() ?? null,
      reason: pair.reason,
      ledger: {
        given: everyKind(given.get(tallyKey(actor, other))),
        got: everyKind(got.get(tallyKey(other, actor))),
      },
      may: {
        accept: may('accept'),
        decline: may('decline'),
        withdraw: may('withdraw'),
        counter: false,
        amend: false,
        leave: false,
        end: may('end'),
        write: may('write'),
      },
      unread: unread.get(pair._id) ?? 0,
      muted: muted.has(pair._id),
      delivery: (step === null ? undefined : deliveries.get(step)) ?? 'delivered',
    };
  });
}

/** Who gave and got what between `actor` and their partner. Posts that `actor` may not see are not named. */
export async function presentLedger(parts: PairParts, actor: string, pair: PairView): Promise<LedgerEntry[]> {
  const entries = await parts.views.between(actor, otherMember(pair, actor), MAX_LEDGER_ENTRIES);
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

/** How much the two gave each other in each of the last weeks. */
export async function presentWeeks(
  views: MentoringViews,
  actor: string,
  pair: PairView,
  now: Date,
): Promise<LedgerWeek[]> {
  const other = otherMember(pair, actor);
  const mondays = lastMondays(now, LEDGER_WEEKS);
  const since = mondays[0] ?? now;
  const [given, got] = await Promise.all([
    views.givenSince(actor, other, since, MAX_COUNTED),
    views.givenSince(other, actor, since, MAX_COUNTED),
  ]);
  return mondays.map((monday) => ({
    from: monday.toISOString().slice(0, 10),
    given: countInWeek(monday, given),
    got: countInWeek(monday, got),
  }));
}

/** The last activity that this member sent about the pair. */
function lastStep({ _id, facts }: PairView, member: PairMember): string | null {
  if (member === 'offerer') return facts.offerUndone?.iri ?? _id;
  return (facts.acceptUndone ?? facts.rejected ?? facts.accepted)?.iri ?? null;
}

function everyKind(tally: FeedbackTally = {}): Record<FeedbackKind, number> {
  return { noticing: 0, question: 0, suggestion: 0, connection: 0, ...tally };
}
