import type { Attachment } from '../../../shared/contracts/media.ts';
import type { Attachment as Attached } from '../../activities/activity.ts';
import type { Naming } from '../../activities/ports.ts';
import { escapeHtml } from '../../core/html.ts';
import type { MediaFiles } from './media.views.ts';
import type { RemotePictures } from './remote-pictures.ts';

/** A post as far as pictures go. */
interface Illustrated {
  /** IRI. */
  _id: string;
  /** API id. */
  id: string;
  html: string;
  attachments: readonly Attached[];
}

export interface MediaLinks {
  /** Sizes of the documents of this instance among these, in bytes, by their address as presented; one read for all. */
  bytesOf(attachments: readonly Attached[]): Promise<Map<string, number>>;
  /** A post's text and attachments as a browser here gets them: pictures come from this instance and load when seen. */
  present(post: Illustrated): { html: string; attachments: Omit<Attachment, 'bytes'>[] };
}

export function createMediaLinks(naming: Naming, pictures: RemotePictures, files: MediaFiles): MediaLinks {
  function urlOf(post: Illustrated, attachment: Attached, index: number): string {
    const { url, kind } = attachment;
    const own = naming.mediaId(url);
    if (own !== null) return `/media/${own}`;
    if (kind !== 'image') return url;
    return `/media/remote/${post.id}/${index}/${pictures.seal({ post: post._id, url })}`;
  }

  return {
    async bytesOf(attachments) {
      const ids = attachments.flatMap(({ kind, url }) => (kind === 'document' ? (naming.mediaId(url) ?? []) : []));
      const found = await files.byIds(ids);
      return new Map(found.map(({ _id, bytes }) => [`/media/${_id}`, bytes]));
    },
    present(post) {
      let { html } = post;
      const attachments = post.attachments.map((attachment, index) => {
        const url = urlOf(post, attachment, index);
        // Sanitised HTML has pictures in this form and no other, and has them only when they are attached.
        const written = `<img src="${escapeHtml(attachment.url)}"`;
        const inline = attachment.kind === 'image' && html.includes(written);
        if (inline) html = html.replaceAll(written, `<img loading="lazy" decoding="async" src="${escapeHtml(url)}"`);
        const { kind, mediaType, name, width, height, blurhash } = attachment;
        return { kind, mediaType, url, name, width, height, blurhash, inline };
      });
      return { html, attachments };
    },
  };
}
