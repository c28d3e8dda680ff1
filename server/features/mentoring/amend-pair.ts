import type { z } from 'zod';
import type { Amendment, Pair, Terms } from '../../../shared/contracts/mentoring.ts';
import { appError, NOT_FOUND } from '../../core/errors.ts';
import { nameOf } from '../../core/ids.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { isFromBlocked } from '../moderation/index.ts';
import { type AmendmentStep, amendmentMemberOf, mayAnswer } from './amendments.model.ts';
import type { MentoringParts } from './context.ts';
import { otherMember } from './mentoring.model.ts';
import { pairOfAmendment } from './mentoring.reactions.ts';
import { presentHistory } from './present-amendments.ts';
import { presentOne } from './present-pairs.ts';
import { publishOffer } from './publish-offer.ts';
import { pairToStepIn, RESTS } from './take-step.ts';
import { flawIn } from './terms.model.ts';

/** Proposes other terms for a pair. What the two agreed on stays in force until the other accepts them. */
export async function amendPair(
  parts: MentoringParts,
  actor: string,
  id: string,
  terms: z.output<typeof Terms>,
): Promise<Result<Pair>> {
  const pair = await parts.views.forMember(id, actor);
  if (!pair) return fail(NOT_FOUND);
  return parts.turns.run([pair.offerer, pair.partner], async () => {
    const now = await pairToStepIn(parts, actor, id, 'amend');
    if (!now.ok) return now;
    const flaw = flawIn(terms, parts.clock.now());
    if (flaw) return fail(flaw);
    const waiting = await parts.views.changes.waiting(now.value);
    if (waiting) return fail(waiting.proposer === actor ? THEIR_ANSWER_FIRST : YOUR_ANSWER_FIRST);
    await publishOffer(parts, actor, otherMember(now.value, actor), { terms, amends: now.value.thread });
    return presentOne(parts, actor, now.value._id);
  });
}

/** Accepts or declines a change that was proposed to `actor`, or takes back one of theirs. */
export async function answerAmendment(
  parts: MentoringParts,
  actor: string,
  id: string,
  step: AmendmentStep,
  reason = '',
): Promise<Result<Pair>> {
  const known = await parts.views.changes.forMember(id, actor);
  if (!known) return fail(NOT_FOUND);
  return parts.turns.run([known.proposer, known.other], async () => {
    const found = await pairOfAmendment(known._id, parts.views);
    if (!found) return fail(NOT_FOUND);
    const { amendment, pair } = found;
    const states = { pair: pair.state, amendment: amendment.state };
    const other = otherMember(pair, actor);
    if (!mayAnswer(states, amendmentMemberOf(amendment, actor), step)) return fail(TOO_LATE);
    if (isFromBlocked(parts.policy, other)) return fail(RESTS);
    const base = {
      iri: parts.naming.newActivity(nameOf(step, actor, amendment._id)),
      actor,
      audience: { to: [other], cc: [] },
      publishedAt: parts.clock.now(),
      object: amendment._id,
    };
    if (step === 'accept') await parts.pipeline.publish({ ...base, type: 'Accept' });
    if (step === 'decline') await parts.pipeline.publish({ ...base, type: 'Reject', reason });
    if (step === 'withdraw') await parts.pipeline.publish({ ...base, type: 'Undo', reason, cause: null });
    return presentOne(parts, actor, pair._id);
  });
}

export async function listAmendments(
  { views, policy }: MentoringParts,
  actor: string,
  id: string,
): Promise<Result<{ items: Amendment[] }>> {
  const pair = await views.forMember(id, actor);
  if (!pair) return fail(NOT_FOUND);
  const rests = isFromBlocked(policy, otherMember(pair, actor));
  return ok({ items: await presentHistory(views, actor, pair, rests) });
}

const THEIR_ANSWER_FIRST = appError(
  'conflict',
  'A change that you proposed waits for an answer. Take it back, or wait for the answer, then propose another.',
);
const YOUR_ANSWER_FIRST = appError(
  'conflict',
  'Your partner has proposed a change already. Accept or decline it, then propose another.',
);
const TOO_LATE = appError(
  'conflict',
  'This change no longer waits for your answer. Reload the page to see how it stands.',
);
