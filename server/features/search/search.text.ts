import { stemmer as englishStem } from '@orama/stemmers/english';
import { stemmer as spanishStem } from '@orama/stemmers/spanish';
import { folded } from '../../core/fold.ts';
import { withoutTags } from '../../core/html.ts';

/**
 * Words as the search index has them: lower case, without accents, cut back to what their forms share. A post and what
 * is typed into the search field go through the same functions.
 */

/** More distinct words than this are not looked at: it is a book, and the index is kept small by it. */
const WORDS_MAX = 2_000;
const WORD_MAX_CHARS = 40;
const STEMS_REMEMBERED = 20_000;

/** Words that nearly every text has, so that they find nothing. Without accents. */
const STOP_WORDS = {
  en: words(`a about after all also am an and any are as at be because been but by can could did do does for from get got
    had has have he her him his how i if in into is it its just me more my no not of on one or our out she should so some
    than that the their them then there these they this those to too up us was we were what when where which who why will
    with would you your`),
  es: words(`a al algo ante aqui asi aun cada como con cual cuando de del desde donde e el ella ellas ellos en entre era
    eran es esa esas ese eso esos esta estaba estan estas este esto estos fue ha han hasta hay he la las le les lo los mas
    me mi mis muy ni no nos o os para pero por porque que quien se ser si sin sobre son su sus tambien te tu tus u un una
    uno unos unas y ya yo`),
} as const;

/** Languages whose word forms are known. */
export type KnownLanguage = keyof typeof STOP_WORDS;
export const KNOWN_LANGUAGES: readonly KnownLanguage[] = ['en', 'es'];

/** `es-MX` is `es`; a language whose forms are not known, or none, is null. */
export function knownLanguage(tag: string | null): KnownLanguage | null {
  const primary = tag?.toLowerCase().split('-')[0];
  return KNOWN_LANGUAGES.find((language) => language === primary) ?? null;
}

/** Scripts that put no spaces between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

/** The words of a text, where they stand. Accents stay: stemmers want them. */
export function* wordsIn(text: string): Generator<{ word: string; from: number; to: number }> {
  for (const { 0: run, index } of text.matchAll(WORD)) {
    if (!UNSPACED.test(run)) {
      yield { word: run, from: index, to: index + run.length };
      continue;
    }
    for (const { segment, index: within } of segmenter.segment(run)) {
      yield { word: segment, from: index + within, to: index + within + segment.length };
    }
  }
}

const remembered = new Map<string, readonly string[]>();

/**
 * What a word is found by: its stem in the language given, or in each that is known when there is none; nothing for a
 * word that finds nothing.
 */
export function stemsOf(written: string, language: KnownLanguage | null): readonly string[] {
  const beginning = written.slice(0, WORD_MAX_CHARS);
  const known = remembered.get(`${language ?? ''} ${beginning}`);
  if (known !== undefined) return known;
  if (remembered.size >= STEMS_REMEMBERED) remembered.clear();
  // A copy: a part of a string keeps all of it in memory, and this is a word of somebody's text.
  const word = Buffer.from(beginning).toString();
  const lower = word.normalize('NFKC').toLowerCase().slice(0, WORD_MAX_CHARS).toWellFormed();
  const plain = folded(lower);
  const languages = language === null ? KNOWN_LANGUAGES : [language];
  const isStopWord = languages.some((each) => STOP_WORDS[each].has(plain));
  const stems = isStopWord ? [] : languages.flatMap((each) => STEMS[each](lower, plain)).filter(Boolean);
  const distinct = [...new Set(stems.map(unlikeMark))];
  remembered.set(`${language ?? ''} ${word}`, distinct);
  return distinct;
}

/** What narrows a search is a word of the index too, and begins so (`MARKS`): what people write must not pass for it. */
export function unlikeMark(stem: string): string {
  return /^0\p{L}/u.test(stem) ? `0${stem}` : stem;
}

/** People leave accents out: a word is found with and without them. */
const STEMS: Record<KnownLanguage, (word: string, plain: string) => string[]> = {
  en: (_word, plain) => [folded(englishStem(plain))],
  es: (word, plain) => [folded(spanishStem(accented(word))), folded(spanishStem(accented(plain)))],
};

/** Spanish nouns in -ción and -sión lose their accent more often than any others, and the stemmer needs it. */
function accented(word: string): string {
  return word.replace(/([cs])ion$/, '$1ión');
}

/** The distinct stems of a text, in the order of their first appearance. */
export function stemsIn(text: string, language: KnownLanguage | null): string[] {
  const stems = new Set<string>();
  for (const { word } of wordsIn(text)) {
    for (const stem of stemsOf(word, language)) stems.add(stem);
    if (stems.size >= WORDS_MAX) break;
  }
  return [...stems];
}

/** A name of a subject, school or licence as one word, so that spelling it otherwise changes nothing. */
export function slug(text: string): string {
  return folded(text)
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .slice(0, WORD_MAX_CHARS)
    .toWellFormed();
}

/** The text of HTML that is sanitised already, blocks set apart by spaces. */
export function textOfHtml(html: string): string {
  return withoutTags(html, ' ').replace(/\s+/g, ' ').trim();
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}
