import type { Message } from '../../../shared/contracts/threads.ts';
import type { FeedbackKind } from '../../../shared/vocabulary.ts';
import type { Pipeline } from '../../activities/pipeline.ts';
import type { Naming } from '../../activities/ports.ts';
import { publishNote } from '../../activities/publish-note.ts';
import type { Clock } from '../../core/clock.ts';
import { appError, NOT_FOUND } from '../../core/errors.ts';
import { parseMarkdown } from '../../core/markdown.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { isOurFile } from '../media/index.ts';
import { mayStep, memberOf, otherMember } from '../mentoring/index.ts';
import { readMessage, type ThreadParts } from './read-thread.ts';
import { messageName } from './threads.model.ts';

export interface WriteThreadParts extends ThreadParts {
  pipeline: Pipeline;
  naming: Naming;
  clock: Clock;
}

interface MessageFields {
  markdown: string;
  feedbackKind: FeedbackKind | null;
  /** Ids of uploaded files. */
  files: readonly string[];
  clientId: string;
}

/**
 * Writes to the partner, to nobody else. Durable when it resolves. The client's id is part of the message's name, so
 * that a retry after a lost answer is the same message here and at the partner's instance.
 */
export async function sendMessage(
  parts: WriteThreadParts,
  actor: string,
  thread: string,
  { markdown, feedbackKind, files, clientId }: MessageFields,
): Promise<Result<Message>> {
  const pair = await parts.mentoring.forMember(thread, actor);
  if (!pair) return fail(NOT_FOUND);
  if (!mayStep(pair.state, memberOf(pair, actor), 'message')) {
    return fail(appError('conflict', 'You can write here while the pair is active. What you wrote is not sent.'));
  }
  const text = parseMarkdown(markdown);
  // A picture in a text is where its address is, for everybody who has it; what is attached is for the two (docs/adr/0014-media.md).
  if (text.references.pictures.some(({ src }) => isOurFile(parts.naming, src))) {
    return fail(appError('invalid_input', NO_PICTURES, { markdown: NO_PICTURES }));
  }
  if (pair.plain && files.length > 0) return fail(NO_FILES);
  const attached = await parts.pairFiles.attach(actor, files, pair.thread);
  if (!attached.ok) return attached;
  const partner = otherMember(pair, actor);
  const iri = await publishNote(parts, {
    name: messageName(actor, pair.thread, clientId),
    author: actor,
    markdown,
    html: text.render(),
    feedbackKind,
    attachments: attached.value,
    mentions: [partner],
    audience: { to: [partner], cc: [] },
    context: pair.thread,
    // Where pairs are not known, a conversation is told by what each note answers.
    inReplyTo: pair.plain ? ((await parts.views.before(pair._id, null, 1))[0]?._id ?? null) : null,
  });
  const message = await readMessage(parts, actor, iri);
  return message ? ok(message) : fail(NOT_FOUND);
}

const NO_FILES = appError(
  'invalid_input',
  'Files stay between the two of you, and the server of your partner cannot open such files. Take them out, or put a link in the text. What you wrote is not sent.',
  { files: 'Files cannot be sent to this server.' },
);
const NO_PICTURES =
  'In a private thread, images go below the message: take it out of the text and attach it. What you wrote is not sent.';

/** Deletes a message of one's own, here and at the partner's instance. Its place in the thread stays. */
export async function deleteMessage(parts: WriteThreadParts, actor: string, id: string): Promise<Result<void>> {
  const message = await parts.views.byId(id);
  const pair = message ? await parts.mentoring.byOffer(message.pair) : null;
  if (!message || !pair || message.author !== actor || message.deleted) return fail(NOT_FOUND);
  await parts.pipeline.publish({
    type: 'Delete',
    iri: parts.naming.newActivity(),
    actor,
    audience: { to: [otherMember(pair, actor)], cc: [] },
    publishedAt: parts.clock.now(),
    object: message._id,
  });
  return ok(undefined);
}
