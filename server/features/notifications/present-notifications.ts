import type { Notification } from '../../../shared/contracts/notifications.ts';
import { BALANCE_NEWS, FOLLOW_UP_NEWS, PAIR_NEWS, SESSION_NEWS, TURN_NEWS } from '../../../shared/vocabulary.ts';
import type { DomainPolicy } from '../../activities/ports.ts';
import { withoutEmojis } from '../../core/emojis.ts';
import { keyOf } from '../../core/ids.ts';
import { hasRole, type Principal } from '../../core/principal.ts';
import type { FollowView, FollowViews } from '../follows/index.ts';
import { type MentoringViews, memberOf, type PairView, threadIsOpen } from '../mentoring/index.ts';
import { isFromBlocked } from '../moderation/index.ts';
import { type PostView, type PracticeViews, visibleAmong } from '../practice/index.ts';
import type { ProfileViews } from '../profiles/index.ts';
import type { MessageView, ThreadViews } from '../threads/index.ts';
import { isOfPair, type NotificationEvent, type NotificationView, type StepWord } from './notifications.model.ts';

export interface ShownParts {
  profiles: ProfileViews;
  follows: FollowViews;
  practice: PracticeViews;
  mentoring: MentoringViews;
  threads: ThreadViews;
  policy: DomainPolicy;
  /** How many wait to be let in, counted up to a bound. */
  waiting(): Promise<number>;
  reports: OpenReports;
}

/** What this feature asks about reports; `features/moderation` answers. Of what they say it learns nothing. */
export interface OpenReports {
  /** Which of these, by id, nobody has looked at yet. */
  openAmong(ids: readonly string[]): Promise<Set<string>>;
  /** How many there are, counted up to a bound. */
  countOpen(): Promise<number>;
}

const PEOPLE_MAX = 3;
const EXCERPT_MAX = 200;
const TITLE_MAX = 80;

/** What entries are about, as it is now and as their owner may see it. */
interface Facts {
  posts: Map<string, PostView>;
  pairs: Map<string, PairView>;
  messages: Map<string, MessageView>;
  follows: Map<string, FollowView>;
  waiting: number;
  /** Open ones, for who may read them. */
  reports: Set<string>;
}

/**
 * Entries as their owner sees them now, in the same order; null for one that has nothing left to show: what it was about
 * is gone, may no longer be seen, was taken back, or came from an instance, or somebody, that is blocked by now.
 */
export async function presentNotifications(
  parts: ShownParts,
  owner: Pick<Principal, 'actor' | 'role'>,
  entries: readonly NotificationView[],
): Promise<(Notification | null)[]> {
  const [facts, blocked] = await Promise.all([
    gather(parts, owner, entries),
    parts.follows.blocks.blockedBy(owner.actor),
  ]);
  const standing = entries.map((entry) => {
    const events = entry.events.filter(
      (event) => !isBlocked(parts.policy, event) && !blocked.has(event.actor ?? '') && stands(entry, event, facts),
    );
    return isAboutSomething(entry, facts) ? events : [];
  });
  const person = await parts.profiles.summaries(standing.flatMap((events) => peopleOf(events)));
  return entries.map((entry, index) => {
    const events = standing[index] ?? [];
    const newest = events.at(-1);
    if (newest === undefined) return null;
    const people = peopleOf(events).map(person);
    const post = facts.posts.get(newest.thing);
    const about = aboutOf(entry, facts);
    return {
      id: entry._id,
      kind: entry.kind,
      at: entry.at.toISOString(),
      unread: !entry.read,
      count: entry.kind === 'moderation' ? facts.waiting : entry.count - (entry.events.length - events.length),
      people,
      about,
      to: addressOf(entry, newest.step, about, people[0]?.handle),
      excerpt: post ? withoutEmojis(post.summary, post.emojis).slice(0, EXCERPT_MAX) : '',
      feedbackKind: post?.feedbackKind ?? null,
      ...stepOf(entry.kind, newest.step),
    };
  });
}

async function gather(
  parts: ShownParts,
  { actor, role }: Pick<Principal, 'actor' | 'role'>,
  entries: readonly NotificationView[],
): Promise<Facts> {
  const { follows, practice, mentoring, threads, waiting, reports } = parts;
  const things = (...kinds: NotificationView['kind'][]) =>
    entries.filter(({ kind }) => kinds.includes(kind)).flatMap(({ events }) => events.map(({ thing }) => thing));
  const abouts = (...kinds: NotificationView['kind'][]) =>
    entries.filter(({ kind }) => kinds.includes(kind)).flatMap(({ about }) => about ?? []);
  const asksModeration = entries.some(({ kind }) => kind === 'moderation') && hasRole({ role }, 'organizer');
  // Feedback that made somebody think may stand in public, under a post.
  const posts = new Set([...things('feedback', 'reply', 'mention'), ...abouts('feedback', 'reply', 'turn')]);
  const [{ visible }, pairs, messages, requests, count, open] = await Promise.all([
    practice.byIris([...posts]).then((found) => visibleAmong(parts, { kind: 'actor', iri: actor }, found)),
    mentoring.byOffers(entries.flatMap(({ kind, about }) => (isOfPair(kind) && about !== null ? [about] : []))),
    threads.byIris(things('message')),
    follows.byFollows(things('follow', 'follow-request')),
    asksModeration ? waiting() : 0,
    reports.openAmong(hasRole({ role }, 'admin') ? things('report') : []),
  ]);
  return {
    posts: byId(visible),
    pairs: byId(pairs.filter((pair) => memberOf(pair, actor) !== null)),
    messages: byId(messages),
    follows: new Map(requests.filter(({ followee }) => followee === actor).map((row) => [row.follow, row])),
    waiting: count,
    reports: open,
  };
}

