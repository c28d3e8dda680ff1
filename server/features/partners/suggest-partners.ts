import type { Partner } from '../../../shared/contracts/partners.ts';
import { NOT_FOUND } from '../../core/errors.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { isFromBlocked } from '../moderation/index.ts';
import { type ActorView, findProfile, summaryOf } from '../profiles/index.ts';
import { mark, type SearchViews, slug } from '../search/index.ts';
import { candidatesFor } from './candidates.ts';
import type { IntroductionParts } from './introductions.ts';
import { rankPartners } from './partners.model.ts';

const SUGGESTED_MAX = 20;
/** Of so many it is asked whether they have shown practice; it cannot lift anybody past all of these. */
const ASKED_FOR_PRACTICE_MAX = 60;
/** Subjects of one person that are asked for. */
const SUBJECTS_ASKED_MAX = 3;
const OPEN_PAIRS_MAX = 100;
const DISMISSED_MAX = 1_000;

export type PartnerParts = IntroductionParts & { search: SearchViews };

export type Missing = 'strengths' | 'growth' | 'subjects' | 'room' | 'closed';

/** People who could be a partner for `actor`, the best fit first, and what keeps `actor` from good matches. */
export async function suggestPartners(
  parts: PartnerParts,
  actor: string,
  subject: string | undefined,
): Promise<Result<{ items: Partner[]; missing: Missing[] }>> {
  const me = await parts.profiles.byIri(actor);
  if (me === null) return fail(NOT_FOUND);
  const [iris, withMe, dismissed, counts, capacity] = await Promise.all([
    candidatesFor(parts.search, me, subject),
    parts.mentoring.openWith(actor, OPEN_PAIRS_MAX),
    parts.views.dismissedBy(actor, DISMISSED_MAX),
    parts.mentoring.activeCounts([actor]),
    parts.views.capacityOf(actor),
  ]);
  const leftOut = new Set([actor, ...withMe, ...dismissed]);
  const known = await parts.profiles.byIris(iris.filter((iri) => !leftOut.has(iri)));
  const people = await withRoom(
    parts,
    known.filter((person) => mayBeAsked(parts, person) && (subject === undefined || teaches(person, subject))),
  );
  const subjects = subject === undefined ? me.subjects : [subject];
  const likely = rankPartners(me, people, subjects, new Map())
    .slice(0, ASKED_FOR_PRACTICE_MAX)
    .map(({ person }) => person);
  const best = rankPartners(me, likely, subjects, await practisedBy(parts.search, likely, subjects));
  return ok({
    items: best.slice(0, SUGGESTED_MAX).map(({ person, reasons }) => presented(person, reasons)),
    missing: missingOf(me, (counts.get(actor) ?? 0) < capacity),
  });
}

function mayBeAsked({ policy }: PartnerParts, person: ActorView): boolean {
  return (
    person.type === 'Person' &&
    person.discoverable &&
    person.understandsPairs &&
    person.openToPairs &&
    person.movedTo === null &&
    !isFromBlocked(policy, person._id)
  );
}

function teaches(person: ActorView, subject: string): boolean {
  return [...person.subjects, ...person.helpedIn].some((one) => slug(one) === slug(subject));
}

/** Of people elsewhere only their own instances know how many pairs they have room for. */
async function withRoom({ views, mentoring }: PartnerParts, people: readonly ActorView[]): Promise<ActorView[]> {
  const here = people.filter(({ local }) => local).map(({ _id }) => _id);
  const [capacity, counts] = await Promise.all([views.capacities(here), mentoring.activeCounts(here)]);
  return people.filter(({ local, _id }) => !local || (counts.get(_id) ?? 0) < capacity(_id));
}

/** The first subject in which each has shown practice: one public post is enough, and more are not looked for. */
async function practisedBy(
  search: SearchViews,
  people: readonly ActorView[],
  subjects: readonly string[],
): Promise<Map<string, string>> {
  const shown = await Promise.all(
    people.map(async (person) => {
      const own = person.subjects.filter((one) => subjects.some((subject) => slug(subject) === slug(one)));
      const asked = (own.length > 0 ? own : subjects.length > 0 ? subjects : person.subjects).slice(
        0,
        SUBJECTS_ASKED_MAX,
      );
      const posts = await Promise.all(
        asked.map((subject) => search.newest('public', [mark.author(person._id), mark.subject(subject)], 1)),
      );
      const first = asked.find((_subject, at) => (posts[at]?.length ?? 0) > 0);
      return first === undefined ? [] : [[person._id, first] as const];
    }),
  );
  return new Map(shown.flat());
}

function presented(person: ActorView, reasons: Partner['reasons']): Partner {
  const { strengths, growth, helpWith, subjects, gradeLevels, school } = person;
  return { person: summaryOf(person), strengths, growth, helpWith, subjects, gradeLevels, school, reasons };
}

function missingOf(me: ActorView, hasRoom: boolean): Missing[] {
  return [
    ...(me.strengths.length === 0 && me.helpWith === '' ? (['strengths'] as const) : []),
    ...(me.growth.length === 0 && me.growIn === '' ? (['growth'] as const) : []),
    ...(me.subjects.length === 0 ? (['subjects'] as const) : []),
    ...(hasRoom ? [] : (['room'] as const)),
    ...(me.openToPairs ? [] : (['closed'] as const)),
  ];
}

export async function dismissPartner(parts: PartnerParts, actor: string, handle: string): Promise<Result<void>> {
  const found = await findProfile({ ...parts, views: parts.profiles }, handle, false);
  if (!found.ok) return found;
  await parts.views.dismiss(actor, found.value._id);
  return ok(undefined);
}
