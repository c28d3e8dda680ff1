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

/** A custom emoji that somebody else's server uses in a text, a name or a reaction. */
export interface Emoji {
  /** Without colons. */
  shortcode: string;
  /** Of the picture, on their server; shown only through our own (`media`). */
  url: string;
}

export interface PollOption {
  text: string;
  votes: number;
}

/** A question with answers to choose from (wire: `Question` with `oneOf` or `anyOf`). */
export interface Poll {
  /** Whether one may choose several. */
  multiple: boolean;
  options: PollOption[];
  /** How many people voted, when its server says so (`toot:votersCount`). */
  voters: number | null;
  /** When voting ends or ended; null: open end. */
  closesAt: Date | null;
}

/** What a post announces that happens at a time (wire: `Event`). */
export interface EventDetails {
  startsAt: Date;
  endsAt: Date | null;
  /** Name and address in one line; empty when it is online or not said. */
  place: string;
  /** Where it can be joined online. */
  joinUrl: string | null;
  cancelled: boolean;
}

/** What posts and notes of any server may carry besides their text. */
export interface Extras {
  /** A content warning, plain text; empty: none. The text is folded away behind it. */
  warning: string;
  /** Its pictures are to be shown only when somebody asks for them. */
  sensitive: boolean;
  /** IRI of the post it quotes (FEP-044f and its older spellings). */
  quote: string | null;
  /** IRI of the word of whoever wrote that, that it may (`QuoteAuthorization`), as it says itself. */
  quoteAuthorization: string | null;
  /** Its author's server decides on who quotes it (`interactionPolicy` with `canQuote`). */
  asksToBeQuoted: boolean;
  emojis: Emoji[];
  /** IRI of the group it was posted to (FEP-1b12 `audience`). */
  community: string | null;
  /** IRI of its collection of replies, when its server offers one. */
  replies: string | null;
}

/** What something written here carries. */
export const NO_EXTRAS = {
  warning: '',
  sensitive: false,
  quote: null,
  quoteAuthorization: null,
  asksToBeQuoted: false,
  emojis: [],
  community: null,
  replies: null,
} satisfies Extras;

/** A practice post (wire: `Article`; `Question` when there is something to vote on). */
export interface Article extends Extras {
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
  /** The thread it belongs to (FEP-7888). */
  context: string | null;
  event: EventDetails | null;
  poll: Poll | null;
  audience: Audience;
  publishedAt: Date;
  editedAt: Date | null;
}

/** A reply, public feedback, or a private message (wire: `Note`). */
export interface Note extends Extras {
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
  poll: Poll | null;
  /** The option of the poll it answers (`inReplyTo`) that its author chose; such a note is a vote and never shown. */
  vote: string | null;
  language: string | null;
  attachments: Attachment[];
  /** IRIs of the actors mentioned. */
  mentions: string[];
  tags: string[];
  audience: Audience;
  publishedAt: Date;
  editedAt: Date | null;
}

/** What a note is besides its text when it is nothing in particular. */
export const PLAIN_NOTE = { ...NO_EXTRAS, poll: null, vote: null } satisfies Partial<Note>;
/** The same for an article. */
export const PLAIN_ARTICLE = { ...NO_EXTRAS, context: null, event: null, poll: null } satisfies Partial<Article>;

export interface ActorKey {
  iri: string;
  pem: string;
}

/** A verification method of type `Multikey` (FEP-521a). */
export interface AssertionKey {
  iri: string;
  /** `publicKeyMultibase`: base58btc of the multicodec key. */
  multibase: string;
}

/** A `PropertyValue` line. */
export interface ProfileField {
  name: string;
  /** HTML, sanitised. */
  value: string;
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
  /** Keys by which what they say can be verified wherever it comes from (FEP-521a), Ed25519 only. */
  assertionKeys: AssertionKey[];
  /** Collections of pinned posts and of tags they want to be found by. */
  featured: string | null;
  featuredTags: string | null;
  /** Lines of the profile as its server has them, of somebody whose server is not a Staffroom. */
  fields: ProfileField[];
  emojis: Emoji[];
  /** Other IRIs of the same person, as they themselves say (what makes a Move of them believable). */
  alsoKnownAs: string[];
  /** Where they say that they have gone. */
  movedTo: string | null;
  /** Their own server has taken them out of service (`toot:suspended`). */
  suspended: boolean;
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
  assertionKeys: [],
  featured: null,
  featuredTags: null,
  fields: [],
  emojis: [],
  alsoKnownAs: [],
  movedTo: null,
  suspended: false,
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

/** An author's word that a post of theirs may be quoted in another (FEP-044f). */
export interface QuoteAuthorization {
  iri: string;
  /** IRI of the post that quotes, and of the one that is quoted. */
  quoting: string;
  quoted: string;
}

/** An emoji: its character, or a custom one of the reacting person's server. */
export type Reaction = { character: string } | Emoji;

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
  /** `object` is the Follow, Offer or QuoteRequest answered; `allows` is what the last one gets, and who asked for it. */
  | (Base & { type: 'Accept'; object: string; allows?: QuoteAuthorization & { asker: string } })
  | (Base & { type: 'Reject'; object: string; reason: string })
  /** `object` is the activity undone. */
  | (Base & { type: 'Undo'; object: string; reason: string; cause: PairCause | null })
  /** `reaction` is the emoji of a server that has several kinds of likes (`EmojiReact`, Like with `content`). */
  | (Base & { type: 'Like'; object: string; reaction?: Reaction })
  | (Base & { type: 'Announce'; object: string })
  /**
   * What a group passes on to its followers (wire: `Announce` of an activity, FEP-1b12): that something was done to `object`.
   * It proves nothing of what was done, or by whom.
   */
  | (Base & { type: 'Relay'; object: string; done: 'Create' | 'Update' | 'Delete' })
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
  /** A post put at the top of its author's profile, or taken from there (wire: `Add`, `Remove` with their `featured`). */
  | (Base & { type: 'Pin' | 'Unpin'; object: string; target: string })
  /** Whether `quoting`, which is by the one who asks, may quote `object` (FEP-044f). */
  | (Base & { type: 'QuoteRequest'; object: string; quoting: string })
  /** An author's QuoteAuthorization, `object`, as it was had from its own address (wire: `Create` of it). */
  | (Base & { type: 'AllowQuote'; object: string; quoting: string; quoted: string })
  /** `object` is the actor who is blocked. */
  | (Base & { type: 'Block'; object: string })
  /** A report to the people who run an instance. `object` is the actor it is about; `about` are posts of theirs. */
  | (Base & { type: 'Flag'; object: string; about: string[]; reason: string })
  /** `object` is the actor itself, and has gone to `target`. */
  | (Base & { type: 'Move'; object: string; target: string })
  /** Kept in the log and otherwise ignored; never an error. */
  | (Base & { type: 'Unknown' });

export type ActivityOf<T extends Activity['type']> = Extract<Activity, { type: T }>;
