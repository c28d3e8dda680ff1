const IDEAS_MAX = 4;
const WORDS_MAX = 4;
const CHARS_MAX = 60;

/** Short pieces of a sentence of the profile that could be tags: `Lab routines, calm starts and choirs` has three. */
export function ideasIn(sentence: string, taken: readonly string[]): string[] {
  const has = new Set(taken.map((tag) => tag.toLocaleLowerCase()));
  const pieces = sentence
    .split(/[,;.:!?\n]|\s(?:and|or|y|e|o|u)\s/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '' && piece.length <= CHARS_MAX && piece.split(/\s+/).length <= WORDS_MAX)
    .filter((piece) => !has.has(piece.toLocaleLowerCase()));
  return [...new Set(pieces)].slice(0, IDEAS_MAX);
}
