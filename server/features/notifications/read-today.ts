import type { TodayItem } from '../../../shared/contracts/notifications.ts';
import type { ReceivedIntroduction } from '../../../shared/contracts/partners.ts';
import type { Draft } from '../../../shared/contracts/practice.ts';
import { withoutEmojis } from '../../core/emojis.ts';
import { hasRole, type Principal } from '../../core/principal.ts';
import { otherMember, type PairView } from '../mentoring/index.ts';
import { isFromBlocked } from '../moderation/index.ts';
import { visibleAmong } from '../practice/index.ts';
import type { NotifyParts } from './notify.ts';
import { dayIn } from './quiet-hours.model.ts';
import { amendments, followUps, moves, sessionsAhead, type TodayOfPairsParts, toBegin } from './today-of-pairs.ts';

export interface TodayParts extends NotifyParts, TodayOfPairsParts {
  /** People whom an organizer proposes as partners. */
  introductions(actor: string): Promise<ReceivedIntroduction[]>;
  drafts: { newest(author: string): Promise<Draft | null> };
  unreadMessages(actor: string, pairs: readonly PairView[]): Promise<Map<string, number>>;
}

const ITEMS_MAX = 12;
const PAIRS_MAX = 100;
const QUESTIONS_READ_MAX = 50;
const REQUESTS_MAX = 100;
const OFFERS_MAX = 4;
const INTRODUCTIONS_MAX = 3;
const EXCERPT_MAX = 200;
const DAY_MS = 24 * 3600 * 1000;
const QUESTION_WAITS_MS = 30 * DAY_MS;
const DRAFT_WAITS_MS = 14 * DAY_MS;
const ENDING_WITHIN_DAYS = 7;

/** What waits for somebody, most pressing first: a person before a date, a date before what is only their own. */
export async function readToday(parts: TodayParts, owner: Principal): Promise<TodayItem[]> {
  const pairs = await parts.mentoring.ofMember(owner.actor, PAIRS_MAX);
  const { actor } = owner;
  const { quietHours } = await parts.settings.of(actor);
  const timeZone = quietHours?.timeZone ?? 'UTC';
  const found = await Promise.all([
    moved(parts, actor),
    sessionsAhead(parts, actor, pairs),
    pairOffers(parts, actor, pairs),
    amendments(parts, actor, pairs),
    moves(parts, actor, pairs),
    messages(parts, actor, pairs),
    followUps(parts, actor, pairs, timeZone),
    questions(parts, actor),
    followRequests(parts, actor),
    introductions(parts, actor),
    pairsThatEnd(parts, actor, pairs, timeZone),
    toBegin(parts, actor, pairs),
    signUps(parts, owner),
    openReports(parts, owner),
    draft(parts, actor),
  ]);
  return found.flat().slice(0, ITEMS_MAX);
}

async function moved({ profiles }: TodayParts, actor: string): Promise<TodayItem[]> {
  const movedTo = (await profiles.byIri(actor))?.movedTo ?? null;
  return movedTo === null ? [] : [{ type: 'moved', to: (await profiles.summaries([movedTo]))(movedTo) }];
}

async function pairOffers(parts: TodayParts, actor: string, pairs: readonly PairView[]): Promise<TodayItem[]> {
  const asked = pairs.filter(({ state, partner }) => state === 'offered' && partner === actor);
  // Whoever offers twice is there once, and many leave room for what waits in pairs.
  const newest = asked.filter((pair, index) => asked.findIndex(({ offerer }) => offerer === pair.offerer) === index);
  const offers = newest.slice(0, OFFERS_MAX);
  const person = await parts.profiles.summaries(offers.map(({ offerer }) => offerer));
  return offers.map(({ id, offerer, offeredAt }) => ({
    type: 'pair-offer',
    pair: id,
    from: person(offerer),
    at: offeredAt.toISOString(),
  }));
}

async function messages(parts: TodayParts, actor: string, pairs: readonly PairView[]): Promise<TodayItem[]> {
  const unread = await parts.unreadMessages(actor, pairs);
  const waiting = pairs.filter(({ _id }) => (unread.get(_id) ?? 0) > 0).slice(0, ITEMS_MAX);
  const [person, newest] = await Promise.all([
    parts.profiles.summaries(waiting.map((pair) => otherMember(pair, actor))),
    Promise.all(waiting.map(({ _id }) => parts.threads.before(_id, null, 1))),
  ]);
  return waiting.map((pair, index) => ({
    type: 'messages',
    pair: pair.id,
    from: person(otherMember(pair, actor)),
    count: unread.get(pair._id) ?? 0,
    at: (newest[index]?.[0]?.sentAt ?? pair.offeredAt).toISOString(),
  }));
}

