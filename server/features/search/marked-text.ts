import type { MarkedText } from '../../../shared/contracts/search.ts';
import { folded } from '../../core/fold.ts';
import { isBegunBy, type SearchFor } from './search.model.ts';
import { KNOWN_LANGUAGES, stemsOf, wordsIn } from './search.text.ts';

const SNIPPET_CHARS = 200;
/** What stands further down is found, and not shown. */
const LOOKED_AT_CHARS = 10_000;
const MARKS_MAX = 20;
/** Shown before the first word that was looked for. */
const LEAD_CHARS = 60;

/** Tells the words that were looked for from others. */
export type IsWanted = (word: string) => boolean;

export function wantedIn({ readings }: SearchFor): IsWanted {
  const stems = new Set(readings.flatMap((reading) => reading.stems));
  const begun = readings.flatMap((reading) => reading.unfinished ?? []);
  // Stemming costs; nearly every word differs from all that are wanted in its first letters.
  const beginnings = new Set([...stems, ...begun].map(beginningOf));
  return (word) => {
    const plain = folded(word);
    if (!beginnings.has(beginningOf(plain))) return false;
    const own = [plain, ...KNOWN_LANGUAGES.flatMap((language) => stemsOf(word, language))];
    return own.some((stem) => stems.has(stem) || begun.some((letters) => isBegunBy(stem, letters)));
  };
}

function beginningOf(word: string): string {
  return word.slice(0, 2);
}

/** The whole text with the wanted words marked. */
export function marked(text: string, isWanted: IsWanted): MarkedText {
  const marks: [number, number][] = [];
  for (const { word, from, to } of wordsIn(text)) {
    if (isWanted(word)) marks.push([from, to]);
    if (marks.length === MARKS_MAX) break;
  }
  return { text, marks };
}

/** The part of a text around the first wanted word, or its beginning; about `SNIPPET_CHARS` long, cut between words. */
export function snippetOf(text: string, isWanted: IsWanted): MarkedText {
  const looked = text.slice(0, LOOKED_AT_CHARS).toWellFormed();
  const first = firstWanted(looked, isWanted);
  const start = first <= LEAD_CHARS ? 0 : looked.indexOf(' ', first - LEAD_CHARS) + 1;
  let end = looked.length;
  if (end - start > SNIPPET_CHARS) {
    const space = looked.lastIndexOf(' ', start + SNIPPET_CHARS);
    end = space > start ? space : start + SNIPPET_CHARS;
  }
  const shown = looked.slice(start, end).toWellFormed();
  return marked(`${start > 0 ? '…' : ''}${shown}${end < text.length ? '…' : ''}`, isWanted);
}

function firstWanted(text: string, isWanted: IsWanted): number {
  for (const { word, from } of wordsIn(text)) if (isWanted(word)) return from;
  return 0;
}
