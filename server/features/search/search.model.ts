import type { PostFilters } from '../../../shared/contracts/search.ts';
import { folded } from '../../core/fold.ts';
import { nameOf } from '../../core/ids.ts';
import type { PostView } from '../practice/index.ts';
import type { ActorView } from '../profiles/index.ts';
import {
  KNOWN_LANGUAGES,
  type KnownLanguage,
  knownLanguage,
  slug,
  stemsIn,
  stemsOf,
  textOfHtml,
  unlikeMark,
  wordsIn,
} from './search.text.ts';

/**
 * Each is searched for itself. A word that nearly everything has costs a search as much as everything, so what nearly all
 * searches ask for is not a word of the index but a shelf.
 */
export const SHELVES = ['public', 'restricted', 'people'] as const;
export type Shelf = (typeof SHELVES)[number];

/**
 * What of a thing can be searched. Whatever narrows a search is a word of the text index too, so that the index alone
 * finds the newest that fit; such words begin with a digit and a letter that say what they are (`MARKS`), which no stem
 * does (`unlikeMark`).
 */
export interface SearchableView {
  /** IRI of the post or person. */
  _id: string;
  shelf: Shelf;
  /** IRI of who wrote the post, or of the person. */
  author: string;
  /** Newest last; of people, when they joined. */
  position: string;
  /** Stems of what stands above the rest: the title; a person's name and handle. Separated by spaces, like the others. */
  title: string;
  body: string;
  marks: string;
  /** Of a public post, lower case: what `hashtags` counts. */
  tags: string[];
}

const MARKS = {
  followers: '0v',
  author: '0a',
  named: '0n',
  here: '0h',
  subject: '0s',
  gradeLevel: '0g',
  language: '0l',
  licence: '0c',
  kind: '0k',
  /** The beginning of a word, in one of `BEGINNINGS` letters. */
  beginning: '0b',
  helpsWith: '0w',
  growsIn: '0r',
  school: '0o',
  helpedIn: '0p',
} as const;

/** Beginnings of words are indexed in these lengths; what is typed beyond is compared with what they find. */
const BEGINNINGS = [3, 5] as const;

export const mark = {
  followers: `${MARKS.followers}followers`,
  author: (iri: string) => MARKS.author + nameOf(iri).slice(0, 24),
  /** Of a post for followers: somebody it is also addressed to. */
  named: (iri: string) => MARKS.named + nameOf(iri).slice(0, 24),
  here: MARKS.here,
  subject: (subject: string) => MARKS.subject + slug(subject),
  gradeLevel: (level: string) => MARKS.gradeLevel + slug(level),
  school: (school: string) => MARKS.school + slug(school),
  asks: `${MARKS.kind}asks`,
  helpsWith: (stem: string) => MARKS.helpsWith + stem,
  growsIn: (stem: string) => MARKS.growsIn + stem,
  helpedIn: (subject: string) => MARKS.helpedIn + slug(subject),
};

/** What a post is found by. Replies are left out: out of their thread they are noise. */
export function searchablePost(post: PostView, isLocal: boolean): SearchableView | null {
  if (post.kind !== 'practice' || post.deleted || post.visibility === 'pair' || post.visibility === 'draft')
    return null;
  const language = knownLanguage(post.language);
  const text = [post.title, post.focusQuestion, post.subject, post.tags.join(' '), textOfHtml(post.html)].join(' ');
  return {
    _id: post._id,
    shelf: post.visibility === 'public' ? 'public' : 'restricted',
    author: post.author,
    position: post.position,
    title: stemsIn(post.title, language).join(' '),
    body: stemsIn(text, language).join(' '),
    marks: [
      mark.author(post.author),
      ...(post.visibility === 'followers' ? [mark.followers, ...post.members.map(mark.named)] : []),
      ...(isLocal ? [mark.here] : []),
      ...(post.subject === '' ? [] : [mark.subject(post.subject)]),
      ...(post.gradeLevel === null ? [] : [mark.gradeLevel(post.gradeLevel)]),
      ...(post.language === null ? [] : [MARKS.language + primaryOf(post.language)]),
      ...(post.licence === null ? [] : [MARKS.licence + slug(post.licence)]),
      ...(post.focusQuestion === '' ? [] : [mark.asks]),
      ...beginningsIn(text),
    ].join(' '),
    tags: post.visibility === 'public' ? [...new Set(post.tags.map((tag) => tag.toLowerCase()))] : [],
  };
}

