import type { Suggestion } from '../../../shared/contracts/onboarding.ts';
import type { DomainPolicy, Naming, RemoteDirectory } from '../../activities/ports.ts';
import { nameOf } from '../../core/ids.ts';
import { ok, type Result } from '../../core/result.ts';
import type { FollowViews } from '../follows/index.ts';
import { isFromBlocked } from '../moderation/index.ts';
import { type ActorView, findProfile, type ProfileViews, summaryOf } from '../profiles/index.ts';
import { mark, type SearchViews, stemsIn } from '../search/index.ts';
import type { OnboardingViews } from './onboarding.views.ts';
import { rankSuggestions, type SuggestionReason } from './suggestions.model.ts';

const SUGGESTED_MAX = 12;
/** The newest people for each reason. Few instances know more with the same subject; for those that do, it is a sample. */
const CANDIDATES_MAX = 150;
/** Stems of one text that are looked for. */
const STEMS_MAX = 30;
/** People I follow whose own follows are looked at, and how many of each. */
const NEIGHBOURS_MAX = 30;
const THEIR_FOLLOWS_MAX = 20;
const FOLLOWED_MAX = 1_000;
const DISMISSED_MAX = 1_000;

export interface SuggestParts {
  views: OnboardingViews;
  profiles: ProfileViews;
  follows: FollowViews;
  search: SearchViews;
  naming: Naming;
  remote: RemoteDirectory;
  policy: DomainPolicy;
}

/** People worth following for `actor`, from here and elsewhere, whom they do not follow yet and have not sent away. */
export async function suggestPeople(parts: SuggestParts, actor: string): Promise<Suggestion[]> {
  const { profiles, naming } = parts;
  const me = await profiles.byIri(actor);
  if (me === null) return [];
  const followed = await parts.follows.followed(actor, FOLLOWED_MAX);
  const [alike, followedBy, dismissed] = await Promise.all([
    candidatesFor(parts, me),
    followedByNeighbours(parts, followed),
    parts.views.dismissals.find({ actor }, { limit: DISMISSED_MAX }).toArray(),
  ]);
  const leftOut = new Set([actor, ...followed, ...dismissed.map(({ person }) => person)]);
  const candidates = [...new Set([...alike, ...followedBy.keys()])].filter((iri) => !leftOut.has(iri));
  const asked = await parts.follows.standing(actor, candidates);
  const people = (await profiles.byIris(candidates.filter((iri) => !asked.has(iri)))).filter(
    ({ _id, type, discoverable, movedTo }) =>
      type === 'Person' && discoverable && movedTo === null && !isFromBlocked(parts.policy, _id),
  );
  const best = rankSuggestions(me, people, followedBy, (iri) => naming.isLocal(iri)).slice(0, SUGGESTED_MAX);
  const named = await profiles.summaries(best.flatMap(({ reasons }) => reasons.flatMap(byOf)));
  return best.map(({ person, reasons }) => ({
    person: summaryOf(person),
    helpWith: person.helpWith,
    subjects: person.subjects,
    reasons: reasons.map((reason) => (reason.kind === 'followed-by' ? { ...reason, by: named(reason.by) } : reason)),
  }));
}

function byOf(reason: SuggestionReason): string[] {
  return reason.kind === 'followed-by' ? [reason.by] : [];
}

/** IRIs of people who have something in common with `me`, or something to give. */
async function candidatesFor({ search }: SuggestParts, me: ActorView): Promise<string[]> {
  const stems = (text: string) => stemsIn(text, null).slice(0, STEMS_MAX);
  const questions = [
    stems([...me.growth, me.growIn].join(' ')).map(mark.helpsWith),
    stems([...me.strengths, me.helpWith].join(' ')).map(mark.growsIn),
    me.subjects.map(mark.subject),
    me.gradeLevels.map(mark.gradeLevel),
    me.school === '' ? [] : [mark.school(me.school)],
  ].filter((marks) => marks.length > 0);
  const found = await Promise.all([
    ...questions.map((marks) => search.newestOfAny('people', marks, CANDIDATES_MAX)),
    search.newest('people', [mark.here], CANDIDATES_MAX),
  ]);
  return found.flat().map(({ _id }) => _id);
}

/** Whom the people I follow follow, each with one who does; only of those who let others see whom they follow. */
async function followedByNeighbours(
  { profiles, follows }: SuggestParts,
  followed: readonly string[],
): Promise<Map<string, string>> {
  const neighbours = (await profiles.byIris(followed.slice(0, NEIGHBOURS_MAX))).filter(
    ({ showsConnections }) => showsConnections,
  );
  const theirs = await Promise.all(neighbours.map(({ _id }) => follows.followed(_id, THEIR_FOLLOWS_MAX)));
  return new Map(neighbours.flatMap(({ _id }, at) => (theirs[at] ?? []).map((iri) => [iri, _id] as const)));
}

export async function dismissSuggestion(parts: SuggestParts, actor: string, handle: string): Promise<Result<void>> {
  const found = await findProfile({ ...parts, views: parts.profiles }, handle, false);
  if (!found.ok) return found;
  const person = found.value._id;
  await parts.views.dismissals.replaceOne({ _id: nameOf(actor, person) }, { actor, person }, { upsert: true });
  return ok(undefined);
}