/** Questions about what they wrote that they have not answered; a question is what its author marked as one. */
async function questions(parts: TodayParts, actor: string): Promise<TodayItem[]> {
  const since = new Date(parts.clock.now().getTime() - QUESTION_WAITS_MS);
  const asked = await parts.mentoring.feedback.received(actor, 'question', since, QUESTIONS_READ_MAX);
  const inPublic = asked.filter(({ post }) => post !== null);
  if (inPublic.length === 0) return [];
  const ids = inPublic.map(({ _id }) => _id);
  const [answered, found] = await Promise.all([
    parts.practice.answeredBy(actor, ids),
    parts.practice.byIris([...new Set([...ids, ...inPublic.flatMap(({ post }) => post ?? [])])]),
  ]);
  const { visible } = await visibleAmong(parts, { kind: 'actor', iri: actor }, found);
  const posts = new Map(visible.map((one) => [one._id, one]));
  const waiting = inPublic.flatMap(({ _id, post }) => {
    const reply = posts.get(_id);
    const about = post === null ? undefined : posts.get(post);
    return reply && about && !answered.has(_id) ? [{ reply, about }] : [];
  });
  const person = await parts.profiles.summaries(waiting.map(({ reply }) => reply.author));
  return waiting.slice(0, ITEMS_MAX).map(({ reply, about }) => ({
    type: 'question',
    reply: reply.id,
    post: { id: about.id, title: withoutEmojis(about.title || about.summary.slice(0, EXCERPT_MAX), about.emojis) },
    from: person(reply.author),
    excerpt: withoutEmojis(reply.summary, reply.emojis).slice(0, EXCERPT_MAX),
    at: reply.publishedAt.toISOString(),
  }));
}

async function followRequests(parts: TodayParts, actor: string): Promise<TodayItem[]> {
  const requests = (await parts.follows.requests(actor, null, REQUESTS_MAX)).filter(
    ({ follower }) => !isFromBlocked(parts.policy, follower),
  );
  const [newest] = requests.toSorted((a, b) => b.at.getTime() - a.at.getTime());
  if (!newest) return [];
  const person = await parts.profiles.summaries([newest.follower]);
  const from = person(newest.follower);
  return [{ type: 'follow-requests', count: requests.length, from, at: newest.at.toISOString() }];
}

async function pairsThatEnd(
  parts: TodayParts,
  actor: string,
  pairs: readonly PairView[],
  timeZone: string,
): Promise<TodayItem[]> {
  const now = parts.clock.now();
  const last = dayIn(timeZone, new Date(now.getTime() + ENDING_WITHIN_DAYS * DAY_MS));
  const ending = pairs.filter(({ state, agreement }) => state === 'active' && agreement.endsOn <= last);
  const person = await parts.profiles.summaries(ending.map((pair) => otherMember(pair, actor)));
  return ending.map((pair) => ({
    type: 'pair-ending',
    pair: pair.id,
    partner: person(otherMember(pair, actor)),
    endsOn: pair.agreement.endsOn,
  }));
}

async function introductions(parts: TodayParts, actor: string): Promise<TodayItem[]> {
  const found = await parts.introductions(actor);
  return found.slice(0, INTRODUCTIONS_MAX).map(({ id, partner, by, at }) => ({
    type: 'introduction',
    introduction: id,
    partner,
    by,
    at,
  }));
}

async function signUps(parts: TodayParts, owner: Principal): Promise<TodayItem[]> {
  const count = hasRole(owner, 'organizer') ? await parts.waiting() : 0;
  return count > 0 ? [{ type: 'sign-ups', count }] : [];
}

async function openReports(parts: TodayParts, owner: Principal): Promise<TodayItem[]> {
  const count = hasRole(owner, 'admin') ? await parts.reports.countOpen() : 0;
  return count > 0 ? [{ type: 'reports', count }] : [];
}

async function draft(parts: TodayParts, actor: string): Promise<TodayItem[]> {
  const newest = await parts.drafts.newest(actor);
  if (!newest || parts.clock.now().getTime() - Date.parse(newest.updatedAt) > DRAFT_WAITS_MS) return [];
  return [{ type: 'draft', draft: newest.id, title: newest.title, at: newest.updatedAt }];
}
