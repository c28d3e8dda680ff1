import { appError, NOT_FOUND } from '../../core/errors.ts';
import type { KeyedQueue } from '../../core/keyed-queue.ts';
import { parseMarkdown } from '../../core/markdown.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { isOurFile } from '../media/index.ts';
import { type EntryParts, type PairView, pairToWriteIn } from '../mentoring/index.ts';
import type { CycleParts } from './present-cycles.ts';
import type { ProtocolViews } from './protocols.views.ts';
import { type FoundTurn, findTurn } from './read-cycles.ts';

export interface WriteCycleParts extends CycleParts, EntryParts {
  protocols: ProtocolViews;
  /** One step at a time in a pair, so that each is decided on what the one before it made. */
  queue: KeyedQueue;
}

/** Takes a step in a pair (by its id in the API) that `actor` may write in now, when those before it are done. */
export function inPair<T>(
  parts: WriteCycleParts,
  actor: string,
  id: string,
  step: (pair: PairView) => Promise<Result<T>>,
): Promise<Result<T>> {
  return parts.queue.run([id], async () => {
    const pair = await pairToWriteIn(parts, actor, id);
    return pair.ok ? step(pair.value) : pair;
  });
}

/** Takes a step in a turn (by its id in the API), as those before it have left it. */
export async function inTurn<T>(
  parts: WriteCycleParts,
  actor: string,
  id: string,
  step: (pair: PairView, found: FoundTurn) => Promise<Result<T>>,
): Promise<Result<T>> {
  const found = await findTurn(parts, actor, id);
  if (!found) return fail(NOT_FOUND);
  return inPair(parts, actor, found.pair.id, async (pair) => {
    const now = await findTurn(parts, actor, id);
    return now ? step(pair, now) : fail(NOT_FOUND);
  });
}

/**
 * What was typed, as it is shown. The address of a picture in a text opens it to whoever has it, which is less than a pair is
 * promised; what is attached is for the two (docs/adr/0014-media.md).
 */
export function writeWords(
  { naming }: Pick<WriteCycleParts, 'naming'>,
  markdown: string,
  field: string,
): Result<{ html: string; markdown: string }> {
  const text = parseMarkdown(markdown);
  if (text.references.pictures.some(({ src }) => isOurFile(naming, src))) {
    return fail(appError('invalid_input', NO_PICTURES, { [field]: NO_PICTURES }));
  }
  return ok({ html: text.render(), markdown });
}

const NO_PICTURES = 'In a private text, images go below it: take it out and attach it. What you wrote is not sent.';

/** Behind UTC is where a day ends last (UTC-12). */
const LAST_ZONE_MS = 12 * 60 * 60_000;

/** Whether a calendar day is past wherever one is. */
export function isPast(day: string, now: Date): boolean {
  return day < new Date(now.getTime() - LAST_ZONE_MS).toISOString().slice(0, 10);
}
