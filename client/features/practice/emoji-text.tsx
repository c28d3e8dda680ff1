import type { Emoji } from '../../../shared/contracts/profiles.ts';
import css from './post.module.css';

/** Plain words in which `:shortcode:` stands for a picture of their server. */
export function EmojiText({ text, emojis }: { text: string; emojis: readonly Emoji[] }) {
  if (emojis.length === 0) return text;
  const urls = new Map(emojis.map(({ shortcode, url }) => [`:${shortcode}:`, url]));
  // Every second part is a shortcode.
  return text.split(/(:\w+:)/).map((part, place) => {
    const url = urls.get(part);
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places
    return url === undefined ? part : <img key={place} className={css.emoji} src={url} alt={part} title={part} />;
  });
}
