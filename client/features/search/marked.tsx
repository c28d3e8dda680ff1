import type { ReactNode } from 'react';
import type { MarkedText } from '../../../shared/contracts/search.ts';

/** A text with the words that were looked for marked, as with a highlighter. */
export function Marked({ of: { text, marks } }: { of: MarkedText }): ReactNode {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const [from, to] of marks) {
    parts.push(text.slice(at, from), <mark key={from}>{text.slice(from, to)}</mark>);
    at = to;
  }
  return [...parts, text.slice(at)];
}
