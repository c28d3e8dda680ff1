import type { z } from 'zod';
import type { Cycle, contribute as contract } from '../../../shared/contracts/cycles.ts';
import { type AppError, appError, NOT_FOUND } from '../../core/errors.ts';
import { nameOf } from '../../core/ids.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { otherMember, publishEntry } from '../mentoring/index.ts';
import { closureOf, findContribution, readCycle } from './read-cycles.ts';
import { closerOf, partIn, standingIn, type TurnFold } from './turns.model.ts';
import { inTurn, type WriteCycleParts, writeWords } from './write-in-pair.ts';

/** Turn and author are part of the name, so that the same client id elsewhere is another contribution. */
function contributionName(actor: string, turn: string, clientId: string): string {
  return `${nameOf('contribution', actor, turn).slice(0, 20)}-${clientId}`;
}

/**
 * Says something in the step that a turn is in. The client's id is part of its name, so that a retry after a lost answer is
 * the same contribution here and at the partner's instance.
 */
export async function contribute(
  parts: WriteCycleParts,
  actor: string,
  turnId: string,
  { step, markdown, feedbackKind, anchor, files, clientId }: z.output<typeof contract.body>,
): Promise<Result<Cycle>> {
  return inTurn(parts, actor, turnId, async (pair, { turn, fold }) => {
    const name = contributionName(actor, turn.presentation._id, clientId);
    if (await parts.views.entry(parts.naming.newObject(name))) return readCycle(parts, actor, fold.root);
    const refused = refusal(turn, actor, step, standingIn(turn, actor, closureOf(parts, pair, actor)).speak);
    if (refused) return fail(refused);
    const words = writeWords(parts, markdown, 'markdown');
    if (!words.ok) return words;
    const attached = await parts.files.attach(actor, files, pair.thread);
    if (!attached.ok) return attached;
    const statement = {
      kind: 'contribution' as const,
      ...words.value,
      turn: turn.presentation._id,
      step,
      // Feedback is what comes from the partner.
      feedbackKind: actor === turn.responder ? feedbackKind : null,
      anchor,
      attachments: attached.value,
    };
    await publishEntry(parts, actor, pair, statement, name);
    return readCycle(parts, actor, fold.root);
  });
}

function refusal(turn: TurnFold, actor: string, step: number, maySpeak: boolean): AppError | null {
  if (turn.state !== 'under-way') return appError('conflict', `This turn is over. ${KEPT}`);
  if (step !== turn.step) return appError('conflict', `The turn is in another step by now. ${KEPT}`);
  if (maySpeak) return null;
  const listens = turn.steps[step]?.kind === 'respond' && actor === turn.presenter;
  return appError(
    'conflict',
    listens
      ? `Your partner responds now, and you listen: your turn to speak comes when they pass on. ${KEPT}`
      : `In this step your partner speaks. ${KEPT}`,
  );
}

const KEPT = 'What you wrote is not sent: keep it, and reload the page.';

/** Deletes something that one said, here and at the partner's instance. Its place stays. */
export async function deleteContribution(parts: WriteCycleParts, actor: string, id: string): Promise<Result<void>> {
  const found = await findContribution(parts, actor, id);
  if (!found || found.contribution.author !== actor || found.contribution.deleted) return fail(NOT_FOUND);
  await parts.pipeline.publish({
    type: 'Delete',
    iri: parts.naming.newActivity(),
    actor,
    audience: { to: [otherMember(found.pair, actor)], cc: [] },
    publishedAt: parts.clock.now(),
    object: found.contribution._id,
  });
  return ok(undefined);
}

/** Passes on to the next step. Passing on from a step that is over already changes nothing. */
export async function closeStep(
  parts: WriteCycleParts,
  actor: string,
  turnId: string,
  step: number,
): Promise<Result<Cycle>> {
  return inTurn(parts, actor, turnId, async (pair, { turn, fold }) => {
    const at = turn.steps[step];
    if (at && step < turn.step && partIn(turn, actor) === closerOf(at)) return readCycle(parts, actor, fold.root);
    const { close, needs } = standingIn(turn, actor, closureOf(parts, pair, actor));
    if (turn.state !== 'under-way' || step !== turn.step) return fail(ELSEWHERE);
    if (needs !== null) return fail(NEEDS[needs]);
    if (!close) return fail(NOT_YOURS);
    const iri = turn.presentation._id;
    const statement = { kind: 'step-closed' as const, turn: iri, step };
    await publishEntry(parts, actor, pair, statement, nameOf('step-closed', actor, iri, String(step)));
    return readCycle(parts, actor, fold.root);
  });
}

const ELSEWHERE = appError('conflict', 'The turn is not in this step now. Reload the page to see how it stands.');
const NOT_YOURS = appError('conflict', 'Your partner passes on from this step, when they are ready.');
const NEEDS = {
  'substantive-feedback': appError(
    'conflict',
    'Say something that makes your partner think before you pass on: choose a kind, and name what you noticed, ask or suggest.',
  ),
  reflection: appError('conflict', 'Write what you take from it before you pass on; a sentence or two is enough.'),
} as const;
