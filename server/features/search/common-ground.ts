import { sha256 } from '../../core/ids.ts';
import { slug, stemsIn, stemsOf, wordsIn } from './search.text.ts';

/** What two people have in common, as whatever suggests people to each other asks for it. */

const WORDS_SHOWN = 3;

/**
 * The words of `text` that `other` has too, in whatever form, each once, as they stand in `text`: neighbours together, like
 * `exit tickets`.
 */
export function sharedWords(text: string, other: string): string[] {
  const wanted = new Set(stemsIn(other, null));
  const seen = new Set<string>();
  const shared: { from: number; to: number }[] = [];
  for (const { word, from, to } of wordsIn(text)) {
    const stem = stemsOf(word, null).find((one) => wanted.has(one));
    if (stem === undefined || seen.has(stem)) continue;
    const before = shared.at(-1);
    if (before && text.slice(before.to, from) === ' ') before.to = to;
    else if (shared.length < WORDS_SHOWN) shared.push({ from, to });
    else break;
    seen.add(stem);
  }
  return shared.map(({ from, to }) => text.slice(from, to));
}

/**
 * The tags among `theirs` that say what one of `mine` says, in whatever form of its words, or say it more exactly or more
 * broadly: `Questioning` and `questioning techniques`.
 */
export function sharedTags(theirs: readonly string[], mine: readonly string[]): string[] {
  const own = mine.map(meaningOf);
  return theirs.filter((tag) => {
    const meaning = meaningOf(tag);
    return own.some((one) => isWithin(one, meaning) || isWithin(meaning, one));
  });
}

/** The stems of a tag; a tag of such words only as every text has is itself. */
function meaningOf(tag: string): ReadonlySet<string> {
  const stems = stemsIn(tag, null);
  return new Set(stems.length > 0 ? stems : [slug(tag)]);
}

function isWithin(small: ReadonlySet<string>, large: ReadonlySet<string>): boolean {
  return [...small].every((stem) => large.has(stem));
}

/** The first of `theirs` that is in `mine` too, however it is spelt. */
export function firstShared(theirs: readonly string[], mine: readonly string[]): string | undefined {
  const own = new Set(mine.map(slug));
  return theirs.find((one) => own.has(slug(one)));
}

/**
 * Where those who are alike stand: in an order of their own for each who asks, and not by the alphabet, in which the same
 * people would always come first.
 */
export function lotOf(asker: string, person: string): string {
  return sha256(`${asker} ${person}`);
}
