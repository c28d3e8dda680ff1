import type { Pair } from '../../../shared/contracts/mentoring.ts';
import type { PairState } from '../../../shared/vocabulary.ts';
import type { DeliveryStatus, DomainPolicy, Reachability } from '../../activities/ports.ts';
import { NOT_FOUND } from '../../core/errors.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { isFromBlocked } from '../moderation/index.ts';
import type { ProfileViews } from '../profiles/index.ts';
import { tallyKey } from './feedback.views.ts';
import {
  isAnswerTo,
  isTrial,
  type Met,
  mayStep,
  memberOf,
  otherMember,
  type PairMember,
  type PairStep,
  type PairView,
} from './mentoring.model.ts';
import type { MentoringViews } from './mentoring.views.ts';
import { presentAmendment } from './present-amendments.ts';
import { everyKind } from './present-ledger.ts';
import { termsFor } from './terms.model.ts';

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
  policy: DomainPolicy;
  /** What the two of a pair have behind them, as other features know it. */
  met(pair: PairView): Promise<Met>;
}

export async function presentOne(parts: PairParts, actor: string, offerIri: string): Promise<Result<Pair>> {
  const pair = await parts.views.byOffer(offerIri);
  const [shown] = pair ? await presentPairs(parts, actor, [pair]) : [];
  return shown ? ok(shown) : fail(NOT_FOUND);
}

const MAX_LISTED = 100;

export async function listPairs(parts: PairParts, actor: string): Promise<Pair[]> {
  return presentPairs(parts, actor, await parts.views.ofMember(actor, MAX_LISTED));
}

/** Pairs as their member `actor` sees them; pairs of others are left out. */
export async function presentPairs(parts: PairParts, actor: string, pairs: readonly PairView[]): Promise<Pair[]> {
  const mine = pairs.flatMap((pair) => {
    const member = memberOf(pair, actor);
    const other = otherMember(pair, actor);
    return member ? [{ pair, member, other, rests: isOpen(pair.state) && isFromBlocked(parts.policy, other) }] : [];
  });
  const others = [...new Set(mine.map(({ other }) => other))];
  const steps = mine.map(({ pair, member }) => lastStep(pair, member)).filter((step) => step !== null);
  const active = mine.map(({ pair }) => pair).filter(({ state }) => state === 'active');
  const [person, given, got, deliveries, pauses, answered, changes, trials, unread, muted] = await Promise.all([
    parts.profiles.summaries(others),
    parts.views.feedback.tallies([actor], others),
    parts.views.feedback.tallies(others, [actor]),
    parts.deliveries.of(steps),
    parts.reachability.of(mine.filter(({ pair }) => isOpen(pair.state)).map(({ other }) => other)),
    answeredBy(parts.views, mine),
    byPair(active, (pair) => parts.views.changes.waiting(pair)),
    byPair(active, async (pair) => isTrial(await parts.met(pair))),
    parts.news.unread(
      actor,
      mine.map(({ pair }) => pair),
    ),
    parts.news.muted(
      actor,
      mine.map(({ pair }) => pair._id),
    ),
  ]);
  return mine.map(({ pair, member, other, rests }) => {
    const { state } = pair;
    const step = lastStep(pair, member);
    const may = (what: PairStep) => mayStep(state, member, what);
    const change = changes.get(pair._id) ?? null;
    return {
      id: pair.id,
      partner: person(other),
      offeredByMe: member === 'offerer',
      state,
      ...termsFor(actor, other, pair.agreement),
      counters: answered.get(pair._id) ?? null,
      cause: pair.cause,
      paused: rests ? 'blocked' : ((isOpen(state) ? pauses.get(other) : undefined) ?? null),
      amendment: change && presentAmendment(actor, pair, change, rests),
      offeredAt: pair.offeredAt.toISOString(),
      startedAt: pair.startedAt?.toISOString() ?? null,
      endedAt: pair.endedAt?.toISOString() ?? null,
      reason: pair.reason,
      ledger: {
        given: everyKind([given.get(tallyKey(actor, other)) ?? {}]),
        got: everyKind([got.get(tallyKey(other, actor)) ?? {}]),
      },
      may: {
        accept: may('accept') && !rests,
        decline: may('decline'),
        withdraw: may('withdraw'),
        counter: may('counter') && !rests,
        amend: may('amend') && change === null && !rests,
        end: may('end'),
        leave: may('leave') && trials.get(pair._id) === true,
        write: may('message') && !rests,
      },
      unread: unread.get(pair._id) ?? 0,
      muted: muted.has(pair._id),
      delivery: (step === null ? undefined : deliveries.get(step)) ?? 'delivered',
    };
  });
}

/** The ids, in the API, of the offers that these answer with other terms, by the IRI of the answer. */
async function answeredBy(
  views: MentoringViews,
  mine: readonly { pair: PairView }[],
): Promise<ReadonlyMap<string, string>> {
  const answered = await views.byOffers(mine.flatMap(({ pair }) => pair.counters ?? []));
  return new Map(
    mine.flatMap(({ pair }) => {
      const found = answered.find((offer) => isAnswerTo(pair, offer));
      return found ? [[pair._id, found.id] as const] : [];
    }),
  );
}

/** Something about each of a few pairs: nobody has more than a handful that are active. */
async function byPair<T>(pairs: readonly PairView[], ask: (pair: PairView) => Promise<T>): Promise<Map<string, T>> {
  return new Map(await Promise.all(pairs.map(async (pair) => [pair._id, await ask(pair)] as const)));
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
