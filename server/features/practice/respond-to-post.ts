import type { Post } from '../../../shared/contracts/practice.ts';
import { PUBLIC } from '../../activities/activity.ts';
import { appError, NOT_FOUND } from '../../core/errors.ts';
import { nameOf } from '../../core/ids.ts';
import { fail, type Result } from '../../core/result.ts';
import type { ResponseView } from './practice.model.ts';
import { responseId } from './practice.views.ts';
import { presentOne, type WriteParts } from './publish-post.ts';
import { permissionsFor } from './visible-posts.ts';

/** Likes or boosts a post. Doing it twice is the same as once. */
export async function respondToPost(
  parts: WriteParts,
  actor: string,
  id: string,
  type: ResponseView['type'],
): Promise<Result<Post>> {
  const post = await parts.views.byId(id);
  if (!post || post.deleted) return fail(NOT_FOUND);
  const may = (await permissionsFor(parts.follows, { kind: 'actor', iri: actor }, [post]))(post);
  if (!may.see) return fail(NOT_FOUND);
  if (type === 'boost' && !may.boost) {
    return fail(appError('forbidden', 'Only public posts can be shared further; this one is for followers.'));
  }
  const _id = responseId(type, actor, post._id);
  const last = await parts.views.responses.findOne({ _id });
  if (!last || last.undone) {
    const author = await parts.profiles.byIri(actor);
    const followers = author?.followers ? [author.followers] : [];
    await parts.pipeline.publish({
      type: type === 'like' ? 'Like' : 'Announce',
      // Named after what came before it, so that two taps at the same moment are one.
      iri: parts.naming.newActivity(nameOf(_id, last?.activity ?? '')),
      actor,
      object: post._id,
      audience: type === 'like' ? { to: [post.author], cc: [] } : { to: [PUBLIC], cc: [post.author, ...followers] },
      publishedAt: parts.clock.now(),
    });
  }
  return presentOne(parts, actor, post._id);
}

/** Takes a like or boost back. */
export async function takeBackResponse(
  parts: WriteParts,
  actor: string,
  id: string,
  type: ResponseView['type'],
): Promise<Result<Post>> {
  const post = await parts.views.byId(id);
  if (!post) return fail(NOT_FOUND);
  const response = await parts.views.responses.findOne({ _id: responseId(type, actor, post._id) });
  if (response && !response.undone) {
    const author = await parts.profiles.byIri(actor);
    const followers = type === 'boost' && author?.followers ? [author.followers] : [];
    await parts.pipeline.publish({
      type: 'Undo',
      iri: parts.naming.newActivity(nameOf('undo', actor, response.activity)),
      actor,
      object: response.activity,
      reason: '',
      cause: null,
      audience: { to: [post.author], cc: followers },
      publishedAt: parts.clock.now(),
    });
  }
  return presentOne(parts, actor, post._id);
}
