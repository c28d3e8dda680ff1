import { z } from 'zod';
import {
  EditFields,
  editReply as editReplyContract,
  PollFields,
  PostFields,
  replyToPost as replyContract,
} from '../../../shared/contracts/practice.ts';
import type { AppRequest } from '../../activities/app-requests.ts';
import { visibilityOf } from '../../activities/visibility.ts';
import { appError, NOT_FOUND } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import { plainSummary, renderMarkdown } from '../../core/markdown.ts';
import { mayDo, type Principal } from '../../core/principal.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { parseInput } from '../../http/input.ts';
import { editPost, editReply, postFor, postSource, publishPost, replyToPost } from '../practice/index.ts';
import { sendMessage } from '../threads/index.ts';
import { type ActParts, type Done, postBy, told } from './context.ts';

const TITLE_MAX_CHARS = 80;
/** An app says when voting ends, where the web client says how long it goes on. */
const WrittenByApp = PostFields.extend({
  poll: PollFields.omit({ openMinutes: true })
    .extend({ closesAt: z.date('Say when voting ends.') })
    .nullable(),
});

/**
 * Publishes what an app sends: a post, an answer to one, or a message to a partner. `once` names it, when the same request must
 * not write it twice.
 */
export async function create(
  parts: ActParts,
  account: Principal,
  request: AppRequest & { type: 'Create' },
  once: string | null,
): Promise<Result<Done>> {
  const { practice } = parts;
  const { actor } = account;
  const { text, inReplyTo, audience } = request;
  if (audience.to.length + audience.cc.length === 0) return fail(TO_NOBODY);
  const visibility = visibilityOf(audience, practice.naming.actor(account.username).followers);
  if (request.poll !== null && inReplyTo !== null) return fail(ANSWERS_NOTHING);
  if (request.poll === null && visibility === 'pair') return writeToPartner(parts, account, request, once);
  if (inReplyTo === null) {
    const title = text.title ?? beginning(text.markdown ?? '');
    const fields = parseInput(WrittenByApp, { ...text, title, visibility, poll: request.poll });
    if (!fields.ok) return fields;
    // The name of a draft makes a post the same however often it is published; an app's own name does as well.
    const published = await publishPost(practice, actor, {
      ...fields.value,
      ...(once === null ? {} : { draft: once }),
    });
    return published.ok ? createOf(parts, published.value.iri) : published;
  }
  const known = await postBy(parts, inReplyTo);
  // What they may not see is not there, whoever it is for.
  const answered = known && (await postFor(practice, { kind: 'actor', iri: actor }, known.id));
  if (!answered) return fail(NOT_FOUND);
  // It goes to whoever has what it answers: an app that means fewer must not be surprised.
  if (answered.visibility !== visibility) return fail(AS_VISIBLE);
  const { markdown } = text;
  const fields = parseInput(replyContract.body, {
    markdown,
    feedbackKind: request.feedbackKind,
    ...(once === null ? {} : { clientId: once }),
  });
  if (!fields.ok) return fields;
  const replied = await replyToPost(practice, actor, answered.id, fields.value);
  return replied.ok ? createOf(parts, replied.value.iri) : replied;
}

async function createOf({ practice }: ActParts, iri: string): Promise<Result<Done>> {
  const post = await practice.views.byIri(iri);
  return post ? ok(post.activity) : fail(NOT_FOUND);
}

/** What is for one person alone is a message to a partner, or nothing. */
async function writeToPartner(
  { mentoring, threads }: ActParts,
  account: Principal,
  { audience, context, text, feedbackKind }: AppRequest & { type: 'Create' },
  once: string | null,
): Promise<Result<Done>> {
  if (!mayDo(account, ['pairs'])) return fail(NOT_INTO_PAIRS);
  const { actor } = account;
  const [partner, ...others] = [...new Set([...audience.to, ...audience.cc])];
  const alone = partner !== undefined && others.length === 0 && context !== null;
  const pair = alone ? await mentoring.inThread(context, actor, partner) : null;
  if (!pair) return fail(ONLY_PARTNERS);
  const fields = parseInput(replyContract.body, { markdown: text.markdown, feedbackKind });
  if (!fields.ok) return fields;
  const { markdown, feedbackKind: kind } = fields.value;
  const message = { markdown, feedbackKind: kind, files: text.attachments ?? [], clientId: once ?? newId() };
  const sent = await sendMessage(threads, actor, pair.id, message);
  if (!sent.ok) return sent;
  const view = await threads.views.byId(sent.value.id);
  return view ? ok(view.activity) : fail(NOT_FOUND);
}

/** AP 6.3: what an update leaves out stays as it was. */
export async function update(
  { practice }: ActParts,
  actor: string,
  { object, text }: AppRequest & { type: 'Update' },
): Promise<Result<Done>> {
  const post = await practice.views.byIri(object);
  const source = post && (await postSource(practice, actor, post.id));
  if (!post || !source?.ok) return fail(NOT_FOUND);
  const said = { ...source.value, ...text };
  if (post.kind === 'reply') {
    const reply = parseInput(editReplyContract.body, said);
    return reply.ok
      ? told(await editReply(practice, actor, post.id, reply.value.markdown), { type: 'Update', object })
      : reply;
  }
  const fields = parseInput(EditFields, said);
  return fields.ok ? told(await editPost(practice, actor, post.id, fields.value), { type: 'Update', object }) : fields;
}

/** What stands in for a title that an app did not send. */
function beginning(markdown: string): string {
  const text = plainSummary(renderMarkdown(markdown));
  if (text.length <= TITLE_MAX_CHARS) return text;
  const cut = text.slice(0, TITLE_MAX_CHARS - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), TITLE_MAX_CHARS / 2)).toWellFormed()}…`;
}

const TO_NOBODY = appError(
  'invalid_input',
  'Say whom it is for, in “to” or “cc”: Public, your followers, or your partner in a pair.',
);
const ANSWERS_NOTHING = appError('invalid_input', 'A question stands by itself here: leave out “inReplyTo”.');
const AS_VISIBLE = appError(
  'invalid_input',
  'An answer is as visible as what it answers. Address it to Public or to your followers, just as that one is.',
);
const NOT_INTO_PAIRS = appError(
  'forbidden',
  'You did not let this app do this: it needs “pairs”. Connect it again and allow that.',
);
const ONLY_PARTNERS = appError(
  'invalid_input',
  'What is for one person alone goes to a partner: address it to them, with the thread of your pair as its “context”.',
);
