import { appError } from '../../core/errors.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { MediaContext } from './context.ts';
import { type MediaDocument, storeKey } from './media.model.ts';

/** Deletes a file that no post shows. */
export async function deleteFile(context: MediaContext, media: MediaDocument): Promise<Result<void>> {
  if (media.posts.length > 0) {
    return fail(appError('conflict', 'A post of yours shows this file. Take it out of the post, or delete the post.'));
  }
  await removeFile(context, media);
  return ok(undefined);
}

const PAGE = 100;

/** Removes everything that somebody uploaded, whatever shows it: their account is deleted. */
export async function removeAllOf(context: MediaContext, owner: string): Promise<void> {
  for (;;) {
    const page = await context.files.allOf(owner, PAGE);
    for (const media of page) await removeFile(context, media);
    if (page.length < PAGE) return;
  }
}

/**
 * Takes a file away from everybody at once, then from the store, then its document. What the store does not give up now
 * is found by the document and tried again when it is cleaned up. Does nothing to what has changed since `media` was read.
 */
export async function removeFile({ files, store, logger }: MediaContext, media: MediaDocument): Promise<void> {
  const { _id, state, variants } = media;
  const gone = { state: 'deleted' as const, posts: [], formerPosts: [] };
  const { matchedCount } = await files.files.updateOne({ _id, state }, { $set: gone });
  if (matchedCount === 0) return;
  try {
    for (const variant of variants) await store.remove(storeKey(_id, variant));
  } catch (error) {
    logger.error({ err: error, file: _id }, 'a deleted file is still in the store; it is tried again');
    return;
  }
  await files.files.deleteOne({ _id });
}
