import type { Actor } from '../../activities/activity.ts';
import { firstShared, lotOf, sharedWords, slug } from '../search/index.ts';

/** What of a person speaks for following them. */
export type Speaking = Pick<
  Actor,
  'iri' | 'subjects' | 'gradeLevels' | 'school' | 'helpWith' | 'growIn' | 'strengths' | 'growth' | 'showsConnections'
>;

/** As the API says it, with actors by IRI. */
export type SuggestionReason =
  | { kind: 'helps-with-what-you-grow' | 'grows-what-you-help-with'; words: string[] }
  | { kind: 'same-subject'; subject: string }
  | { kind: 'same-grade'; gradeLevel: string }
  | { kind: 'same-school'; school: string }
  | { kind: 'followed-by'; by: string }
  | { kind: 'here' };

export interface Suggested<P> {
  person: P;
  reasons: SuggestionReason[];
  score: number;
}

const WORDS_COUNTED = 3;
const REASONS_SHOWN = 3;
/** What each reason counts; of words, the first three. Helping goes before likeness. */
const WEIGHTS = { helpsMe: 4, helpedByMe: 3, subject: 3, school: 2, gradeLevel: 1, followedBy: 2, moreWords: 1 };

/**
 * Why `me` might follow each of `others`, best first. What counts is what two people can give each other and what they
 * share; how many follow somebody, and how much they write, count nothing, so that the quiet expert comes first. Those
 * who are alike stand in an order of their own for each who asks.
 */
export function rankSuggestions<P extends Speaking>(
  me: Speaking,
  others: readonly P[],
  followedBy: ReadonlyMap<string, string>,
  isLocal: (iri: string) => boolean,
): Suggested<P>[] {
  return others
    .map((person) => suggested(me, person, followedBy.get(person.iri), isLocal(person.iri)))
    .filter((one) => one !== null)
    .sort((a, b) => b.score - a.score || (lotOf(me.iri, a.person.iri) < lotOf(me.iri, b.person.iri) ? -1 : 1));
}

function suggested<P extends Speaking>(
  me: Speaking,
  person: P,
  followedBy: string | undefined,
  isLocal: boolean,
): Suggested<P> | null {
  const weighed: [number, SuggestionReason][] = [];
  const helpsMe = sharedWords(offered(person), wanted(me));
  if (helpsMe.length > 0) {
    weighed.push([wordsWorth(WEIGHTS.helpsMe, helpsMe), { kind: 'helps-with-what-you-grow', words: helpsMe }]);
  }
  const helpedByMe = sharedWords(wanted(person), offered(me));
  if (helpedByMe.length > 0) {
    weighed.push([wordsWorth(WEIGHTS.helpedByMe, helpedByMe), { kind: 'grows-what-you-help-with', words: helpedByMe }]);
  }
  const subject = firstShared(person.subjects, me.subjects);
  if (subject !== undefined) weighed.push([WEIGHTS.subject, { kind: 'same-subject', subject }]);
  if (slug(me.school) !== '' && slug(me.school) === slug(person.school)) {
    weighed.push([WEIGHTS.school, { kind: 'same-school', school: person.school }]);
  }
  if (followedBy !== undefined) weighed.push([WEIGHTS.followedBy, { kind: 'followed-by', by: followedBy }]);
  const gradeLevel = firstShared(person.gradeLevels, me.gradeLevels);
  if (gradeLevel !== undefined) weighed.push([WEIGHTS.gradeLevel, { kind: 'same-grade', gradeLevel }]);

  const score = weighed.reduce((sum, [weight]) => sum + weight, 0);
  const reasons = weighed
    .sort(([a], [b]) => b - a)
    .slice(0, REASONS_SHOWN)
    .map(([, reason]) => reason);
  if (reasons.length > 0) return { person, reasons, score };
  return isLocal ? { person, reasons: [{ kind: 'here' }], score: 0 } : null;
}

/** What somebody can help with, in tags and in a sentence. */
function offered({ strengths, helpWith }: Speaking): string {
  return [...strengths, helpWith].join(', ');
}

function wanted({ growth, growIn }: Speaking): string {
  return [...growth, growIn].join(', ');
}

function wordsWorth(first: number, shared: readonly string[]): number {
  const count = Math.min(shared.join(' ').split(' ').length, WORDS_COUNTED);
  return first + (count - 1) * WEIGHTS.moreWords;
}
