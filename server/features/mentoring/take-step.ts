import type { Pair } from '../../../shared/contracts/mentoring.ts';
import { type AppError, appError, NOT_FOUND } from '../../core/errors.ts';
import { nameOf } from '../../core/ids.ts';
import { fail, type Result } from '../../core/result.ts';
import { mayStep, memberOf, otherMember, type PairStep, type PairView } from './mentoring.model.ts';
import { type MentoringParts, presentOne, turnOf } from './offer-pair.ts';

/** Accepts, declines, withdraws or ends: whatever `actor` as a member may do with the pair as it stands. */
export async function takeStep(
  parts: MentoringParts,
  actor: string,
  id: string,
  step: Exclude<PairStep, 'write'>,
  reason = '',
): Promise<Result<Pair>> {
  const pair = await parts.views.forMember(id, actor);
  if (!pair) return fail(NOT_FOUND);
  return parts.turns.run([turnOf(pair.offerer, pair.partner)], () => takeTurn(parts, actor, id, step, reason));
}

async function takeTurn(
  parts: MentoringParts,
  actor: string,
  id: string,
  step: Exclude<PairStep, 'write'>,
  reason: string,
): Promise<Result<Pair>> {
  const pair = await parts.views.forMember(id, actor);
  if (!pair) return fail(NOT_FOUND);
  if (!mayStep(pair.state, memberOf(pair, actor), step)) return fail(refusal(pair));

  // Both may have offered at the same moment, each before the other's offer came.
  const others = step === 'accept' ? await parts.views.betweenPeople(actor, otherMember(pair, actor), MAX_BETWEEN) : [];
  if (others.some(({ state }) => state === 'active')) return fail(ALREADY_A_PAIR);

  const base = {
    // One step of a kind by one member, however often it is taken.
    iri: parts.naming.newActivity(nameOf(step, actor, pair._id)),
    actor,
    audience: { to: [otherMember(pair, actor)], cc: [] },
    publishedAt: parts.clock.now(),
  };
  switch (step) {
    case 'accept':
      await parts.pipeline.publish({ ...base, type: 'Accept', object: pair._id });
      break;
    case 'decline':
      await parts.pipeline.publish({ ...base, type: 'Reject', object: pair._id, reason });
      break;
    case 'withdraw':
    case 'end':
      await parts.pipeline.publish({ ...base, type: 'Undo', object: undoneBy(actor, pair), reason, cause: null });
  }
  for (const mine of others) {
    if (mayStep(mine.state, memberOf(mine, actor), 'withdraw')) await takeTurn(parts, actor, mine.id, 'withdraw', '');
  }
  return presentOne(parts, actor, pair._id);
}

const MAX_BETWEEN = 100;
const ALREADY_A_PAIR = appError(
  'conflict',
  'The two of you are already a pair. Decline this offer, or end that pair first.',
);

/** Each takes back what they said themselves: the offerer the Offer, the partner the Accept. */
function undoneBy(actor: string, pair: PairView): string {
  return actor === pair.partner && pair.facts.accepted ? pair.facts.accepted.iri : pair._id;
}

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
