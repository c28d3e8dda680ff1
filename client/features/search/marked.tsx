import type { ReactNode } from 'react';
import type { Emoji } from '../../../shared/contracts/profiles.ts';
import type { MarkedText } from '../../../shared/contracts/search.ts';
import { EMOJI_CODES } from '../../../shared/emoji-codes.ts';
import { EmojiText } from '../practice/emoji-text.tsx';

/** A text with the words that were looked for marked, as with a highlighter. A word within an emoji's name is not. */
export function Marked({ of: { text, marks }, emojis = [] }: { of: MarkedText; emojis?: readonly Emoji[] }): ReactNode {
  const pictures = [...text.matchAll(EMOJI_CODES)].filter(([, code]) =>
    emojis.some(({ shortcode }) => shortcode === code),
  );
  const isPicture = (place: number) =>
    pictures.some(({ index, 0: code }) => place >= index && place < index + code.length);
  const words = (from: number, to?: number) => <EmojiText key={from} text={text.slice(from, to)} emojis={emojis} />;
  const parts: ReactNode[] = [];
  let at = 0;
  for (const [from, to] of marks) {
    if (isPicture(from)) continue;
    parts.push(words(at, from), <mark key={`${from} `}>{text.slice(from, to)}</mark>);
    at = to;
  }
  return [...parts, words(at)];
}
