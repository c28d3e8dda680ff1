import type { ActorView } from '../profiles/index.ts';
import { mark, type SearchViews, stemsIn, stemsOf, wordsIn } from '../search/index.ts';

/** The newest people for each question. Few instances know more who answer it; for those that do, it is a sample. */
const FOUND_MAX = 100;
/** People of whom each has all the words of one tag; they go before those who have any of them. */
const FOUND_BY_TAG_MAX = 30;
const STEMS_MAX = 40;

/**
 * IRIs of people who could help `me`, whom `me` could help, or who teach the same, from here and elsewhere; with a `subject`
 * those of that subject. Each question is answered by the index alone, and takes in only people who let themselves be found.
 */
export async function candidatesFor(
  search: SearchViews,
  me: ActorView,
  subject: string | undefined,
): Promise<string[]> {
  const found = await Promise.all(subject === undefined ? byAnything(search, me) : bySubject(search, me, subject));
  return [...new Set(found.flat().map(({ _id }) => _id))];
}

type Found = ReturnType<SearchViews['newest']>;

function byAnything(search: SearchViews, me: ActorView): Found[] {
  const any = [
    stemsOfTexts([...me.growth, me.growIn]).map(mark.helpsWith),
    stemsOfTexts([...me.strengths, me.helpWith]).map(mark.growsIn),
    me.subjects.map(mark.helpedIn),
    me.subjects.map(mark.subject),
    me.gradeLevels.map(mark.gradeLevel),
  ].filter((marks) => marks.length > 0);
  return [...byTags(search, me, []), ...any.map((marks) => search.newestOfAny('people', marks, FOUND_MAX))];
}

function bySubject(search: SearchViews, me: ActorView, subject: string): Found[] {
  const of = [mark.subject(subject), mark.helpedIn(subject)];
  return of.flatMap((one) => [...byTags(search, me, [one]), search.newest('people', [one], FOUND_MAX)]);
}

/** At most twenty questions: an inventory has at most ten tags each way. */
function byTags(search: SearchViews, me: ActorView, narrowed: readonly string[]): Found[] {
  const questions = [
    ...me.growth.map((tag) => stemsOfTag(tag).map(mark.helpsWith)),
    ...me.strengths.map((tag) => stemsOfTag(tag).map(mark.growsIn)),
  ];
  return questions
    .filter((marks) => marks.length > 0)
    .map((marks) => search.newest('people', [...marks, ...narrowed], FOUND_BY_TAG_MAX));
}

/** One stem of each word: the index has them all, so that all of these are there when all the words are. */
function stemsOfTag(tag: string): string[] {
  return [...wordsIn(tag)].flatMap(({ word }) => stemsOf(word, null).slice(0, 1));
}

function stemsOfTexts(texts: readonly string[]): string[] {
  return stemsIn(texts.join(' '), null).slice(0, STEMS_MAX);
}
