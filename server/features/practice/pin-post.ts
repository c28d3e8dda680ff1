import type { Post } from '../../../shared/contracts/practice.ts';
import { PUBLIC } from '../../activities/activity.ts';
import { appError, NOT_FOUND } from '../../core/errors.ts';
import { nameOf } from '../../core/ids.ts';
import { KeyedQueue } from '../../core/keyed-queue.ts';
import { fail, type Result } from '../../core/result.ts';
import { MAX_PINS } from './open-posts.ts';
import { isOpen, type PostView } from './practice.model.ts';
import { OWN_FEATURED } from './practice.pins.ts';
import { pinId } from './practice.views.ts';
import { presentOne, type WriteParts } from './publish-post.ts';

const PINNING_MAX = 16;
/** One person's pins one after another: how many there are is counted before the next. */
const pinning = new KeyedQueue(PINNING_MAX);

/** Puts an open post of one's own at the top of one's profile, here and elsewhere. Doing it twice is the same as once. */
export function pinPost(parts: WriteParts, actor: string, id: string): Promise<Result<Post>> {
  return pinning.run([actor], async () => {
    const post = await parts.views.byId(id);
    if (!post || post.deleted || post.author !== actor) return fail(NOT_FOUND);
    if (post.pinned) return presentOne(parts, actor, post._id);
    if (post.kind !== 'practice' || !isOpen(post)) return fail(ONLY_OPEN);
    if ((await parts.views.pinnedBy(actor, MAX_PINS)).length >= MAX_PINS) return fail(ENOUGH);
    await say(parts, 'Pin', post);
    return presentOne(parts, actor, post._id);
  });
}

/** Takes a post from the top of one's profile; it stays where it is otherwise. */
export function unpinPost(parts: WriteParts, actor: string, id: string): Promise<Result<Post>> {
  return pinning.run([actor], async () => {
    const post = await parts.views.byId(id);
    if (!post || post.deleted || post.author !== actor) return fail(NOT_FOUND);
    if (post.pinned) await say(parts, 'Unpin', post);
    return presentOne(parts, actor, post._id);
  });
}

async function say({ profiles, views, naming, pipeline, clock }: WriteParts, type: 'Pin' | 'Unpin', post: PostView) {
  const author = await profiles.byIri(post.author);
  const { featured, followers } = naming.actor(author?.username ?? '');
  const last = await views.pins.findOne({ _id: pinId(post.author, OWN_FEATURED, post._id) });
  await pipeline.publish({
    type,
    // Named after what came before it, so that the same step in two processes is one.
    iri: naming.newActivity(nameOf(type, post._id, last?.activity ?? '')),
    actor: post.author,
    object: post._id,
    target: featured,
    audience: { to: [PUBLIC], cc: [followers] },
    publishedAt: clock.now(),
  });
}

const ONLY_OPEN = appError(
  'forbidden',
  'Only posts that everybody may read can stand at the top of your profile. This one is for fewer people.',
);
const ENOUGH = appError('conflict', 'Five posts are at the top of your profile already. Take one down first.');
