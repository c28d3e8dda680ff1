import type { AppRequest } from '../../activities/app-requests.ts';
import { appError, NOT_FOUND } from '../../core/errors.ts';
import { nameOf } from '../../core/ids.ts';
import { mayDo, type Principal } from '../../core/principal.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { answerFollowRequest, follow, unfollow } from '../follows/index.ts';
import { isFromBlocked } from '../moderation/index.ts';
import { deletePost, pinPost, respondToPost, responseId, takeBackResponse, unpinPost } from '../practice/index.ts';
import { deleteMessage } from '../threads/index.ts';
import { type ActParts, type Done, postBy, told } from './context.ts';
import { create, update } from './write-for-app.ts';

/**
 * Does what somebody asks for through an app, by the same use cases as the web client and with the same permissions. Answers
 * the IRI of the activity; when it was done already, of the earlier one.
 */
export async function actForApp(
  parts: ActParts,
  account: Principal,
  request: AppRequest,
  key: string | null,
): Promise<Result<string>> {
  const done = await act(parts, account, request, key);
  if (!done.ok) return done;
  if (typeof done.value === 'string') return ok(done.value);
  const said = await parts.log.latest(done.value.type, done.value.object, account.actor);
  return said ? ok(said._id) : fail(NOTHING_TO_DO);
}

async function act(
  parts: ActParts,
  account: Principal,
  request: AppRequest,
  key: string | null,
): Promise<Result<Done>> {
  const { actor, username } = account;
  switch (request.type) {
    case 'Create':
      return create(parts, account, request, key === null ? null : nameOf('app', actor, key));
    case 'Update':
      return update(parts, actor, request);
    case 'Delete':
      return remove(parts, account, request.object);
    case 'Follow':
      return followBy(parts, actor, request.object);
    case 'Like':
      return respond(parts, actor, request.object, 'like');
    case 'Announce':
      return respond(parts, actor, request.object, 'boost');
    case 'Accept':
    case 'Reject': {
      const asked = await parts.follows.views.byFollow(request.object);
      if (asked?.followee !== actor) return fail(ONLY_FOLLOWS);
      const answered = await answerFollowRequest(parts.follows, actor, asked._id, request.type);
      return told(answered, { type: request.type, object: request.object });
    }
    case 'Undo':
      return undo(parts, actor, request.object);
    case 'Add':
    case 'Remove': {
      if (request.target !== parts.practice.naming.actor(username).featured) return fail(ONLY_FEATURED);
      const post = await parts.practice.views.byIri(request.object);
      if (!post) return fail(NOT_FOUND);
      const [change, type] = request.type === 'Add' ? ([pinPost, 'Pin'] as const) : ([unpinPost, 'Unpin'] as const);
      return told(await change(parts.practice, actor, post.id), { type, object: post._id });
    }
  }
}

async function followBy({ follows, remote }: ActParts, actor: string, iri: string): Promise<Result<Done>> {
  const { profiles, naming, policy, views } = follows;
  if (!(await profiles.byIri(iri)) && !naming.isLocal(iri)) await remote.fetch(iri);
  if (!(await profiles.byIri(iri)) || isFromBlocked(policy, iri)) return fail(NOT_FOUND);
  const done = await follow(follows, actor, iri);
  const standing = await views.between(actor, iri);
  return done.ok && standing ? ok(standing.follow) : told(done, { type: 'Follow', object: iri });
}

async function respond(parts: ActParts, actor: string, iri: string, kind: 'like' | 'boost'): Promise<Result<Done>> {
  const post = await postBy(parts, iri);
  if (!post) return fail(NOT_FOUND);
  const done = await respondToPost(parts.practice, actor, post.id, kind);
  if (!done.ok) return done;
  const response = await parts.practice.views.responses.findOne({ _id: responseId(kind, actor, post._id) });
  return response ? ok(response.activity) : fail(NOT_FOUND);
}

async function remove({ practice, threads }: ActParts, account: Principal, iri: string): Promise<Result<Done>> {
  const post = await practice.views.byIri(iri);
  if (post) return told(await deletePost(practice, account.actor, post.id), { type: 'Delete', object: iri });
  const message = mayDo(account, ['pairs']) ? await threads.views.byIri(iri) : null;
  return message
    ? told(await deleteMessage(threads, account.actor, message.id), { type: 'Delete', object: iri })
    : fail(NOT_FOUND);
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
    return told(await unfollow(parts.follows, actor, object), { type: 'Undo', object: standing.follow });
  }
  if (type !== 'Like' && type !== 'Announce') return fail(ONLY_RESPONSES);
  const post = await parts.practice.views.byIri(object);
  const kind = type === 'Like' ? 'like' : 'boost';
  const response = post && (await parts.practice.views.responses.findOne({ _id: responseId(kind, actor, post._id) }));
  if (!post || !response) return fail(NOT_FOUND);
  return told(await takeBackResponse(parts.practice, actor, post.id, kind), {
    type: 'Undo',
    object: response.activity,
  });
}

const NOTHING_TO_DO = appError('conflict', 'There is nothing to be taken back: it was not so to begin with.');
const ONLY_FOLLOWS = appError(
  'invalid_input',
  'Only the Follow of somebody who asks to follow you can be answered here. Pairs are answered in the API.',
);
const ONLY_RESPONSES = appError('invalid_input', 'Only a Follow, a Like or an Announce of yours can be undone here.');
const ONLY_FEATURED = appError(
  'invalid_input',
  'Only posts of your own can be added, and only to the collection that your profile names as “featured”.',
);
