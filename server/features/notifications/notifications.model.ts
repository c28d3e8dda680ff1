import type {
  BalanceNews,
  FollowUpNews,
  NotificationKind,
  PairNews,
  SessionNews,
  TurnNews,
} from '../../../shared/vocabulary.ts';
import { nameOf } from '../../core/ids.ts';

/** What happened, in a word; which words there are depends on the kind. */
export type StepWord = PairNews | TurnNews | SessionNews | FollowUpNews | BalanceNews;

/** Kinds that are about a pair. What is said between its two members is never in them. */
const OF_PAIRS: readonly NotificationKind[] = ['pair', 'message', 'turn', 'session', 'follow-up', 'balance'];
/** Those that are seen once the pair is; messages are read in the conversation, as far as it was on the screen. */
export const SEEN_WITH_PAIR = OF_PAIRS.filter((kind) => kind !== 'message');

export function isOfPair(kind: NotificationKind): boolean {
  return OF_PAIRS.includes(kind);
}

/** Kinds that are a line of things to see to: one more in it rings no device while the ones before are unread. */
const LINES: readonly NotificationKind[] = ['moderation', 'report'];

export function ringsAgain({ kind, count }: Pick<NotificationView, 'kind' | 'count'>): boolean {
  return count === 1 || !LINES.includes(kind);
}

/** Something that happened to somebody, before it is grouped with what is like it. */
export interface Notice {
  kind: NotificationKind;
  /** IRI of the local actor who is told. */
  owner: string;
  /** IRI of the one who did it; null for what nobody in particular did. */
  actor: string | null;
  /**
   * What happened: the IRI of the reply, Follow, message or step, or an account's id. Told once to an owner for each kind,
   * however often it is heard of.
   */
  thing: string;
  /** What it is about: the IRI of a post or pair; the same thing is one entry while it is unread. */
  about: string | null;
  /** The IRI that is muted and marked as read as one: a post at the top of a thread, or a pair. */
  thread: string | null;
  step: StepWord | null;
  at: Date;
}

/** One thing in a group. */
export interface NotificationEvent {
  thing: string;
  actor: string | null;
  step: StepWord | null;
}

/** What a person's list of notifications is made of. Plain data, never an activity. */
export interface NotificationView {
  /** Made of the owner, the kind and the first thing in it. */
  _id: string;
  owner: string;
  kind: NotificationKind;
  group: string;
  about: string | null;
  thread: string | null;
  read: boolean;
  /** How many there were; the newest of them stand in `events`. */
  count: number;
  /** Oldest first. */
  events: NotificationEvent[];
  /** When the newest happened, and its place in the list. */
  at: Date;
  position: string;
}

/** What is the same for one owner and unread is one entry: one kind about one thing, and new followers of one day. */
export function groupOf({ kind, about, at }: Pick<Notice, 'kind' | 'about' | 'at'>): string {
  if (kind === 'follow') return `follow ${at.toISOString().slice(0, 10)}`;
  return about === null ? kind : `${kind} ${about}`;
}

export function firstOf(notice: Notice): NotificationView {
  const { owner, kind, thing, actor, step, about, thread, at } = notice;
  const _id = nameOf('notification', owner, kind, thing);
  return {
    _id,
    owner,
    kind,
    group: groupOf(notice),
    about,
    thread,
    read: false,
    count: 1,
    events: [{ thing, actor, step }],
    at,
    position: positionOf(at, _id),
  };
}

export function positionOf(at: Date, id: string): string {
  return `${at.toISOString()} ${id}`;
}
