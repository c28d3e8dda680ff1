import type { z } from 'zod';
import type { Cycle, PresentFields } from '../../../shared/contracts/cycles.ts';
import type { PairStatement } from '../../activities/pair-entry.ts';
import { type AppError, appError, NOT_FOUND } from '../../core/errors.ts';
import { nameOf } from '../../core/ids.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { type PairView, publishEntry } from '../mentoring/index.ts';
import type { PracticeViews } from '../practice/index.ts';
import { mayPresent } from './cycles.model.ts';
import { protocolFor } from './manage-protocols.ts';
import { find, readCycle } from './read-cycles.ts';
import { inPair, type WriteCycleParts, writeWords } from './write-in-pair.ts';

type Fields = z.output<typeof PresentFields>;

/** Begins a cycle by presenting something of one's own. */
export function beginCycle(
  parts: WriteCycleParts,
  actor: string,
  pairId: string,
  fields: Fields,
): Promise<Result<Cycle>> {
  return inPair(parts, actor, pairId, async (pair) => {
    if (await parts.views.hasOpen(pair._id)) return fail(ONE_AT_A_TIME);
    const presentation = await writePresentation(parts, actor, pair, null, fields);
    if (!presentation.ok) return presentation;
    return readCycle(parts, actor, await publishEntry(parts, actor, pair, presentation.value));
  });
}

const ONE_AT_A_TIME = appError(
  'conflict',
  'A cycle of the two of you is still under way. Bring it to its end, or set it aside, and then begin another.',
);

/** Presents in the second turn, when roles have swapped. */
export async function presentTurn(
  parts: WriteCycleParts,
  actor: string,
  cycleId: string,
  fields: Fields,
): Promise<Result<Cycle>> {
  const found = await find(parts, actor, cycleId, 'presentation');
  if (found?.fold.root !== found?.entry._id || !found) return fail(NOT_FOUND);
  return inPair(parts, actor, found.pair.id, async (pair) => {
    const now = await find(parts, actor, cycleId, 'presentation');
    if (!now) return fail(NOT_FOUND);
    const { fold } = now;
    if (!mayPresent(fold, actor)) return fail(notYours(fold.state === 'first-turn'));
    const presentation = await writePresentation(parts, actor, pair, fold.root, fields);
    if (!presentation.ok) return presentation;
    // One second turn, however often it is begun.
    await publishEntry(parts, actor, pair, presentation.value, nameOf('second-turn', actor, fold.root));
    return readCycle(parts, actor, fold.root);
  });
}

function notYours(isEarly: boolean): AppError {
  return appError(
    'conflict',
    isEarly
      ? 'The first turn is still under way. You present when it is closed.'
      : 'It is not for you to present in this cycle now. Reload the page to see how it stands.',
  );
}

async function writePresentation(
  parts: WriteCycleParts,
  actor: string,
  pair: PairView,
  cycle: string | null,
  { work, focusQuestion, subject, protocol: protocolId, language }: Fields,
): Promise<Result<Extract<PairStatement, { kind: 'presentation' }>>> {
  const missing = missingIn(work);
  if (missing) return fail(missing);
  const protocol = await protocolFor(parts.protocols, protocolId, language);
  if (!protocol) return fail(at('protocol', 'This protocol is not in the list any more. Choose another.'));
  const post = work.post === null ? null : await ownPost(parts.practice, actor, work.post);
  if (work.post !== null && post === null) return fail(at('work.post', NO_SUCH_POST));
  const words = writeWords(parts, work.markdown, 'work.markdown');
  if (!words.ok) return words;
  const files = await parts.files.attach(actor, work.files, pair.thread);
  if (!files.ok) return files;
  return ok({
    kind: 'presentation',
    cycle,
    workKind: work.kind,
    title: work.title,
    ...words.value,
    link: work.link,
    post,
    attachments: files.value,
    focusQuestion,
    subject,
    protocol,
  });
}

const NO_SUCH_POST = 'Choose one of the practice posts that you wrote.';

function missingIn({ kind, markdown, link, post, files }: Fields['work']): AppError | null {
  if (kind === 'post') return post === null ? at('work.post', NO_SUCH_POST) : null;
  if (post !== null) return at('work.post', 'A post goes with the kind “post” only. Choose that kind, or take it out.');
  if (kind === 'video') return link === '' ? at('work.link', 'Say where the video is.') : null;
  const isEmpty = markdown === '' && link === '' && files.length === 0;
  return isEmpty ? at('work.markdown', 'Show something: a few words, a link or a file.') : null;
}

/** The IRI of a practice post that `actor` wrote, by its id in the API. */
export async function ownPost(practice: PracticeViews, actor: string, id: string): Promise<string | null> {
  const post = await practice.byId(id);
  return post?.author === actor && post.kind === 'practice' && !post.deleted && post.id === id ? post._id : null;
}

function at(field: string, sentence: string): AppError {
  return appError('invalid_input', sentence, { [field]: sentence });
}

/** Leaves a cycle unfinished. What was said stays readable for the two. */
export async function setCycleAside(
  parts: WriteCycleParts,
  actor: string,
  cycleId: string,
  reason: string,
): Promise<Result<Cycle>> {
  const found = await find(parts, actor, cycleId, 'presentation');
  if (!found || found.fold.root !== found.entry._id) return fail(NOT_FOUND);
  return inPair(parts, actor, found.pair.id, async (pair) => {
    const view = await parts.views.cycles.findOne({ _id: found.fold.root });
    if (view?.open !== true) return fail(OVER);
    const statement = { kind: 'set-aside' as const, cycle: found.fold.root, reason };
    await publishEntry(parts, actor, pair, statement, nameOf('set-aside', actor, found.fold.root));
    return readCycle(parts, actor, found.fold.root);
  });
}

const OVER = appError('conflict', 'This cycle is over already. Reload the page to see how it stands.');
