import { appError } from '../../core/errors.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { MediaContext } from './context.ts';
import { type MediaDocument, storeKey } from './media.model.ts';

/** Deletes a file that no post shows, from the store first: what a crash leaves is found by its document. */
export async function deleteFile(context: MediaContext, media: MediaDocument): Promise<Result<void>> {
  if (media.posts.length > 0) {
    return fail(appError('conflict', 'A post of yours shows this file. Take it out of the post, or delete the post.'));
  }
  for (const variant of media.variants) await context.store.remove(storeKey(media._id, variant));
  await context.files.files.deleteOne({ _id: media._id });
  return ok(undefined);
}
