import type { z } from 'zod';
import type {
  Cycle,
  changeFollowUp as change,
  completeFollowUp as completion,
  FollowUp,
  FollowUpFields,
} from '../../../shared/contracts/cycles.ts';
import { type AppError, appError, NOT_FOUND } from '../../core/errors.ts';
import { nameOf } from '../../core/ids.ts';
import { fail, type Result } from '../../core/result.ts';
import { type PairView, publishEntry } from '../mentoring/index.ts';
import { type FollowUpFold, mayFollowUp } from './follow-ups.model.ts';
import { ownPost } from './present-work.ts';
import { closureOf, findFollowUp, readCycle, readFollowUp } from './read-cycles.ts';
import { standingIn } from './turns.model.ts';
import { inPair, inTurn, isPast, type WriteCycleParts, writeWords } from './write-in-pair.ts';

/** Closes the feedback of one's turn: with something to do by a day, or with a reason to do nothing. */
export async function followUp(
  parts: WriteCycleParts,
  actor: string,
  turnId: string,
  fields: FollowUpFields,
): Promise<Result<Cycle>> {
  return inTurn(parts, actor, turnId, async (pair, { turn, fold }) => {
    if (!standingIn(turn, actor, closureOf(parts, pair, actor)).followUp) return fail(NOT_NOW);
    if (fields.kind === 'action' && isPast(fields.by, parts.clock.now())) return fail(PAST);
    const iri = turn.presentation._id;
    const statement = {
      kind: 'follow-up' as const,
      turn: iri,
      ...(fields.kind === 'action'
        ? { what: fields.what, by: fields.by, support: fields.support, reason: '' }
        : { what: '', by: '', support: '', reason: fields.reason }),
    };
    await publishEntry(parts, actor, pair, statement, nameOf('follow-up', actor, iri));
    return readCycle(parts, actor, fold.root);
  });
}

const NOT_NOW = appError(
  'conflict',
  'The presenter says what they do about the feedback, once, when all steps are done. Reload the page to see how it stands.',
);
const PAST: AppError = appError('invalid_input', 'Choose a day that is still to come.', { by: 'This day is past.' });

/** Shows that it was done: evidence, and a reflection. */
export function completeFollowUp(
  parts: WriteCycleParts,
  actor: string,
  id: string,
  { markdown, link, post, files, reflection }: z.output<typeof completion.body>,
): Promise<Result<FollowUp>> {
  return onOwn(parts, actor, id, async (pair, { fact: { _id: iri } }) => {
    const shown = post === null ? null : await ownPost(parts.practice, actor, post);
    if (post !== null && shown === null) return fail(NO_SUCH_POST);
    const words = writeWords(parts, markdown, 'markdown');
    if (!words.ok) return words;
    const reflected = writeWords(parts, reflection, 'reflection');
    if (!reflected.ok) return reflected;
    const attached = await parts.files.attach(actor, files, pair.thread);
    if (!attached.ok) return attached;
    const statement = {
      kind: 'follow-up-done' as const,
      followUp: iri,
      ...words.value,
      link,
      post: shown,
      attachments: attached.value,
      reflection: reflected.value.html,
    };
    await publishEntry(parts, actor, pair, statement, nameOf('follow-up-done', actor, iri));
    return readFollowUp(parts, actor, iri);
  });
}

const NO_SUCH_POST = appError('invalid_input', 'Choose one of the practice posts that you wrote.', {
  post: 'Choose one of the practice posts that you wrote.',
});

/** Gives it another day, or drops it; either with a reason. */
export function changeFollowUp(
  parts: WriteCycleParts,
  actor: string,
  id: string,
  { by, reason }: z.output<typeof change.body>,
): Promise<Result<FollowUp>> {
  return onOwn(parts, actor, id, async (pair, { fact: { _id: iri } }) => {
    if (by !== null && isPast(by, parts.clock.now())) return fail(PAST);
    await publishEntry(parts, actor, pair, { kind: 'follow-up-changed', followUp: iri, by, reason });
    return readFollowUp(parts, actor, iri);
  });
}

async function onOwn(
  parts: WriteCycleParts,
  actor: string,
  id: string,
  step: (pair: PairView, followUp: FollowUpFold) => Promise<Result<FollowUp>>,
): Promise<Result<FollowUp>> {
  const found = await findFollowUp(parts, actor, id);
  if (!found) return fail(NOT_FOUND);
  return inPair(parts, actor, found.pair.id, async (pair) => {
    const now = await findFollowUp(parts, actor, id);
    if (!now) return fail(NOT_FOUND);
    return mayFollowUp(now.followUp, actor) ? step(pair, now.followUp) : fail(NOT_OPEN);
  });
}

const NOT_OPEN = appError(
  'conflict',
  'Only the one who planned it changes it, and only while it is open. Reload the page to see how it stands.',
);
