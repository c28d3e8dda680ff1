import type { FeedbackKind, Visibility } from '../../../shared/vocabulary.ts';
import type { Attachment, Emoji, EventDetails, Poll } from '../../activities/activity.ts';

/** A practice post (top of a thread) or a reply, from here or elsewhere, as screens need it. */
export interface PostView {
  /** IRI. */
  _id: string;
  /** Its id in the API. */
  id: string;
  kind: 'practice' | 'reply';
  author: string;
  /** IRI of the activity that created it: its deliveries are looked up by it. */
  activity: string;
  url: string;
  title: string;
  html: string;
  markdown: string | null;
  /** The warning, when there is one: what lists and notifications show. */
  summary: string;
  /** Shown in place of the text until somebody opens it. */
  warning: string;
  sensitive: boolean;
  /** IRI of the post it quotes. */
  quote: string | null;
  /** IRI of the word of that one's author that it may, as this one says. */
  quoteAuthorization: string | null;
  /** Its author's server wants to be asked before it is quoted. */
  asksToBeQuoted: boolean;
  poll: PollView | null;
  event: EventDetails | null;
  emojis: Emoji[];
  /** IRI of the group it was posted to. */
  community: string | null;
  focusQuestion: string;
  language: string | null;
  attachments: Attachment[];
  /** IRIs of the actors mentioned. */
  mentions: string[];
  tags: string[];
  subject: string;
  gradeLevel: string | null;
  licence: string | null;
  visibility: Visibility;
  /** Actors it is addressed to by name. */
  members: string[];
  feedbackKind: FeedbackKind | null;
  inReplyTo: string | null;
  /** IRI of the thread it says it is in (FEP-7888); absent on what an earlier version wrote. */
  context?: string | null;
  /** IRI of the post the thread hangs from; null on that post itself, and on a reply whose parent is not known here. */
  root: string | null;
  /** Sorts by time of publishing, newest last; unique. */
  position: string;
  publishedAt: Date;
  editedAt: Date | null;
  /** A deleted post keeps its place in the thread and nothing of its content. */
  deleted: boolean;
  /** At the top of its author's profile. */
  pinned?: true;
  /** Present when it is. */
  pinnedAt?: Date;
  replies: number;
  likes: number;
  boosts: number;
  /** What the likes say beside that, most frequent first. */
  reactions: ReactionView[];
}

/** A poll with the counts of whoever asked: for one of ours of the votes here, else as their server last said. */
export interface PollView extends Poll {
  /** When they were counted. */
  countedAt: Date;
}

export interface ReactionView extends ReactionLabel {
  count: number;
}

/** An emoji character, or a picture of the reacting person's server. */
export interface ReactionLabel {
  /** The character, or the shortcode. */
  label: string;
  url: string | null;
}

/** What one person chose in one poll. */
export interface VoteView {
  _id: string;
  poll: string;
  actor: string;
  /** Each text once, in the order in which they were said. */
  choices: { text: string; note: string; publishedAt: Date; receivedAt: Date }[];
  /** Texts that count: those in time, and of a poll with one answer the first. */
  counted: string[];
  /** Present when it was taken back: nothing that this person says of the poll counts any more. */
  withdrawn?: true;
}

/** What most posts have none of; one that an earlier version wrote does not say so, until a rebuild. */
export const BARE_POST = {
  warning: '',
  sensitive: false,
  quote: null,
  quoteAuthorization: null,
  asksToBeQuoted: false,
  poll: null,
  event: null,
  emojis: [],
  community: null,
  reactions: [],
} satisfies Partial<PostView>;

export function wholePostView(post: PostView): PostView {
  return { ...BARE_POST, ...post };
}

/** One place where a post turns up: its author's posts, a booster's, a tag's, or this instance's own feed. */
export interface AppearanceView {
  _id: string;
  /** Actor IRI, `INSTANCE_FEED`, or `tagSource`. */
  source: string;
  position: string;
  post: string;
  boostedBy: string | null;
}

/** The source of what is public and written here. */
export const INSTANCE_FEED = 'instance';

/** The source of what is public and has a tag, from wherever; tags are the same whatever their case. */
export function tagSource(tag: string): string {
  return `#${tag.toLowerCase()}`;
}

/** A like or a boost. */
export interface ResponseView {
  _id: string;
  type: 'like' | 'boost';
  actor: string;
  post: string;
  /** IRI of the newest Like or Announce: what an Undo must name. */
  activity: string;
  at: Date;
  /** The emoji of a like that is one. */
  reaction?: ReactionLabel;
  /** Present when there is a `reaction`: what the index of those is made of. */
  reacted?: true;
  /** Taken back. It stays, so that an older Like that arrives late changes nothing. */
  undone: boolean;
}

/** An author's word that a post of theirs may be quoted in another (FEP-044f). */
export interface QuoteAuthorizationView {
  /** `quoteAuthorizationId(author, iri)`: what others say under the same name is theirs. */
  _id: string;
  iri: string;
  author: string;
  quoting: string;
  quoted: string;
  /** Who asked for it, of somebody here; whoever wrote `quoting`. */
  asker: string | null;
  /** Taken back, or not to be had any more. */
  revoked: boolean;
}

/** What an author said last of a post's place in a collection of theirs. */
export interface PinView {
  /** `pinId(author, target, post)`. */
  _id: string;
  author: string;
  /** IRI of the collection. */
  target: string;
  post: string;
  at: Date;
  /** IRI of the Pin or Unpin. */
  activity: string;
  on: boolean;
}

/** Open to everybody who has the link. */
export function isOpen({ visibility }: { visibility: Visibility }): boolean {
  return visibility === 'public' || visibility === 'unlisted';
}

/** The post that answers to this one hang from; null under a reply whose own place is not known yet. */
export function rootOf(post: PostView): string | null {
  return post.kind === 'practice' ? post._id : post.root;
}

/**
 * Where something stands among its neighbours. A remote clock that is ahead must not pin a post to the top, so nothing
 * is newer than the moment it arrived.
 */
export function positionOf(publishedAt: Date, receivedAt: Date, id: string): string {
  return `${new Date(Math.min(publishedAt.getTime(), receivedAt.getTime())).toISOString()} ${id}`;
}
