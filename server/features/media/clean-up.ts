import type { MediaContext } from './context.ts';
import { removeFile } from './delete-media.ts';
import type { UploadFinisher } from './finish-upload.ts';
import type { RemotePictures } from './remote-pictures.ts';

const HOUR_MS = 60 * 60_000;
const UNFINISHED_KEPT_MS = 24 * HOUR_MS;
const UNUSED_KEPT_MS = 30 * 24 * HOUR_MS;
const AT_ONCE = 100;

/** Removes uploads that were left off, files that nothing shows, and copies that nobody looks at. */
export async function cleanUp(
  context: MediaContext,
  parts: {
    finisher: UploadFinisher;
    pictures: RemotePictures;
    /** Whether a draft of this person refers to the file. */
    isDrafted: (owner: string, id: string) => Promise<boolean>;
  },
): Promise<void> {
  const { files } = context;
  const before = (ms: number) => new Date(context.clock.now().getTime() - ms);
  const abandoned = await files.abandoned(before(UNFINISHED_KEPT_MS), AT_ONCE);
  for (const { _id } of abandoned) await parts.finisher.discard(_id);
  for (const file of await files.deleted(AT_ONCE)) await removeFile(context, file);
  let after = new Date(0);
  for (;;) {
    const unused = await files.unused(after, before(UNUSED_KEPT_MS), AT_ONCE);
    for (const file of unused) {
      if (!(await parts.isDrafted(file.owner, file._id))) await removeFile(context, file);
    }
    after = unused.at(-1)?.unusedSince ?? after;
    if (unused.length < AT_ONCE) break;
  }
  await parts.pictures.sweep();
}
