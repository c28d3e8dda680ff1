import type { Page } from '../../shared/contracts/endpoint.ts';
import type { FederationHost, HostState } from '../../shared/contracts/federation.ts';
import type { Attachment as PresentedAttachment } from '../../shared/contracts/media.ts';
import type { DeliveryState, Pause } from '../../shared/vocabulary.ts';
import type { AppError } from '../core/errors.ts';
import type { Result } from '../core/result.ts';
import type {
  Activity,
  Actor,
  Article,
  Attachment,
  JsonObject,
  Note,
  PairProposal,
  QuoteAuthorization,
} from './activity.ts';

/**
 * What the activity pipeline and the features need from outside: federation, the network and live updates implement
 * these, `compose.ts` hands them in. Nothing in here knows HTTP or ActivityStreams JSON.
 */

/** The IRIs of a local actor. */
export interface ActorIris {
  iri: string;
  inbox: string;
  sharedInbox: string;
  outbox: string;
  followers: string;
  following: string;
  /** Pinned posts, and tags to be found by. */
  featured: string;
  featuredTags: string;
  /** The HTML page, `${BASE_URL}/@name`. */
  url: string;
}

/** Names new things under this instance's origin, and tells whether a name is one of ours. */
export interface Naming {
  /** `host[:port]` as in handles. */
  readonly domain: string;
  isLocal(iri: string): boolean;
  actor(username: string): ActorIris;
  /** A new name; or, when a retry must give the same thing, the one that `id` (lower case, unguessable) stands for. */
  newObject(id?: string): string;
  newActivity(id?: string): string;
  /** The HTML page of an object of ours. */
  pageOf(objectIri: string): string;
  /** The thread under an object of ours, as a collection (FEP-7888). */
  contextOf(objectIri: string): string;
  /** Where a hashtag is listed, for people. */
  tagPage(tag: string): string;
  /** The address of a file of ours, for everybody. */
  media(id: string): string;
  /** The id in the address of a file of ours, absolute or as a path; null for any other. */
  mediaId(url: string): string | null;
}

/** Between typed values and ActivityStreams JSON. */
export interface ActivityCodec {
  /**
   * Reads one activity that passed the inbox's checks, or one of our own. Total: what it does not know becomes
   * `Unknown`; throws never. Sanitises HTML.
   */
  decode(json: JsonObject): Activity;
  /** A document fetched from its own origin (an actor, article or note), or null when it is something else. */
  decodeObject(json: JsonObject): Actor | Article | Note | PairProposal | null;
  /** The wire form (WIRE.md), complete with `@context`. */
  encode(activity: Activity): JsonObject;
  /** A Create or Update without what its object says: who, when, for whom and in answer to what remain. */
  redact(json: JsonObject): JsonObject;
}

/** Sends a local log entry to everyone in its audience. */
export interface Outgoing {
  /**
   * Makes the entry's deliveries durable; called again after a crash, and then adds only what is missing. Followers, who may be
   * thousands, are gone through once `whenShown` has settled: not in the way of what the author waits for.
   */
  fanOut(activity: Activity, whenShown?: Promise<unknown>): Promise<void>;
}

/** Sends an activity of ours to people whom it does not name: who else has a thing is nobody's business. */
export interface FurtherDelivery {
  /** Makes deliveries of a logged activity to these actors durable; called again, it adds only what is missing. */
  alsoTo(activity: Activity, actors: readonly string[]): Promise<void>;
}

/** How far activities of ours have got. An activity with nothing left to deliver is `delivered`. */
export interface DeliveryStatus {
  of(activityIris: readonly string[]): Promise<Map<string, DeliveryState>>;
}

/** How deliveries to another instance stand. Nothing of what is delivered, or to whom. */
export interface HostReport extends Omit<FederationHost, 'failingSince' | 'lastAnswer' | 'nextTry'> {
  failingSince: Date | null;
  lastAnswer: Date | null;
  nextTry: Date | null;
}

/** Deliveries by host, for the people who run the server. Null for a host that nothing was ever sent to. */
export interface HostTraffic {
  /** Those with the most trouble first. `q` is what a host, or a part of it after a dot, begins with; such an answer has no next. */
  page(request: {
    q: string;
    state?: HostState | undefined;
    cursor?: string | undefined;
    limit: number;
  }): Promise<Page<HostReport>>;
  get(host: string): Promise<HostReport | null>;
  /** Nothing is sent there until `resume`; a request that is under way ends. What is for it waits. */
  pause(host: string): Promise<HostReport | null>;
  resume(host: string): Promise<HostReport | null>;
  /** What waits, is kept or failed, and was not dropped, is due now; a host that is paused stays so. */
  retry(host: string): Promise<HostReport | null>;
  /** What waits or is kept is given up for good. */
  drop(host: string): Promise<HostReport | null>;
}

