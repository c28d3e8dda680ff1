/** What is being typed at the caret, when it may be completed: the name of a person, or a hashtag. */
export interface CompletionTarget {
  kind: 'person' | 'tag';
  /** Where its `@` or `#` stands. */
  from: number;
  /** The caret. */
  to: number;
  /** What was typed after the mark: at least one character. */
  query: string;
}

const QUERY_MAX = 80;
/** A mark opens a mention or tag only where a word may begin: not inside an address, a link or a heading's `##`. */
const TARGET = /(?:^|[\s([{"'“‘*_>-])(?:(@)([\p{L}\p{N}_.-]+(?:@[\p{L}\p{N}.:-]*)?)|(#)([\p{L}\p{M}\p{N}_]+))$/u;

export function completionAt(text: string, caret: number): CompletionTarget | null {
  const before = text.slice(Math.max(0, caret - QUERY_MAX), caret);
  const match = TARGET.exec(before);
  if (match === null) return null;
  const query = match[2] ?? match[4] ?? '';
  return { kind: match[1] === undefined ? 'tag' : 'person', from: caret - query.length - 1, to: caret, query };
}
