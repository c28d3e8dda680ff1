import type { ReactNode } from 'react';
import type { Emoji } from '../../../shared/contracts/profiles.ts';
import { EMOJI_CODES } from '../../../shared/emoji-codes.ts';
import css from './post.module.css';

/** Plain words in which `:shortcode:` stands for a picture of their server. */
export function EmojiText({ text, emojis }: { text: string; emojis: readonly Emoji[] }): ReactNode {
  if (emojis.length === 0) return text;
  const urls = new Map(emojis.map(({ shortcode, url }) => [shortcode, url]));
  const parts: ReactNode[] = [];
  let at = 0;
  for (const { 0: code, 1: shortcode = '', index } of text.matchAll(EMOJI_CODES)) {
    const url = urls.get(shortcode);
    if (url === undefined) continue;
    parts.push(text.slice(at, index), <img key={index} className={css.emoji} src={url} alt={code} title={code} />);
    at = index + code.length;
  }
  return [...parts, text.slice(at)];
}