/** Whether something that happened still stands. */
function stands({ kind, about }: NotificationView, { thing }: NotificationEvent, facts: Facts): boolean {
  switch (kind) {
    case 'feedback':
    case 'reply':
    case 'mention':
      return facts.posts.has(thing);
    case 'follow':
      return facts.follows.get(thing)?.state === 'accepted';
    case 'follow-request':
      return facts.follows.get(thing)?.state === 'requested';
    case 'pair':
    case 'turn':
    case 'session':
    case 'follow-up':
    case 'balance':
      return true;
    case 'message': {
      const message = facts.messages.get(thing);
      return message !== undefined && !message.deleted && message.pair === about;
    }
    case 'moderation':
      return facts.waiting > 0;
    case 'report':
      return facts.reports.has(thing);
  }
}

/** Whether what an entry is about is still there for its owner. */
function isAboutSomething({ kind, about }: NotificationView, { posts, pairs }: Facts): boolean {
  if (about === null) return true;
  const pair = pairs.get(about);
  if (kind === 'pair') return pair !== undefined;
  if (pair !== undefined) return threadIsOpen(pair.state);
  return kind !== 'message' && posts.has(about);
}

function aboutOf({ kind, about }: NotificationView, { posts, pairs }: Facts): Notification['about'] {
  if (kind === 'moderation' || kind === 'report') return { type: 'admin' };
  const pair = about === null ? undefined : pairs.get(about);
  if (pair) return { type: 'pair', id: pair.id };
  const post = about === null ? undefined : posts.get(about);
  if (!post) return { type: 'profile' };
  const title = withoutEmojis(post.title || cut(post.summary, TITLE_MAX), post.emojis);
  return { type: 'post', id: post.id, root: post.root === null ? null : keyOf(post.root), title };
}

/** The word for what happened, under the name that belongs to the kind. */
function stepOf(kind: NotificationView['kind'], step: StepWord | null) {
  const among = <T extends StepWord>(of: NotificationView['kind'], words: readonly T[]): T | null =>
    kind === of ? (words.find((word) => word === step) ?? null) : null;
  return {
    pairStep: among('pair', PAIR_NEWS),
    turnStep: among('turn', TURN_NEWS),
    sessionStep: among('session', SESSION_NEWS),
    followUpStep: among('follow-up', FOLLOW_UP_NEWS),
    balanceStep: among('balance', BALANCE_NEWS),
  };
}

/** The part of a pair's page that something is in. */
function viewOf(kind: NotificationView['kind'], step: StepWord | null): string {
  if (kind === 'session') return '?view=sessions';
  if (kind === 'balance') return '?view=ledger';
  if (kind === 'turn' || kind === 'follow-up') return '?view=cycle';
  const isAgreement = step === 'amendment' || step === 'amended' || step === 'not-amended';
  return kind === 'pair' && isAgreement ? '?view=agreement' : '';
}

function addressOf(
  { kind }: NotificationView,
  step: StepWord | null,
  about: Notification['about'],
  handle: string | undefined,
): string {
  switch (about.type) {
    case 'pair':
      return `/mentoring/${about.id}${viewOf(kind, step)}`;
    case 'admin':
      return kind === 'report' ? '/admin/reports' : '/admin';
    case 'profile':
      return kind === 'follow' && handle !== undefined ? `/${handle}` : '/people';
    case 'post':
      return kind === 'mention' ? `/posts/${about.id}` : `/posts/${about.root ?? about.id}#responses`;
  }
}

/** Who did it, the newest first. */
function peopleOf(events: readonly NotificationEvent[]): string[] {
  const newestFirst = events.toReversed().flatMap(({ actor }) => actor ?? []);
  return [...new Set(newestFirst)].slice(0, PEOPLE_MAX);
}

function isBlocked(policy: DomainPolicy, { actor }: NotificationEvent): boolean {
  return actor !== null && isFromBlocked(policy, actor);
}

function byId<T extends { _id: string }>(documents: readonly T[]): Map<string, T> {
  return new Map(documents.map((document) => [document._id, document]));
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length).trimEnd()}…`;
}
