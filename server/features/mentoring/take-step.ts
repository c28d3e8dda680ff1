import type { Pair } from '../../../shared/contracts/mentoring.ts';
import { type AppError, appError, NOT_FOUND } from '../../core/errors.ts';
import { nameOf } from '../../core/ids.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { isFromBlocked } from '../moderation/index.ts';
import type { MentoringParts } from './context.ts';
import { isTrial, mayStep, memberOf, otherMember, type PairView, undoneBy } from './mentoring.model.ts';
import { presentOne } from './present-pairs.ts';
import { lackOfRoomForBoth } from './room.ts';

type Step = 'accept' | 'decline' | 'withdraw' | 'end' | 'leave';

/** Accepts, declines, withdraws, ends or leaves: whatever `actor` as a member may do with the pair as it stands. */
export async function takeStep(
  parts: MentoringParts,
  actor: string,
  id: string,
  step: Step,
  reason = '',
): Promise<Result<Pair>> {
  const pair = await parts.views.forMember(id, actor);
  if (!pair) return fail(NOT_FOUND);
  return parts.turns.run([pair.offerer, pair.partner], async () => {
    const now = await pairToStepIn(parts, actor, id, step);
    if (!now.ok) return now;
    const hindrance = await hindranceTo(parts, step, now.value);
    if (hindrance) return fail(hindrance);
    await publishStep(parts, actor, now.value, step, reason);
    if (step === 'accept') await withdrawOwn(parts, actor, otherMember(now.value, actor));
    return presentOne(parts, actor, now.value._id);
  });
}

/** The pair as it stands, for a member who may take the step; asked for within `turns`. */
export async function pairToStepIn(
  { views, policy }: MentoringParts,
  actor: string,
  id: string,
  step: Step | 'counter' | 'amend',
): Promise<Result<PairView>> {
  const pair = await views.forMember(id, actor);
  if (!pair) return fail(NOT_FOUND);
  if (!mayStep(pair.state, memberOf(pair, actor), step)) return fail(refusal(pair));
  const builds = step === 'accept' || step === 'counter' || step === 'amend';
  return builds && isFromBlocked(policy, otherMember(pair, actor)) ? fail(RESTS) : ok(pair);
}

/** What else is in the way of a step that is allowed; null when nothing is. */
async function hindranceTo(parts: MentoringParts, step: Step, pair: PairView): Promise<AppError | null> {
  if (step === 'leave') return isTrial(await parts.met(pair)) ? null : NOT_A_TRIAL;
  if (step !== 'accept') return null;
  // Both may have offered at the same moment, each before the other's offer came.
  const between = await parts.views.betweenPeople(pair.offerer, pair.partner, MAX_BETWEEN);
  return between.some(({ state }) => state === 'active') ? ALREADY_A_PAIR : lackOfRoomForBoth(parts, pair);
}

export async function publishStep(
  { pipeline, naming, clock }: Pick<MentoringParts, 'pipeline' | 'naming' | 'clock'>,
  actor: string,
  pair: PairView,
  step: Step,
  reason = '',
): Promise<void> {
  const base = {
    // One step of a kind by one member, however often it is taken.
    iri: naming.newActivity(nameOf(step, actor, pair._id)),
    actor,
    audience: { to: [otherMember(pair, actor)], cc: [] },
    publishedAt: clock.now(),
  };
  if (step === 'accept') return pipeline.publish({ ...base, type: 'Accept', object: pair._id });
  if (step === 'decline') return pipeline.publish({ ...base, type: 'Reject', object: pair._id, reason });
  const cause = step === 'leave' ? 'no-fault' : null;
  return pipeline.publish({ ...base, type: 'Undo', object: undoneBy(actor, pair), reason, cause });
}

/** Whoever agrees to an offer, or answers it with other terms, no longer waits for an answer to their own. */
export async function withdrawOwn(parts: MentoringParts, actor: string, other: string): Promise<void> {
  for (const mine of await parts.views.betweenPeople(actor, other, MAX_BETWEEN)) {
    const isOpen = mine.state === 'offered' && mayStep(mine.state, memberOf(mine, actor), 'withdraw');
    if (isOpen) await publishStep(parts, actor, mine, 'withdraw');
  }
}

const MAX_BETWEEN = 100;
const ALREADY_A_PAIR = appError(
  'conflict',
  'The two of you are already a pair. Decline this offer, or end that pair first.',
);
const NOT_A_TRIAL = appError(
  'conflict',
  'A pair can be left without a reason after its first session or turn, and before the second. You can end this one instead.',
);
export const RESTS = appError(
  'conflict',
  'This server does not talk to your partner’s at the moment, so the pair rests and this would not reach them. Nothing is lost: ask your admin.',
);

function refusal({ state }: PairView): AppError {
  const now = {
    offered: 'the offer is still open',
    invited: 'they have been invited',
    countered: 'the offer was answered with another one',
    active: 'you are already a pair',
    declined: 'the offer was declined',
    withdrawn: 'the offer was taken back',
    ended: 'the pair has ended',
  }[state];
  return appError('conflict', `This cannot be done now: ${now}. Reload the page to see how it stands.`);
}
