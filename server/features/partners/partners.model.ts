import type { PartnerReason } from '../../../shared/contracts/partners.ts';
import type { Actor } from '../../activities/activity.ts';
import { firstShared, lotOf, sharedTags, sharedWords, slug } from '../search/index.ts';

/** What of a person speaks for a pair with them. */
export type Teacher = Pick<
  Actor,
  | 'iri'
  | 'subjects'
  | 'gradeLevels'
  | 'languages'
  | 'school'
  | 'strengths'
  | 'growth'
  | 'helpWith'
  | 'growIn'
  | 'pairCadence'
  | 'outsideSchool'
  | 'helpedIn'
>;

export interface Fit<P> {
  person: P;
  reasons: PartnerReason[];
  score: number;
}

/**
 * What each reason counts. A pair is reciprocal: help in both directions stands before help in one, and that before
 * everything else together. Then comes how credible a helper is in the subject (help that was taken up before practice
 * that was shown, each yes or no), and what the two share. Nothing grows with how much somebody writes, or with who
 * follows them.
 */
const WEIGHTS = {
  helpsMe: { tag: 24, word: 20 },
  iHelp: { tag: 22, word: 18 },
  /** On top, when each can help the other. */
  bothWays: 10,
  /** For each tag or word beyond the first; the next two count. */
  more: 1,
  helpedIn: 5,
  practises: 3,
  subject: 3,
  gradeLevel: 1,
  cadence: 1,
  otherSchool: 1,
  /** Somebody of one's own school, when one of the two would rather have another. */
  ownSchool: -3,
};
const WORDS_SHOWN = 3;
const REASONS_SHOWN = 4;

/** To meet as often, or to teach elsewhere, is no reason by itself. */
const NO_REASON_ALONE: ReadonlySet<PartnerReason['kind']> = new Set(['same-cadence', 'other-school'] as const);

/**
 * Who of `others` fits `me` as a partner, best first, each with at least one reason. Left out are those for whom nothing
 * speaks, and those with whom there is no language to talk in. `subjects` are those in which a helper's credibility counts
 * (empty: their own), `practised` is the one in which somebody has shown practice, by IRI. Equals stand in an order of
 * their own for each who asks.
 */
export function rankPartners<P extends Teacher>(
  me: Teacher,
  others: readonly P[],
  subjects: readonly string[],
  practised: ReadonlyMap<string, string>,
): Fit<P>[] {
  return others
    .filter((person) => person.iri !== me.iri && canTalk(me, person))
    .map((person) => fitOf(me, person, subjects, practised.get(person.iri)))
    .filter(({ reasons }) => reasons.some(({ kind }) => !NO_REASON_ALONE.has(kind)))
    .sort((a, b) => b.score - a.score || (lotOf(me.iri, a.person.iri) < lotOf(me.iri, b.person.iri) ? -1 : 1));
}

function fitOf<P extends Teacher>(
  me: Teacher,
  person: P,
  subjects: readonly string[],
  practised: string | undefined,
): Fit<P> {
  const weighed: [number, PartnerReason][] = [];
  const add = (weight: number, reason: PartnerReason) => weighed.push([weight, reason]);

  const helpsMe = helpFrom(person, me, WEIGHTS.helpsMe);
  if (helpsMe) add(helpsMe.worth, { kind: 'helps-me', words: helpsMe.words });
  const iHelp = helpFrom(me, person, WEIGHTS.iHelp);
  if (iHelp) add(iHelp.worth, { kind: 'i-help', words: iHelp.words });

  const helpedIn = firstShared(person.helpedIn, subjects.length > 0 ? subjects : person.helpedIn);
  if (helpedIn !== undefined) add(WEIGHTS.helpedIn, { kind: 'helped-in', subject: helpedIn });
  if (practised !== undefined) add(WEIGHTS.practises, { kind: 'practises', subject: practised });
  const subject = firstShared(person.subjects, me.subjects);
  if (subject !== undefined) add(WEIGHTS.subject, { kind: 'same-subject', subject });
  const gradeLevel = firstShared(person.gradeLevels, me.gradeLevels);
  if (gradeLevel !== undefined) add(WEIGHTS.gradeLevel, { kind: 'same-grade', gradeLevel });
  if (me.pairCadence !== null && me.pairCadence === person.pairCadence) {
    add(WEIGHTS.cadence, { kind: 'same-cadence', cadence: me.pairCadence });
  }
  const school = schoolWish(me, person);
  if (school === 'other') add(WEIGHTS.otherSchool, { kind: 'other-school' });

  const score =
    weighed.reduce((sum, [weight]) => sum + weight, 0) +
    (helpsMe && iHelp ? WEIGHTS.bothWays : 0) +
    (school === 'own' ? WEIGHTS.ownSchool : 0);
  const reasons = weighed
    .sort(([a], [b]) => b - a)
    .slice(0, REASONS_SHOWN)
    .map(([, reason]) => reason);
  return { person, reasons, score };
}

/** What `helper` can help with of what `learner` wants to grow in, in the helper's words; null when it is nothing. */
function helpFrom(
  helper: Teacher,
  learner: Teacher,
  weights: { tag: number; word: number },
): { words: string[]; worth: number } | null {
  const tags = sharedTags(helper.strengths, learner.growth);
  const words =
    tags.length > 0
      ? tags
      : sharedWords([...helper.strengths, helper.helpWith].join(', '), [...learner.growth, learner.growIn].join(', '));
  if (words.length === 0) return null;
  const shown = words.slice(0, WORDS_SHOWN);
  const first = tags.length > 0 ? weights.tag : weights.word;
  return { words: shown, worth: first + (shown.length - 1) * WEIGHTS.more };
}

/** Who does not say which languages they speak may speak mine. */
function canTalk(me: Teacher, person: Teacher): boolean {
  if (me.languages.length === 0 || person.languages.length === 0) return true;
  const mine = new Set(me.languages.map(primaryOf));
  return person.languages.some((language) => mine.has(primaryOf(language)));
}

function primaryOf(language: string): string {
  return (language.split('-')[0] ?? '').toLowerCase();
}

/** When one of the two would rather have a partner from another school: whether this is one, if both say theirs. */
function schoolWish(me: Teacher, person: Teacher): 'other' | 'own' | null {
  if (!me.outsideSchool && !person.outsideSchool) return null;
  const [mine, theirs] = [slug(me.school), slug(person.school)];
  if (mine === '' || theirs === '') return null;
  return mine === theirs ? 'own' : 'other';
}
