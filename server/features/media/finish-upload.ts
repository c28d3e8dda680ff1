import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type AppError, appError, NOT_FOUND } from '../../core/errors.ts';
import { KeyedQueue } from '../../core/keyed-queue.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { MediaContext } from './context.ts';
import { removeFile } from './delete-media.ts';
import { type MediaDocument, storeKey, type Variant } from './media.model.ts';
import type { Content } from './media-store.ts';
import { processImage } from './process-image.ts';
import { sniffType } from './sniff-type.ts';

const MAX_FINISHING = 8;
const MEBIBYTE = 1024 * 1024;

type Stored = Pick<MediaDocument, 'kind' | 'mediaType' | 'width' | 'height' | 'blurhash'> & {
  files: { variant: Variant; content: Content }[];
};

/** Makes of a complete upload a file that can be used. What is refused is gone at once, and its author told why. */
export class UploadFinisher {
  readonly #context: MediaContext;
  readonly #finishing = new KeyedQueue(MAX_FINISHING);

  constructor(context: MediaContext) {
    this.#context = context;
  }

  pathOf(id: string): string {
    return join(this.#context.uploadsDir, id);
  }

  /** Done once, however often it is called; also for an upload whose last answer a crash cut off. */
  finish(owner: string, id: string): Promise<Result<MediaDocument>> {
    return this.#finishing.run([id], async () => {
      const { files, clock } = this.#context;
      const media = await files.ofOwner(owner, id);
      if (!media) return fail(NOT_FOUND);
      if (media.state === 'ready') return ok(media);
      const found = await stat(this.pathOf(id)).catch(() => null);
      if (found?.size !== media.bytes) return fail(INCOMPLETE);
      const made = await this.#make(id, media.bytes);
      if (!made.ok) {
        await this.discard(id);
        return made;
      }
      const { files: contents, ...described } = made.value;
      const variants = contents.map(({ variant }) => variant);
      // First what is going to be in the store: a put that fails half-way leaves nothing that nobody knows of.
      const mine = { _id: id, state: 'uploading' } as const;
      await files.files.updateOne(mine, { $set: { variants } });
      for (const { variant, content } of contents) await this.#context.store.put(storeKey(id, variant), content);
      const ready = {
        ...described,
        state: 'ready' as const,
        variants,
        bytes: variants.reduce((sum, { bytes }) => sum + bytes, 0),
        unusedSince: clock.now(),
      };
      const { matchedCount } = await files.files.updateOne(mine, { $set: ready });
      await this.#removeParts(id);
      if (matchedCount === 1) return ok({ ...media, ...ready });
      // Cancelled meanwhile, by its owner or for its age.
      for (const variant of variants) await this.#context.store.remove(storeKey(id, variant));
      return fail(NOT_FOUND);
    });
  }

  /** Forgets an upload that is not ready, with all that has arrived of it. */
  async discard(id: string): Promise<void> {
    const media = await this.#context.files.byId(id);
    if (media?.state === 'uploading') await removeFile(this.#context, media);
    await this.#removeParts(id);
  }

  async #removeParts(id: string): Promise<void> {
    await Promise.all(['', '.json'].map((ending) => rm(`${this.pathOf(id)}${ending}`, { force: true })));
  }

  async #make(id: string, bytes: number): Promise<Result<Stored>> {
    const { limits } = this.#context;
    const path = this.pathOf(id);
    const sniffed = await sniffType(path);
    if (!sniffed.ok) return sniffed;
    if (sniffed.value.kind === 'document') {
      if (bytes > limits.documentMaxBytes) return fail(tooLarge('A document', limits.documentMaxBytes));
      const { type } = sniffed.value;
      const variant: Variant = { size: 'large', type, bytes };
      const nothing = { width: null, height: null, blurhash: null };
      return ok({ kind: 'document', mediaType: type, ...nothing, files: [{ variant, content: { path } }] });
    }
    if (bytes > limits.imageMaxBytes) return fail(tooLarge('A picture', limits.imageMaxBytes));
    const image = await processImage(path, ['image/webp', 'image/avif']);
    if (!image) return fail(UNREADABLE);
    return ok({
      kind: 'image',
      mediaType: 'image/webp',
      width: image.width,
      height: image.height,
      blurhash: image.blurhash,
      files: image.variants.map(({ size, type, body }) => ({
        variant: { size, type, bytes: body.length },
        content: body,
      })),
    });
  }
}

export function tooLarge(what: string, maxBytes: number): AppError {
  return appError(
    'too_large',
    `${what} may have at most ${Math.floor(maxBytes / MEBIBYTE)} MB. Make it smaller and try again.`,
  );
}

const INCOMPLETE = appError(
  'conflict',
  'This file has not arrived completely. Go on with the upload, or start it again.',
);
const UNREADABLE = appError(
  'invalid_input',
  'This picture cannot be read: it is damaged, or has more than 50 million pixels. Save it anew, smaller, and try again.',
);
