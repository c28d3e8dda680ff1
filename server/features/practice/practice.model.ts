import type { FeedbackKind, Visibility } from '../../../shared/vocabulary.ts';
import type { Attachment } from '../../activities/activity.ts';

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
  summary: string;
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
  /** IRI of the post the thread hangs from; null on that post itself, and on a reply whose parent is not known here. */
  root: string | null;
  /** Sorts by time of publishing, newest last; unique. */
  position: string;
  publishedAt: Date;
  editedAt: Date | null;
  /** A deleted post keeps its place in the thread and nothing of its content. */
  deleted: boolean;
  replies: number;
  likes: number;
  boosts: number;
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
  /** Taken back. It stays, so that an older Like that arrives late changes nothing. */
  undone: boolean;
}

/** Open to everybody who has the link. */
export function isOpen({ visibility }: { visibility: Visibility }): boolean {
  return visibility === 'public' || visibility === 'unlisted';
}

/**
 * Where something stands among its neighbours. A remote clock that is ahead must not pin a post to the top, so nothing
 * is newer than the moment it arrived.
 */
export function positionOf(publishedAt: Date, receivedAt: Date, id: string): string {
  return `${new Date(Math.min(publishedAt.getTime(), receivedAt.getTime())).toISOString()} ${id}`;
}
