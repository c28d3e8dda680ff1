import {
  editReply as editReplyContract,
  PostFields,
  replyToPost as replyContract,
} from '../../../shared/contracts/practice.ts';
import type { Activity } from '../../activities/activity.ts';
import type { AppRequest, WrittenText } from '../../activities/app-requests.ts';
import type { ActivityLog } from '../../activities/log.ts';
import type { RemoteDirectory } from '../../activities/ports.ts';
import { visibilityOf } from '../../activities/visibility.ts';
import { appError, NOT_FOUND } from '../../core/errors.ts';
import { nameOf, newId } from '../../core/ids.ts';
import { plainSummary, renderMarkdown } from '../../core/markdown.ts';
import { mayDo, type Principal } from '../../core/principal.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { parseInput } from '../../http/input.ts';
import { answerFollowRequest, type FollowParts, follow, unfollow } from '../follows/index.ts';
import type { MentoringViews } from '../mentoring/index.ts';
import { isFromBlocked } from '../moderation/index.ts';
import {
  deletePost,
  editPost,
  editReply,
  type PostView,
  type PracticeParts,
  pinPost,
  postSource,
  publishPost,
  replyToPost,
  respondToPost,
  responseId,
  takeBackResponse,
  unpinPost,
} from '../practice/index.ts';
import { deleteMessage, sendMessage, type WriteThreadParts } from '../threads/index.ts';

/**
 * Does what somebody asks for through an app, by the same use cases as the web client and with the same permissions. Answers
 * the IRI of the activity: what the log says last of this kind, which is the earlier one when it was done already.
 */
export async function actForApp(
  parts: ActParts,
  account: Principal,
  request: AppRequest,
  key: string | null,
): Promise<Result<string>> {
  const done = await act(parts, account, request, key);
  if (!done.ok) return done;
  const said = await parts.log.latest(done.value.type, done.value.object, account.actor);
  if (said === null) throw new Error(`the log has no ${done.value.type} of ${done.value.object}`);
  return ok(said._id);
}

async function act(
  parts: ActParts,
  account: Principal,
  request: AppRequest,
  key: string | null,
): Promise<Result<Done>> {
  const { actor } = account;
  switch (request.type) {
    case 'Create':
      return create(parts, account, request, key === null ? null : nameOf('app', actor, key));
    case 'Update':
      return update(parts, actor, request);
    case 'Delete':
      return remove(parts, account, request.object);
    case 'Follow': {
      const { follows } = parts;
      const person = await follows.profiles.byIri(request.object);
      if (!person && !follows.naming.isLocal(request.object)) await parts.remote.fetch(request.object);
      const found = person ?? (await follows.profiles.byIri(request.object));
      if (!found || isFromBlocked(follows.policy, found._id)) return fail(NOT_FOUND);
      return told(await follow(follows, actor, found._id), 'Follow', found._id);
    }
    case 'Like':
    case 'Announce': {
      const post = await postBy(parts, request.object);
      if (!post) return fail(NOT_FOUND);
      const response = request.type === 'Like' ? 'like' : 'boost';
      return told(await respondToPost(parts.practice, actor, post.id, response), request.type, post._id);
    }
    case 'Accept':
    case 'Reject': {
      const asked = await parts.follows.views.byFollow(request.object);
      if (asked?.followee !== actor) return fail(ONLY_FOLLOWS);
      const answered = await answerFollowRequest(parts.follows, actor, asked._id, request.type);
      return told(answered, request.type, request.object);
    }
    case 'Undo':
      return undo(parts, actor, request.object);
    case 'Add':
    case 'Remove': {
      const { featured } = parts.practice.naming.actor(account.username);
      const post = await postBy(parts, request.object);
      if (request.target !== featured) return fail(ONLY_FEATURED);
      if (!post) return fail(NOT_FOUND);
      const pin = request.type === 'Add';
      return told(await (pin ? pinPost : unpinPost)(parts.practice, actor, post.id), pin ? 'Pin' : 'Unpin', post._id);
    }
  }
}

async function remove({ practice, threads }: ActParts, account: Principal, iri: string): Promise<Result<Done>> {
  const post = await practice.views.byIri(iri);
  if (post) return told(await deletePost(practice, account.actor, post.id), 'Delete', iri);
  const message = mayDo(account, ['pairs']) ? await threads.views.byIri(iri) : null;
  return message ? told(await deleteMessage(threads, account.actor, message.id), 'Delete', iri) : fail(NOT_FOUND);
}

async function undo(
  parts: ActParts,
  actor: string,
  undone: (AppRequest & { type: 'Undo' })['object'],
): Promise<Result<Done>> {
  const entry = typeof undone === 'string' ? await parts.log.get(undone) : undone;
  if (!entry || ('actor' in entry && entry.actor !== actor)) return fail(NOT_FOUND);
  const { type, object } = entry;
  if (object === null) return fail(NOT_FOUND);
  if (type === 'Follow') {
    const standing = await parts.follows.views.between(actor, object);
    if (!standing) return fail(NOT_FOUND);
    return told(await unfollow(parts.follows, actor, object), 'Undo', standing.follow);
  }
  if (type !== 'Like' && type !== 'Announce') return fail(ONLY_RESPONSES);
  const post = await parts.practice.views.byIri(object);
  const kind = type === 'Like' ? 'like' : 'boost';
  const response = post && (await parts.practice.views.responses.findOne({ _id: responseId(kind, actor, post._id) }));
  if (!post || !response) return fail(NOT_FOUND);
  return told(await takeBackResponse(parts.practice, actor, post.id, kind), 'Undo', response.activity);
}

const ONLY_FOLLOWS = appError(
  'invalid_input',
  'Only the Follow of somebody who asks to follow you can be answered here. Pairs are answered in the API.',
);
const ONLY_RESPONSES = appError('invalid_input', 'Only a Follow, a Like or an Announce of yours can be undone here.');
const ONLY_FEATURED = appError(
  'invalid_input',
  'Only posts of your own can be added, and only to the collection that your profile names as “featured”.',
);
