import css from './avatar.module.css';
import { cx } from './cx.ts';

const TONES = [undefined, css.tone2, css.tone3, css.tone4, css.tone5, css.tone6];

/** Initials on book cloth, the same cloth for the same person everywhere; the name always stands beside it. */
export function Avatar({ name, handle, size }: { name: string; handle: string; size?: 'large' | 'small' }) {
  return (
    <span className={cx(css.avatar, TONES[toneOf(handle)], size && css[size])} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}

export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const [first = name.trim(), last] = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return (firstLetter(first) + firstLetter(last ?? '')).toLocaleUpperCase() || '·';
}

function firstLetter(word: string): string {
  return [...word][0] ?? '';
}

function toneOf(handle: string): number {
  let sum = 0;
  for (const letter of handle) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return sum % TONES.length;
}
