import type { Introduction, ReceivedIntroduction } from '../../../shared/contracts/partners.ts';
import type { DomainPolicy, Naming, RemoteDirectory } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import { type AppError, appError, NOT_FOUND } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import { KeyedQueue } from '../../core/keyed-queue.ts';
import { hasRole, type Principal } from '../../core/principal.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { MentoringViews } from '../mentoring/index.ts';
import { isFromBlocked } from '../moderation/index.ts';
import { type ActorView, findProfile, type ProfileViews, summaryOf } from '../profiles/index.ts';
import type { IntroductionDocument, PartnerViews } from './partners.views.ts';

export interface IntroductionParts {
  views: PartnerViews;
  profiles: ProfileViews;
  mentoring: MentoringViews;
  naming: Naming;
  remote: RemoteDirectory;
  policy: DomainPolicy;
  clock: Clock;
  /** The account behind an actor of this instance, with the role it has now. */
  principalOf(actor: string): Promise<Principal | null>;
}

/** Proposals of one organizer that stand at a time. */
const INTRODUCTIONS_MAX = 100;
const RECEIVED_LOOKED_AT_MAX = 100;
const RECEIVED_SHOWN_MAX = 20;
const STANDING_MAX = 100;

const MAKING_MAX = 16;
/** The proposals of one organizer are made one after another, so that the bound and "already" hold. */
const making = new KeyedQueue(MAKING_MAX);

/** Proposes two people to each other. Nothing begins by it: only the two can offer and accept. */
export async function introduce(
  parts: IntroductionParts,
  organizer: string,
  asked: { one: string; other: string; note: string },
): Promise<Result<Introduction>> {
  const [one, other] = await Promise.all(
    [asked.one, asked.other].map((handle) => findProfile({ ...parts, views: parts.profiles }, handle, true)),
  );
  if (!one?.ok) return underField('one', one?.error ?? NOT_FOUND);
  if (!other?.ok) return underField('other', other?.error ?? NOT_FOUND);
  const refused = refusal(organizer, one.value, other.value);
  if (refused) return fail(refused);
  return making.run([organizer], () => keep(parts, organizer, one.value, other.value, asked.note));
}

async function keep(
  { views, clock }: IntroductionParts,
  organizer: string,
  one: ActorView,
  other: ActorView,
  note: string,
): Promise<Result<Introduction>> {
  const standing = await views.introducedBy(organizer, INTRODUCTIONS_MAX);
  const both = new Set([one._id, other._id]);
  if (standing.some((known) => both.has(known.one) && both.has(known.other))) return fail(ALREADY);
  if (standing.length >= INTRODUCTIONS_MAX) return fail(TOO_MANY);
  const at = clock.now();
  const _id = newId(at.getTime());
  await views.introductions.insertOne({ _id, organizer, one: one._id, other: other._id, note, at, dismissedBy: [] });
  return ok({ id: _id, people: [summaryOf(one), summaryOf(other)], note, at: at.toISOString() });
}

function refusal(organizer: string, one: ActorView, other: ActorView): AppError | null {
  if (one._id === other._id) {
    return appError('invalid_input', 'A pair needs two people.', { other: 'Choose somebody else.' });
  }
  if (one._id === organizer || other._id === organizer) return ONESELF;
  if (!one.local && !other.local) return NOBODY_FROM_HERE;
  for (const [field, person] of Object.entries({ one, other })) {
    const name = person.displayName || person.username;
    if (!person.understandsPairs) {
      return appError('conflict', `The instance of ${name} does not know mentoring pairs.`, {
        [field]: 'Choose somebody on an instance of Staffroom.',
      });
    }
    if (!person.openToPairs) {
      return appError('conflict', `${name} is not open to mentoring at the moment.`, {
        [field]: 'Choose somebody who is.',
      });
    }
  }
  return null;
}

/** What an organizer has proposed. It never says what came of it: that is between the two. */
export async function introductionsBy(parts: IntroductionParts, organizer: string): Promise<Introduction[]> {
  const found = await parts.views.introducedBy(organizer, INTRODUCTIONS_MAX);
  const person = await parts.profiles.summaries(found.flatMap(({ one, other }) => [one, other]));
  return found.map(({ _id, one, other, note, at }) => ({
    id: _id,
    people: [person(one), person(other)],
    note,
    at: at.toISOString(),
  }));
}

export async function withdrawIntroduction(
  { views }: Pick<IntroductionParts, 'views'>,
  organizer: string,
  id: string,
): Promise<Result<void>> {
  const { deletedCount } = await views.introductions.deleteOne({ _id: id, organizer });
  return deletedCount === 1 ? ok(undefined) : fail(NOT_FOUND);
}

/**
 * People whom organizers propose to `actor`, newest first: each once, while both are open to mentoring, the two have
 * neither a pair nor an open offer, and who proposed them is still an organizer.
 */
export async function introductionsFor(parts: IntroductionParts, actor: string): Promise<ReceivedIntroduction[]> {
  const received = (await parts.views.introductionsOf(actor, RECEIVED_LOOKED_AT_MAX)).filter(
    ({ dismissedBy }) => !dismissedBy.includes(actor),
  );
  if (received.length === 0) return [];
  const partnerOf = ({ one, other }: IntroductionDocument) => (one === actor ? other : one);
  const organizers = [...new Set(received.map(({ organizer }) => organizer))];
  const [people, open, principals] = await Promise.all([
    parts.profiles.byIris([...new Set([actor, ...received.map(partnerOf), ...organizers])]),
    parts.mentoring.openWith(actor, STANDING_MAX),
    Promise.all(organizers.map((organizer) => parts.principalOf(organizer))),
  ]);
  const known = new Map(people.map((person) => [person._id, person]));
  const mayIntroduce = new Set(principals.flatMap((one) => (one && hasRole(one, 'organizer') ? [one.actor] : [])));
  if (!known.get(actor)?.openToPairs) return [];
  const shown = new Map<string, ReceivedIntroduction>();
  for (const introduction of received) {
    const partner = known.get(partnerOf(introduction));
    const by = known.get(introduction.organizer);
    if (!partner?.openToPairs || !by || shown.has(partner._id)) continue;
    if (open.has(partner._id) || !mayIntroduce.has(by._id) || isFromBlocked(parts.policy, partner._id)) continue;
    shown.set(partner._id, {
      id: introduction._id,
      by: summaryOf(by),
      partner: summaryOf(partner),
      note: introduction.note,
      at: introduction.at.toISOString(),
    });
  }
  return [...shown.values()].slice(0, RECEIVED_SHOWN_MAX);
}

/** Nobody is told. */
export async function dismissIntroduction(
  { views }: Pick<IntroductionParts, 'views'>,
  actor: string,
  id: string,
): Promise<Result<void>> {
  const found = await views.introductions.findOne({ _id: id });
  if (!found || (found.one !== actor && found.other !== actor)) return fail(NOT_FOUND);
  await views.introductions.updateOne({ _id: id }, { $addToSet: { dismissedBy: actor } });
  return ok(undefined);
}

function underField(field: 'one' | 'other', error: AppError): Result<never> {
  return fail({ ...error, fields: { [field]: error.message } });
}

const ONESELF = appError('invalid_input', 'Offer them a pair yourself: you do not need an introduction.');
const NOBODY_FROM_HERE = appError('invalid_input', 'Choose at least one person of this instance.');
const ALREADY = appError('conflict', 'You have proposed these two to each other already.');
const TOO_MANY = appError(
  'conflict',
  'You have proposed a hundred pairs. Take back those that are settled, then propose this one.',
);