/** Whether people of other instances can be reached at the moment. Answers from what is known: it asks nobody. */
export interface Reachability {
  /** Only those for whom something is in the way are in the answer; people of this instance never are. */
  of(actors: readonly string[]): Promise<Map<string, Pause>>;
}

/** What is learnt about people of other instances, for what is under way between two people. */
export interface PartnerSigns {
  /** They say that they can be reached again: what they refused is sent at once. */
  resumed(actor: string): void;
  /** They are no more. Nothing is dropped: they may come back. */
  gone(actor: string): Promise<void>;
  /** They go on as somebody else, and what was for them is for that one. */
  moved(actor: string, now: string): Promise<void>;
  /** Some instances are not blocked here any more. */
  unblocked(): Promise<void>;
}

/** Reads from other instances. Each call ends within 10 s unless it says otherwise; what it learns goes through the log. */
export interface RemoteDirectory {
  /** WebFinger and the actor behind it. `handle` is `name@domain`. The error is a sentence for the person who asked. */
  findByHandle(handle: string): Promise<Result<Actor>>;
  /** An actor, article or note by its id; null when it cannot be had. */
  fetch(iri: string): Promise<Actor | Article | Note | null>;
  /** Asks whether something that an actor wrote is no more (410 or a Tombstone); if so, it is deleted here too. */
  confirmGone(iri: string, author: string): Promise<void>;
  /** Brings an actor's newest public posts into the log (one page of the outbox); best effort. */
  backfill(actor: Actor): Promise<void>;
  /** What an actor has pinned, read again when it was not for a day; best effort. */
  readPins(actor: Actor): Promise<void>;
  /** Asks for the word of an author, who is elsewhere, that something of theirs may be quoted (FEP-044f); best effort. */
  readQuoteAuthorization(word: QuoteAuthorization & { author: string }): Promise<void>;
  /**
   * Looks, in the background and at most once a day, whether such a word is still there (`isGiven`), or there by now. What has
   * changed is told like any answer that arrives.
   */
  recheckQuoteAuthorization(word: QuoteAuthorization & { author: string }, isGiven: boolean): void;
  /** Fetches what a reply answers, what that answers, and so on up to what is known here or is not for everybody; in 40 s. */
  fetchAbove(parent: string): Promise<void>;
  /**
   * Looks, in the background and not often, for answers in the thread under a post that have not reached this instance. What
   * is found is told like any answer that arrives.
   */
  refreshThread(post: string, publishedAt: Date): void;
}

/** Reads files from other instances, under the same guard as everything that leaves this server. */
export interface RemoteFiles {
  /** Null when it cannot be had within 9 s and `maxBytes`, or its address is no place that this server talks to. */
  read(url: string, accept: string, maxBytes: number): Promise<Uint8Array | null>;
  /** The same in the name of a local actor, for what is not for everybody. */
  readAs(actor: string, url: string, accept: string, maxBytes: number): Promise<Uint8Array | null>;
}

/** Which feedback made the one who got it think. Told to them and to who gave it, never counted, never shown to others. */
export interface Thoughts {
  /** IRIs of those among these pieces of feedback. */
  among(received: readonly { feedback: string; receiver: string }[]): Promise<Set<string>>;
}

/** What comes out of a pair into the open: a post that was made of a turn is checked whenever its text becomes public. */
export interface GoingPublic {
  /**
   * What keeps these texts of a post (by its IRI, which it need not have yet) from being published by `actor`: words of the
   * partner's without a yes, or a way back to the pair. Null for any other post. The field is the one to change.
   */
  refusal(actor: string, post: string, texts: Readonly<Record<string, string>>): Promise<AppError | null>;
}

/** Files that only the two members of a pair can open, on whichever instance each of them is. */
export interface PairFiles {
  /**
   * Makes uploaded files of `owner` files of the pair with this thread, from then on closed to everybody else. The error is
   * a sentence for the person: a file that is not theirs, not complete, or in use elsewhere.
   */
  attach(owner: string, ids: readonly string[], thread: string): Promise<Result<Attachment[]>>;
  /** As a member reads them: paths of this instance that answer to the two members alone. `pair` is its id in the API. */
  present(pair: string, attachments: readonly Attachment[]): PresentedAttachment[];
}

/** Sends to an address that somebody gave us, under the same guard as everything that leaves this server. */
export interface OutsidePost {
  /** Ends within 10 s. Null when there was no answer; `refused` when it is no place that this server talks to. */
  post(
    url: string,
    request: { headers: Record<string, string>; body: Uint8Array },
  ): Promise<{ status: number; retryAfterMs: number | null } | 'refused' | null>;
}

