import type { Cadence, Confidentiality, FeedbackKind, PairCause } from '../../shared/vocabulary.ts';
import type { Attachment } from './attachment.ts';
import type { Anchor, PairEntry } from './pair-entry.ts';

export type { Attachment } from './attachment.ts';

/**
 * Typed values for what travels between teachers. ActivityStreams JSON is turned into these, and made from these,
 * only by the codec (`ports.ts`); everything else in the server sees these.
 *
 * `html` is always already sanitised: the codec does it for remote objects, use cases for local ones.
 */

/** The full IRI of the public collection (AP 5.6). */
export const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export interface Audience {
  to: string[];
  cc: string[];
}

/** A practice post (wire: `Article`). */
export interface Article {
  kind: 'article';
  iri: string;
  author: string;
  url: string;
  title: string;
  /** Plain text, at most 500 characters. */
  summary: string;
  /** Pictures in it are among `attachments`, and no others. */
  html: string;
  /** What the author typed, when they share it. */
  markdown: string | null;
  focusQuestion: string;
  /** BCP 47, or null when nobody says. */
  language: string | null;
  attachments: Attachment[];
  /** IRIs of the actors mentioned. */
  mentions: string[];
  /** Hashtags without `#`. */
  tags: string[];
  subject: string;
  gradeLevel: string | null;
  /** SPDX identifier that we know, or the licence's URL, or null. */
  licence: string | null;
  audience: Audience;
  publishedAt: Date;
  editedAt: Date | null;
}

/** A reply, public feedback, or a private message (wire: `Note`). */
export interface Note {
  kind: 'note';
  iri: string;
  author: string;
  url: string;
  html: string;
  markdown: string | null;
  inReplyTo: string | null;
  /** The thread it belongs to (FEP-7888); a pair's thread for private messages. */
  context: string | null;
  feedbackKind: FeedbackKind | null;
  /** What in the thing above it a piece of feedback points to. */
  anchor: Anchor | null;
  /** On the first note to somebody whose server does not know pairs: what is proposed. */
  invitation: Agreement | null;
  language: string | null;
  attachments: Attachment[];
  /** IRIs of the actors mentioned. */
  mentions: string[];
  tags: string[];
  audience: Audience;
  publishedAt: Date;
  editedAt: Date | null;
}

export interface ActorKey {
  iri: string;
  pem: string;
}

/** A teacher, or any other fediverse actor. */
export interface Actor {
  kind: 'actor';
  type: 'Person' | 'Service' | 'Application' | 'Group' | 'Organization';
  iri: string;
  /** `preferredUsername`. */
  username: string;
  displayName: string;
  /** HTML, sanitised. */
  bio: string;
  bioMarkdown: string | null;
  url: string;
  school: string;
  subjects: string[];
  gradeLevels: string[];
  languages: string[];
  helpWith: string;
  growIn: string;
  /** The inventory: a few words each. */
  strengths: string[];
  growth: string[];
  /** Open to offers of mentoring pairs. */
  openToPairs: boolean;
  pairCadence: Cadence | null;
  /** Rather a partner from another school. */
  outsideSchool: boolean;
  /** Subjects in which help of theirs was taken up, as their own instance knows it. Never how often. */
  helpedIn: string[];
  approvesFollowers: boolean;
  showsConnections: boolean;
  /** May be suggested, and found by other words than the exact handle. */
  discoverable: boolean;
  /** Public posts may be found by search (FEP-5feb). */
  indexable: boolean;
  understandsPairs: boolean;
  inbox: string;
  sharedInbox: string | null;
  outbox: string | null;
  followers: string | null;
  following: string | null;
  key: ActorKey | null;
  /** Other IRIs of the same person, as they themselves say (what makes a Move of them believable). */
  alsoKnownAs: string[];
  /** ISO 8601 instant, or null when its instance does not say. */
  publishedAt: Date | null;
}

/** What an actor says of themselves before they have said anything. */
export const BLANK_PROFILE = {
  bio: '',
  bioMarkdown: null,
  school: '',
  subjects: [],
  gradeLevels: [],
  languages: [],
  helpWith: '',
  growIn: '',
  strengths: [],
  growth: [],
  openToPairs: true,
  pairCadence: null,
  outsideSchool: false,
  helpedIn: [],
  alsoKnownAs: [],
  approvesFollowers: false,
  showsConnections: false,
  discoverable: true,
  indexable: true,
  understandsPairs: true,
} satisfies Partial<Actor>;

export interface Agreement {
  /** Each member's goals, by actor IRI. */
  goals: Record<string, string>;
  cadence: Cadence;
  /** Calendar day, `2026-12-18`. */
  endsOn: string;
  /** Name of the protocol they usually take; empty: none in particular. */
  protocol: string;
  confidentiality: Confidentiality;
  note: string;
}

/** The object of an Offer that proposes a mentoring pair, or other terms for one (wire: `Relationship`). */
export interface PairProposal {
  kind: 'relationship';
  /** Of a new pair also the name of its thread. */
  iri: string;
  subject: string;
  object: string;
  agreement: Agreement;
}

interface Base {
  /** The activity's IRI. */
  iri: string;
  actor: string;
  audience: Audience;
  publishedAt: Date;
}

export type Activity =
  | (Base & { type: 'Create'; object: Article | Note })
  | (Base & { type: 'Update'; object: Article | Note | Actor })
  | (Base & { type: 'Delete'; object: string })
  | (Base & { type: 'Follow'; object: string })
  /** `object` is the Follow or Offer answered. */
  | (Base & { type: 'Accept'; object: string })
  | (Base & { type: 'Reject'; object: string; reason: string })
  /** `object` is the activity undone. */
  | (Base & { type: 'Undo'; object: string; reason: string; cause: PairCause | null })
  | (Base & { type: 'Like'; object: string })
  | (Base & { type: 'Announce'; object: string })
  | (Base & {
      type: 'Offer';
      object: PairProposal;
      /** The Offer that this one answers with other terms. */
      counters: string | null;
      /** The pair's thread, when it would change a pair that there is. */
      amends: string | null;
    })
  /** Something said or done within a pair; `target` is its thread. */
  | (Base & { type: 'Add'; target: string; object: PairEntry })
  /** Feedback (`object`) made the one who got it think; for its giver alone. */
  | (Base & { type: 'MadeMeThink'; object: string })
  /** `object` is the actor itself, and has gone to `target`. */
  | (Base & { type: 'Move'; object: string; target: string })
  /** Kept in the log and otherwise ignored; never an error. */
  | (Base & { type: 'Unknown' });

export type ActivityOf<T extends Activity['type']> = Extract<Activity, { type: T }>;
