import { z } from 'zod';
import { OneLine } from '../../../shared/contracts/endpoint.ts';
import type { Post } from '../../../shared/contracts/practice.ts';
import { POST_VISIBILITIES } from '../../../shared/vocabulary.ts';
import { publishNote } from '../../activities/publish-note.ts';
import { audienceFor } from '../../activities/visibility.ts';
import { type AppError, appError, NOT_FOUND } from '../../core/errors.ts';
import { fail, type Result } from '../../core/result.ts';
import { checkSize, presentOne, type WriteParts } from './publish-post.ts';
import { writeText } from './write-text.ts';

const QUESTION_MAX_CHARS = 2_000;
const OPTION_MAX_CHARS = 100;
const OPEN_MAX_DAYS = 30;
const DAY_MS = 24 * 60 * 60_000;

/** A question with answers to choose from. */
export const QuestionFields = z.object({
  markdown: z.string().trim().min(1, 'Write the question.').max(QUESTION_MAX_CHARS),
  tags: z.array(z.string()).default([]),
  language: z.string().nullable().default(null),
  visibility: z.enum(POST_VISIBILITIES),
  options: z
    .array(OneLine.min(1, 'Give each answer a text.').max(OPTION_MAX_CHARS))
    .min(2, 'Give at least two different answers to choose from.')
    .max(8, 'Give at most eight answers to choose from.'),
  /** Whether one may choose several. */
  multiple: z.boolean(),
  closesAt: z.date('Say when voting ends.'),
});

/** Asks. What was voted for cannot be edited afterwards; under the same `name` it is asked once. */
export async function askQuestion(
  parts: WriteParts,
  actor: string,
  { visibility, options, multiple, closesAt, language, ...text }: z.output<typeof QuestionFields>,
  name?: string,
): Promise<Result<Post>> {
  const author = await parts.profiles.byIri(actor);
  if (!author?.followers) return fail(NOT_FOUND);
  const openMs = closesAt.getTime() - parts.clock.now().getTime();
  if (openMs <= 0) return fail(OVER);
  if (openMs > OPEN_MAX_DAYS * DAY_MS) return fail(TOO_LONG);
  const written = await writeText(parts, actor, text);
  if (!written.ok) return written;
  const { html, tags, mentions, attachments } = written.value;
  const tooLarge = checkSize({ html, markdown: text.markdown, attachments, summary: '' });
  if (tooLarge) return fail(tooLarge);
  const iri = await publishNote(parts, {
    author: actor,
    html,
    markdown: text.markdown,
    tags,
    mentions,
    attachments,
    language,
    feedbackKind: null,
    audience: audienceFor(visibility, author.followers, mentions),
    poll: { multiple, options: options.map((option) => ({ text: option, votes: 0 })), voters: 0, closesAt },
    ...(name === undefined ? {} : { name }),
  });
  return presentOne(parts, actor, iri);
}

const atItsEnd = (sentence: string): AppError => appError('invalid_input', sentence, { closesAt: sentence });
const OVER = atItsEnd('Voting must end later than now.');
const TOO_LONG = atItsEnd('Voting can go on for 30 days at most.');