/** Creates and keeps the keys that a local actor signs with. */
export interface KeyRing {
  /** Makes a key pair for a local actor unless it has one; answers the public half. */
  ensure(actorIri: string): Promise<{ iri: string; pem: string }>;
  /** Destroys the keys of an actor who is no more; it never gets others. */
  destroy(actorIri: string): Promise<void>;
}

/** Live updates to connected clients. Never fails towards its caller. */
export interface LiveUpdates {
  /** To every connection of an account, by its actor. */
  toActor(actorIri: string, event: LiveEvent): void;
  /** To everyone who watches a post. */
  toPost(postKey: string, event: LiveEvent): void;
  /** Whether an account has a thread open on a screen, as far as can be told. */
  hasOpen(actorIri: string, threadId: string): Promise<boolean>;
}

export type LiveEvent =
  | { name: 'thread.message'; messageIri: string }
  | { name: 'post.changed'; post: string }
  | { name: 'pair.changed'; pair: string }
  | { name: 'feed.changed' }
  | { name: 'notifications.changed' }
  | { name: 'delivery.changed'; subject: string };

/** Which instances, and which people, this one does not talk to. Answers from memory. */
export interface DomainPolicy {
  /** `host[:port]`; subdomains of a blocked domain are blocked too. */
  isBlocked(host: string): boolean;
  /** Whether an actor is suspended, here or by their own server: nothing of theirs is taken in or shown. */
  isSuspended(actor: string): boolean;
}

/** The way in for what came from outside. Accepting something twice is not an error and changes nothing. */
export interface Intake {
  /**
   * Resolves when the entry is durable. What was delivered (`remote`) is projected soon after; what we asked for
   * (`fetched`) is projected when it resolves, because somebody waits for it. `full`: too much of what was delivered by
   * this origin waits already, and it was not taken in; its sender may send it again later.
   */
  accept(json: JsonObject, origin: 'remote' | 'fetched'): Promise<'new' | 'known' | 'full'>;
}

/** What the federation layer asks about people; `features/profiles` and `features/follows` answer. */
export interface ActorDirectory {
  byIri(iri: string): Promise<Actor | null>;
  /** An actor of this instance by username. */
  local(username: string): Promise<Actor | null>;
  /** Whether an actor of this instance had this username and is no more. */
  isRemembered(username: string): Promise<boolean>;
  localCount(): Promise<number>;
}

/** A post or reply that everybody may see. */
export interface OpenPost {
  iri: string;
  author: string;
  inReplyTo: string | null;
  /** The post its thread hangs from, itself for one that answers nothing; null while that is not known here. */
  root: string | null;
  /** The thread it is in (FEP-7888): what it says itself, else that of a root here. */
  context: string | null;
  likes: number;
  boosts: number;
}

/** Lists of open posts that other instances may ask for, oldest first but where it is said. */
export type OpenList =
  /** The root and all that hangs from it. */
  | { list: 'thread'; of: string }
  /** Direct answers. */
  | { list: 'replies'; of: string }
  /** Public posts with a tag, newest first. */
  | { list: 'tagged'; of: string };

/** What anybody may read of posts, for the federation layer; `features/practice` answers. */
export interface OpenPosts {
  /** Null also for what is deleted, or of a blocked instance. */
  get(iri: string): Promise<OpenPost | null>;
  /** IRIs by page, in a stable order; `cursor` from the previous page. */
  page(of: OpenList, cursor: string | null, limit: number): Promise<{ posts: string[]; next: string | null }>;
  count(of: OpenList): Promise<number>;
  /** What an actor has pinned, newest pin first; the bound of pins holds. */
  pinned(actor: string): Promise<string[]>;
  /** The tags an actor uses most in public, without `#`; a few. */
  tagsOf(actor: string): Promise<string[]>;
  /** What lets somebody quote an open post of ours, with its author, as long as it does (FEP-044f). */
  quoteAuthorization(iri: string): Promise<(QuoteAuthorization & { author: string }) | null>;
  /** Those of these that are posts known here, whoever may see them. */
  known(iris: readonly string[]): Promise<Set<string>>;
}

export interface FollowGraph {
  /** Whether `followee` has accepted `follower`. */
  follows(follower: string, followee: string): Promise<boolean>;
  /** Whether `blocker` wants nothing to do with `blocked`. */
  isBlocking(blocker: string, blocked: string): Promise<boolean>;
  counts(actor: string): Promise<{ followers: number; following: number }>;
  /** Accepted followers (or followed) by page, in a stable order; `cursor` from the previous page. */
  page(
    direction: 'followers' | 'following',
    actor: string,
    cursor: string | null,
    limit: number,
  ): Promise<{ actors: string[]; next: string | null }>;
  /**
   * Distinct inboxes (shared where there is one) of the accepted followers on other instances. In batches, each read in a few
   * milliseconds, so that whoever goes through them can let others in between; one may be empty.
   */
  followerInboxes(actor: string): AsyncIterable<string[]>;
}
