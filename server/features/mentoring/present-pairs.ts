import type { Pair } from '../../../shared/contracts/mentoring.ts';
import type { PairState } from '../../../shared/vocabulary.ts';
import type { DeliveryStatus, Reachability } from '../../activities/ports.ts';
import type { ProfileViews } from '../profiles/index.ts';
import { mayStep, memberOf, otherMember, type PairMember, type PairView } from './mentoring.model.ts';
import { type MentoringViews, tallyKey } from './mentoring.views.ts';
import { everyKind } from './present-ledger.ts';

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
  deliveries: DeliveryStatus;
  reachability: Reachability;
}

/** Pairs as their member `actor` sees them; pairs of others are left out. */
export async function presentPairs(parts: PairParts, actor: string, pairs: readonly PairView[]): Promise<Pair[]> {
  const mine = pairs.flatMap((pair) => {
    const member = memberOf(pair, actor);
    return member ? [{ pair, member, other: otherMember(pair, actor) }] : [];
  });
  const others = [...new Set(mine.map(({ other }) => other))];
  const steps = mine.map(({ pair, member }) => lastStep(pair, member)).filter((step) => step !== null);
  const [person, given, got, deliveries, pauses, unread, muted] = await Promise.all([
    parts.profiles.summaries(others),
    parts.views.tallies([actor], others),
    parts.views.tallies(others, [actor]),
    parts.deliveries.of(steps),
    parts.reachability.of(mine.filter(({ pair }) => isOpen(pair.state)).map(({ other }) => other)),
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
      paused: (isOpen(state) ? pauses.get(other) : undefined) ?? null,
      amendment: null,
      offeredAt: pair.offeredAt.toISOString(),
      startedAt: pair.startedAt?.toISOString() ?? null,
      endedAt: pair.endedAt?.toISOString() ?? null,
      reason: pair.reason,
      ledger: {
        given: everyKind([given.get(tallyKey(actor, other)) ?? {}]),
        got: everyKind([got.get(tallyKey(other, actor)) ?? {}]),
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

/** Whether something may still come from the partner, so that it matters whether they can be reached. */
function isOpen(state: PairState): boolean {
  return state === 'offered' || state === 'invited' || state === 'active';
}

/** The last activity that this member sent about the pair. */
function lastStep({ _id, facts }: PairView, member: PairMember): string | null {
  if (member === 'offerer') return facts.offerUndone?.iri ?? _id;
  return (facts.acceptUndone ?? facts.rejected ?? facts.accepted)?.iri ?? null;
}
