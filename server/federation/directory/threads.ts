import { type JsonObject, type Note, PUBLIC } from '../../activities/activity.ts';
import type { ActorDirectory, DomainPolicy, OpenPosts } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import { KeyedQueue } from '../../core/keyed-queue.ts';
import type { Logger } from '../../core/logger.ts';
import type { Codec } from '../convert/index.ts';
import { hostOf, sameHost, typeOf } from '../convert/read.ts';
import type { FederationNaming } from '../naming.ts';
import { FetchError, type Fetcher } from '../transport/fetch.ts';
import { collectionItems, type Item } from './collection-items.ts';
import type { Learn } from './learn.ts';
import { Patience } from './patience.ts';
import type { Readings } from './readings.ts';

/** Answers that one reading of a thread brings at most. */
const REPLIES_MAX = 100;
const PAGES_MAX = 3;
/** Of each collection; REPLIES_MAX of them may be new. */
const ITEMS_MAX = 200;
const REQUESTS_MAX = 250;
const READING_MS = 60_000;
/** Answers known here whose own answers are asked for too. */
const KNOWN_MAX = 10;
const KNOWN_AMONG = 50;
const READING_AT_ONCE = 4;
/** Beyond this many that wait, an opened thread is read the next time that somebody opens it. */
const WAITING_MAX = 200;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long a thread is left alone after it was read: the older it is, the less is said in it. */
function pauseAfterReadingMs(ageMs: number): number {
  if (ageMs < DAY_MS) return 5 * MINUTE_MS;
  return ageMs < 7 * DAY_MS ? HOUR_MS : DAY_MS;
}

interface ThreadParts {
  naming: FederationNaming;
  codec: Codec;
  posts: OpenPosts;
  actors: ActorDirectory;
  policy: DomainPolicy;
  fetcher: Pick<Fetcher, 'document'>;
  learn: Learn;
  /** What somebody wrote is no more. */
  learnGone(object: string, author: string): Promise<void>;
  readings: Readings;
  fetchAbove(parent: string): Promise<void>;
  /** Makes an actor known here, or gives up. */
  meet(actor: string): Promise<unknown>;
  clock: Clock;
  logger: Logger;
}

/**
 * Looks for answers that never reached this instance: in the `replies` of a post and of its answers, and in the `context`
 * it is in (FEP-7888, FEP-f228), as Mastodon, NodeBB and this server offer them. In the background, each thread rarely, and
 * bounded in answers, requests and time whatever the others list.
 */
export class ThreadReader {
  readonly #parts: ThreadParts;
  readonly #patience: Patience;
  readonly #queue = new KeyedQueue(READING_AT_ONCE);
  readonly #underWay = new Set<Promise<void>>();
  readonly #stopping = new AbortController();

  constructor(parts: ThreadParts) {
    this.#parts = parts;
    this.#patience = new Patience(parts.fetcher, parts.clock);
  }

  /** Goes on with what was broken off by the end of the process before. */
  async start(): Promise<void> {
    for (const post of await this.#parts.readings.takeUnfinished(WAITING_MAX)) {
      this.#inBackground(this.#queue.run([post], () => this.#read(post)));
    }
  }

