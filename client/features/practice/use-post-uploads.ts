import { useEffect, useRef } from 'react';
import type { DraftFields } from '../../../shared/contracts/practice.ts';
import { useSignedIn } from '../accounts/use-me.ts';
import { changeImage, imagesIn, isPlaceholder } from '../editor/images.ts';
import { type Uploads, useUploads } from '../media/use-uploads.ts';
import { pollProblem } from './poll-draft.ts';

const FILES_MAX = 8;

/** The uploads of a post being written: an image takes the place of its placeholder, a file goes under the post. */
export function usePostUploads(
  scope: string,
  fields: DraftFields,
  change: (part: (now: DraftFields) => Partial<DraftFields>) => void,
): Uploads {
  const me = useSignedIn();
  const images = imagesIn(fields.markdown).filter(({ source }) => isPlaceholder(source));
  const uploads = useUploads(
    me.id,
    scope,
    images.map(({ source }) => source.replace('upload:', '')),
    FILES_MAX - fields.attachments.length,
    ({ id, kind }, media) =>
      change(({ markdown, attachments }) =>
        kind === 'image'
          ? { markdown: changeImage(markdown, `upload:${id}`, { source: media.url }) }
          : { attachments: [...attachments, media.id] },
      ),
  );
  const moveTo = useRef(uploads.moveTo);
  moveTo.current = uploads.moveTo;
  useEffect(() => moveTo.current(scope), [scope]);
  return uploads;
}

/** What must be seen to before a post is published: images without words, files that are not there yet, half a poll. */
export function missingIn({ markdown, poll }: DraftFields, uploads: Uploads): 'alt' | 'upload' | 'poll' | null {
  const images = imagesIn(markdown);
  const files = uploads.items.some(({ kind }) => kind === 'document');
  if (files || images.some(({ source }) => isPlaceholder(source))) return 'upload';
  if (images.some(({ alt }) => alt.trim() === '')) return 'alt';
  return poll && pollProblem(poll) ? 'poll' : null;
}
