import type { Attachment } from '../../../shared/contracts/media.ts';
import type { Emoji as PresentedEmoji } from '../../../shared/contracts/profiles.ts';
import { EMOJI_CODES } from '../../../shared/emoji-codes.ts';
import type { Attachment as Attached, Emoji } from '../../activities/activity.ts';
import type { Naming } from '../../activities/ports.ts';
import { escapeHtml } from '../../core/html.ts';
import type { MediaFiles } from './media.views.ts';
import { isEmojiUrl, type RemotePictures } from './remote-pictures.ts';

/** A post as far as pictures go. */
interface Illustrated {
  /** IRI. */
  _id: string;
  /** API id. */
  id: string;
  html: string;
  attachments: readonly Attached[];
  emojis?: readonly Emoji[];
}

export interface MediaLinks {
  /** Sizes of the documents of this instance among these, in bytes, by their address as presented; one read for all. */
  bytesOf(attachments: readonly Attached[]): Promise<Map<string, number>>;
  /** A post's text and attachments as a browser here gets them: pictures come from this instance and load when seen. */
  present(post: Illustrated): { html: string; attachments: Omit<Attachment, 'bytes'>[] };
  /** Custom emojis of other servers, through this one. */
  emojis(emojis: readonly Emoji[]): PresentedEmoji[];
  /** Sanitised HTML with its `:shortcode:`s as pictures. */
  withEmojis(html: string, emojis: readonly Emoji[]): string;
}

export function createMediaLinks(naming: Naming, pictures: RemotePictures, files: MediaFiles): MediaLinks {
  function urlOf(post: Illustrated, attachment: Attached, index: number): string {
    const { url, kind } = attachment;
    const own = naming.mediaId(url);
    if (own !== null) return `/media/${own}`;
    if (kind !== 'image') return url;
    return `/media/remote/${post.id}/${index}/${pictures.seal({ post: post._id, url })}`;
  }

  const presentEmojis = (emojis: readonly Emoji[]): PresentedEmoji[] =>
    emojis
      .filter(({ url }) => isEmojiUrl(url))
      .map(({ shortcode, url }) => ({ shortcode, url: `/media/emoji/${pictures.sealEmoji(url)}` }));

  return {
    emojis: presentEmojis,
    withEmojis: (html, emojis) => withPictures(html, presentEmojis(emojis)),
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
        const { kind, mediaType, name, width, height, blurhash, focus = null } = attachment;
        return { kind, mediaType, url, name, width, height, blurhash, focus, inline };
      });
      return { html: withPictures(html, presentEmojis(post.emojis ?? [])), attachments };
    },
  };
}

/** Only in text: what stands in an attribute or in code is what it says. */
function withPictures(html: string, emojis: readonly PresentedEmoji[]): string {
  if (emojis.length === 0 || !html.includes(':')) return html;
  const byCode = new Map(emojis.map(({ shortcode, url }) => [shortcode, url]));
  let inCode = 0;
  return html.replace(/<[^>]*>|[^<]+/g, (part) => {
    const [, closing, tag] = /^<(\/?)(code|pre)\b/.exec(part) ?? [];
    if (tag !== undefined) inCode += closing ? -1 : 1;
    if (inCode > 0 || part.startsWith('<')) return part;
    return part.replace(EMOJI_CODES, (written, shortcode: string) => {
      const url = byCode.get(shortcode);
      if (url === undefined) return written;
      return `<img class="emoji" src="${escapeHtml(url)}" alt="${escapeHtml(written)}" loading="lazy" decoding="async">`;
    });
  });
}
