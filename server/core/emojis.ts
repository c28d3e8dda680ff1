import { EMOJI_CODES } from '../../shared/emoji-codes.ts';

/** Plain text without the custom emojis in it, for where they cannot be pictures: it is read out, sorted and searched for. */
export function withoutEmojis(plain: string, emojis: readonly { shortcode: string }[]): string {
  const codes = new Set(emojis.map(({ shortcode }) => shortcode));
  return plain
    .replace(EMOJI_CODES, (written, code: string) => (codes.has(code) ? '' : written))
    .replace(/\s+/g, ' ')
    .trim();
}
