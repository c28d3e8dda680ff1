import { createHash } from 'node:crypto';
import { folded } from '../../core/fold.ts';

/** What leaves a pair is the presenter's own, or what the partner said yes to: word for word, as functions of texts. */

/** So many words in a row are somebody's own; fewer are how everybody speaks. */
export const RUN_WORDS = 8;

interface Word {
  folded: string;
  start: number;
  end: number;
}

/** Also of scripts that put no spaces between words. */
const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const { segment, index, isWordLike } of segmenter.segment(text)) {
    if (isWordLike) words.push({ folded: folded(segment), start: index, end: index + segment.length });
  }
  return words;
}

function runsOf(words: readonly Word[]): string[] {
  const runs: string[] = [];
  for (let at = 0; at + RUN_WORDS <= words.length; at++) runs.push(runAt(words, at));
  return runs;
}

function runAt(words: readonly Word[], at: number): string {
  return words
    .slice(at, at + RUN_WORDS)
    .map((word) => word.folded)
    .join(' ');
}

const TRACE_CHARS = 12;

function traceOf(run: string): string {
  return createHash('sha256').update(run).digest('base64url').slice(0, TRACE_CHARS);
}

/** By which words are known again that are not kept themselves, because whoever said them may take them back. */
export function tracesOf(texts: readonly string[]): string[] {
  return [...new Set(texts.flatMap((each) => runsOf(wordsOf(each)).map(traceOf)))];
}

/**
 * The first passage of `text` that stands in one of `theirs` (or has one of the `traces`) and in none of `free`, of at least
 * {@link RUN_WORDS} words, as it is written in `text`; null when there is none. Case, accents and punctuation make no
 * difference.
 */
export function takenFrom(
  text: string,
  theirs: readonly string[],
  free: readonly string[],
  traces: readonly string[] = [],
): string | null {
  const closed = new Set(theirs.flatMap((each) => runsOf(wordsOf(each))));
  const traced = new Set(traces);
  for (const run of free.flatMap((each) => runsOf(wordsOf(each)))) {
    closed.delete(run);
    if (traced.size > 0) traced.delete(traceOf(run));
  }
  const words = wordsOf(text);
  const isTaken = (index: number) => {
    if (index + RUN_WORDS > words.length) return false;
    const run = runAt(words, index);
    return closed.has(run) || (traced.size > 0 && traced.has(traceOf(run)));
  };
  const at = words.findIndex((_, index) => isTaken(index));
  const first = words[at];
  if (first === undefined) return null;
  let last = at + RUN_WORDS - 1;
  while (last + 1 < words.length && isTaken(last + 2 - RUN_WORDS)) last += 1;
  return text.slice(first.start, words[last]?.end);
}

/** Paths of this instance that lead to what is between two people. */
const PRIVATE_PATH = /(?<![a-z0-9.:_-])\/(?:mentoring|api\/v1\/pairs)\//;

/** Whether a text leads back to the pair: by a path of this instance, or by one of these names or beginnings of addresses. */
export function leadsBack(text: string, names: readonly string[]): boolean {
  const plain = decoded(text).toLowerCase();
  return PRIVATE_PATH.test(plain) || names.some((name) => plain.includes(name.toLowerCase()));
}

/** As a browser reads an address. */
function decoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escaped) => {
    try {
      return decodeURIComponent(escaped);
    } catch {
      return escaped;
    }
  });
}