  /** Returns at once. What is found goes through the log, and open screens are told. */
  refresh(post: string, publishedAt: Date): void {
    if (this.#underWay.size >= WAITING_MAX || this.#stopping.signal.aborted) return;
    this.#inBackground(this.#refresh(post, publishedAt));
  }

  #inBackground(work: Promise<void>): void {
    const reading = work
      .catch((err: unknown) => this.#parts.logger.error({ err }, 'a thread could not be read'))
      .finally(() => this.#underWay.delete(reading));
    this.#underWay.add(reading);
  }

  /** Breaks off what is under way. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all(this.#underWay);
  }

  async #refresh(post: string, publishedAt: Date): Promise<void> {
    const { readings, clock } = this.#parts;
    const now = clock.now();
    const pauseMs = pauseAfterReadingMs(now.getTime() - publishedAt.getTime());
    if (!(await readings.claim(post, pauseMs, now, true))) return;
    await this.#queue.run([post], () => this.#read(post));
    if (!this.#stopping.signal.aborted) await readings.finished(post);
  }

  /** The post that a thread hangs from, as far up as it can be followed. */
  async #rootOf(post: string): Promise<string> {
    const { posts, fetchAbove } = this.#parts;
    const known = await posts.get(post);
    if (known === null || known.root !== null || known.inReplyTo === null) return known?.root ?? post;
    await fetchAbove(known.inReplyTo);
    return (await posts.get(post))?.root ?? post;
  }

  async #read(opened: string): Promise<void> {
    const { naming, posts } = this.#parts;
    const post = await this.#rootOf(opened);
    const deadline = AbortSignal.any([AbortSignal.timeout(READING_MS), this.#stopping.signal]);
    const read = this.#patience.reader(REQUESTS_MAX, deadline);
    const { posts: thread } = await posts.page({ list: 'thread', of: post }, null, KNOWN_AMONG);
    const known = thread.filter((iri) => iri !== post && !naming.isLocal(iri)).slice(-KNOWN_MAX);
    const starts = naming.isLocal(post) ? known : [post, ...known];
    let left = REPLIES_MAX;
    /** Documents whose collections are still to be read. */
    const documents: JsonObject[] = [];
    const asked = new Set<string>();
    for (;;) {
      const document = documents.shift() ?? (await this.#next(starts, read));
      if (document === null || left <= 0 || deadline.aborted) return;
      for (const collection of [document.context, document.replies]) {
        // The same context stands on every post of its thread.
        const name = typeof collection === 'string' ? collection : '';
        if (collection === undefined || asked.has(name) || (name !== '' && naming.isLocal(name))) continue;
        if (name !== '') asked.add(name);
        const host = hostOf(String(document.id)) ?? '';
        const items = await collectionItems(collection, host, { pages: PAGES_MAX, items: ITEMS_MAX }, read);
        const learnt = await this.#learn(items, left, read);
        left -= learnt.length;
        documents.push(...learnt);
      }
    }
  }

  async #next(starts: string[], read: (iri: string) => Promise<JsonObject>): Promise<JsonObject | null> {
    for (let iri = starts.shift(); iri !== undefined; iri = starts.shift()) {
      try {
        const document = await read(iri);
        if (typeOf(document) !== 'Tombstone') return document;
      } catch (error) {
        if (!(error instanceof FetchError)) throw error;
        if (error.detail !== '410') continue;
      }
      // Its Delete was not sent to this instance either.
      const known = await this.#parts.posts.get(iri);
      if (known !== null) await this.#parts.learnGone(iri, known.author);
    }
    return null;
  }

  /** Brings the answers among these that are new into the log, what is answered before what answers it. */
  async #learn(
    items: readonly Item[],
    limit: number,
    read: (iri: string) => Promise<JsonObject>,
  ): Promise<JsonObject[]> {
    const { naming, posts } = this.#parts;
    const known = await posts.known(items.map(({ id }) => id));
    const candidates = new Map<string, { note: Note; document: JsonObject }>();
    for (const { id, object } of items) {
      if (candidates.size >= limit) break;
      if (known.has(id) || naming.isLocal(id)) continue;
      const document = object ?? (await had(read, id));
      const note = document && this.#answerIn(document);
      if (document && note && note.iri === id) candidates.set(id, { note, document });
    }
    const above = [...candidates.values()].map(({ note }) => note.inReplyTo ?? '');
    for (const iri of await posts.known(above)) known.add(iri);
    const learnt: JsonObject[] = [];
    for (let progress = true; progress; ) {
      progress = false;
      for (const [id, { note, document }] of candidates) {
        // What hangs on nothing here would be shown nowhere, and anybody could list it.
        if (!known.has(note.inReplyTo ?? '')) continue;
        candidates.delete(id);
        known.add(id);
        await this.#take(note, document);
        learnt.push(document);
        progress = true;
      }
    }
    return learnt;
  }

  async #take(note: Note, document: JsonObject): Promise<void> {
    const { actors, meet, learn } = this.#parts;
    if ((await actors.byIri(note.author)) === null) await meet(note.author);
    await learn(document);
  }

  /** An answer that everybody may see and whose author lives where it does; null for anything else. */
  #answerIn(document: JsonObject): Note | null {
    const found = this.#parts.codec.decodeObject(document);
    if (found?.kind !== 'note' || found.inReplyTo === null || !sameHost(found.iri, found.author)) return null;
    if (this.#parts.policy.isSuspended(found.author)) return null;
    const { to, cc } = found.audience;
    return to.includes(PUBLIC) || cc.includes(PUBLIC) ? found : null;
  }
}

async function had(read: (iri: string) => Promise<JsonObject>, iri: string): Promise<JsonObject | null> {
  try {
    return await read(iri);
  } catch (error) {
    if (error instanceof FetchError) return null;
    throw error;
  }
}