/** What a person is found by; null for those who do not want to be, and for what is no person. */
export function searchablePerson(actor: ActorView): SearchableView | null {
  if (actor.type !== 'Person' || !actor.discoverable) return null;
  const name = `${actor.displayName} ${actor.handle}`;
  const { school, subjects } = actor;
  const offered = [...actor.strengths, actor.helpWith].join(' ');
  const wanted = [...actor.growth, actor.growIn].join(' ');
  const text = [school, subjects.join(' '), offered, wanted, textOfHtml(actor.bio)].join(' ');
  return {
    _id: actor._id,
    shelf: 'people',
    author: actor._id,
    position: (actor.publishedAt ?? new Date(0)).toISOString(),
    title: namesIn(name).join(' '),
    body: [...new Set([...namesIn(name), ...stemsIn(text, null)])].join(' '),
    marks: [
      ...(actor.local ? [mark.here] : []),
      ...subjects.map(mark.subject),
      ...actor.helpedIn.map(mark.helpedIn),
      ...actor.gradeLevels.map(mark.gradeLevel),
      ...actor.languages.map((language) => MARKS.language + primaryOf(language)),
      ...(slug(school) === '' ? [] : [mark.school(school)]),
      ...stemsIn(offered, null).map(mark.helpsWith),
      ...stemsIn(wanted, null).map(mark.growsIn),
      ...beginningsIn(`${name} ${text}`),
    ].join(' '),
    tags: [],
  };
}

/** Names have no forms and no stop words: they are found by themselves and, as typed in a search, by their stems. */
function namesIn(name: string): string[] {
  const found = [...wordsIn(name)].flatMap(({ word }) => [unlikeMark(folded(word)), ...stemsOf(word, null)]);
  return [...new Set(found)];
}

function primaryOf(language: string): string {
  return slug(language.split('-')[0] ?? '');
}

function beginningsIn(text: string): string[] {
  const found = new Set<string>();
  for (const { word } of wordsIn(text)) {
    const letters = [...folded(word)];
    for (const length of BEGINNINGS) {
      if (letters.length >= length) found.add(MARKS.beginning + letters.slice(0, length).join(''));
    }
  }
  return [...found];
}

/** What was typed, as it is looked for. */
export interface SearchFor {
  /** Each way of reading the words: one a language whose forms they may be. All of a reading's stems must be there. */
  readings: Reading[];
  /** Marks that must be there too. */
  filters: string[];
}

export interface Reading {
  /** Of all words. */
  stems: string[];
  /** Of all words but the last, which may be unfinished. */
  finished: string[];
  /** The last word as far as it was typed; null when too little was. */
  unfinished: string | null;
}

/** Null when what was typed finds nothing: no words, or only such as every text has. */
export function searchFor(typed: string, filters: PostFilters): SearchFor | null {
  const words = [...wordsIn(typed)].map(({ word }) => word).slice(0, SEARCHED_WORDS_MAX);
  const readings = new Map<string, Reading>();
  for (const language of KNOWN_LANGUAGES) {
    const reading = readAs(language, words);
    if (reading !== null) readings.set(`${reading.stems} ${reading.unfinished}`, reading);
  }
  if (readings.size === 0) return null;
  return { readings: [...readings.values()], filters: filterMarks(filters) };
}

const SEARCHED_WORDS_MAX = 10;

function readAs(language: KnownLanguage, words: readonly string[]): Reading | null {
  // The first way of writing it that the language has; the index has them all.
  const stems = words.map((word) => stemsOf(word, language)[0] ?? null);
  const last = folded(words.at(-1) ?? '');
  const all = stems.filter((stem) => stem !== null);
  const unfinished = [...last].length >= BEGINNINGS[0] ? last : null;
  if (all.length === 0 && unfinished === null) return null;
  return { stems: all, finished: stems.slice(0, -1).filter((stem) => stem !== null), unfinished };
}

export function filterMarks({ subject, gradeLevel, language, licence, kind }: PostFilters): string[] {
  return [
    ...(subject ? [mark.subject(subject)] : []),
    ...(gradeLevel ? [mark.gradeLevel(gradeLevel)] : []),
    ...(language ? [MARKS.language + language] : []),
    ...(licence ? [MARKS.licence + slug(licence)] : []),
    ...(kind === 'asks' ? [mark.asks] : []),
  ];
}

/** The mark that every word has which begins with `letters`; words that begin otherwise may have it too. */
export function beginningMark(letters: string): string {
  const typed = [...letters];
  const length = BEGINNINGS.findLast((known) => known <= typed.length) ?? 0;
  return MARKS.beginning + typed.slice(0, length).join('');
}

/** Each of these words must be in what is found (the language of `$text`). */
export function allOf(words: readonly string[]): string {
  return [...new Set(words)].map((word) => `"${word}"`).join(' ');
}

/** The places of a word count, and how long ago it was said: a year costs as much as standing in the title gives. */
const WEIGHTS = { title: 8, early: 3, anywhere: 1, begun: 0.5 };
/** About the first forty words. */
const EARLY_CHARS = 280;
const DAYS_FOR_A_POINT = 45;
const OLD_POINTS_MAX = 16;
const DAY_MS = 24 * 3_600_000;

/**
 * How well a thing answers a reading of what was typed, in hundredths; null when it does not. The same on a given day
 * for the same thing, so that pages follow each other.
 */
export function scoreOf(found: SearchableView, { stems, finished, unfinished }: Reading, today: Date): number | null {
  const title = ` ${found.title} `;
  const body = ` ${found.body} `;
  const worthOf = (stem: string): number | null => {
    if (title.includes(` ${stem} `)) return WEIGHTS.title;
    const at = body.indexOf(` ${stem} `);
    return at === -1 ? null : at < EARLY_CHARS ? WEIGHTS.early : WEIGHTS.anywhere;
  };
  let worth = 0;
  for (const stem of finished) {
    const one = worthOf(stem);
    if (one === null) return null;
    worth += one;
  }
  // The last word has no stem when every text has it: then it may be there, begun.
  const lastCounts = stems.length > finished.length;
  const last = lastCounts ? worthOf(stems.at(-1) ?? '') : null;
  if (last !== null) worth += last;
  else {
    const begun = unfinished === null ? undefined : begunBy(found.body, unfinished);
    if (begun !== undefined) worth += (worthOf(begun) ?? 0) * WEIGHTS.begun;
    else if (lastCounts || stems.length === 0) return null;
  }
  return Math.round((worth - agePoints(found, today)) * 100);
}

function begunBy(body: string, letters: string): string | undefined {
  const at = ` ${body}`.indexOf(` ${letters}`);
  // Nearly always the first way; the second is a word typed further than its stem goes.
  if (at !== -1) return body.slice(at).split(' ', 1)[0];
  return body.split(' ').find((stem) => isBegunBy(stem, letters));
}

/** Whether a word that was begun so can be the one with this stem. */
export function isBegunBy(stem: string, letters: string): boolean {
  return stem.startsWith(letters) || (stem.length >= 5 && letters.startsWith(stem));
}

function agePoints({ shelf, position }: SearchableView, today: Date): number {
  if (shelf === 'people') return 0;
  const days = (today.getTime() - Date.parse(position.slice(0, ISO_CHARS))) / DAY_MS;
  return Math.min(Math.max(days, 0) / DAYS_FOR_A_POINT, OLD_POINTS_MAX);
}

const ISO_CHARS = '2026-01-01T00:00:00.000Z'.length;
