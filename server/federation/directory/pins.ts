import { type Actor, type Article, type JsonObject, type Note, PUBLIC } from '../../activities/activity.ts';
import type { Intake, OpenPosts } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import type { Codec } from '../convert/index.ts';
import { hostOf } from '../convert/read.ts';
import type { FederationNaming } from '../naming.ts';
import type { Fetcher } from '../transport/fetch.ts';
import { collectionItems, type Item } from './collection-items.ts';
import { fetchedId, type Learn } from './learn.ts';
import type { Readings } from './readings.ts';

/** As many as a profile shows. */
const PINS_MAX = 5;
/** The collection itself and its first page. */
const PAGES_MAX = 2;
const READ_AGAIN_MS = 24 * 60 * 60 * 1000;
const READING_MS = 9_500;

/**
 * Reads what somebody elsewhere has pinned. What differs from what is known here goes through the log as the Adds and
 * Removes that their server may never have sent us.
 */
export function createPinReader(parts: {
  naming: FederationNaming;
  codec: Codec;
  posts: OpenPosts;
  fetcher: Pick<Fetcher, 'document'>;
  readings: Readings;
  intake: Intake;
  learn: Learn;
  fetch(iri: string): Promise<Actor | Article | Note | null>;
  clock: Clock;
}): (actor: Actor) => Promise<void> {
  const { naming, codec, posts, fetcher, readings, intake, learn, clock } = parts;
  const underWay = new Map<string, Promise<void>>();

  async function say(type: 'Add' | 'Remove', actor: Actor, featured: string, post: string, at: Date): Promise<void> {
    const published = at.toISOString();
    const id = fetchedId(`${published} ${type} ${post} ${featured}`);
    const audience = { to: [PUBLIC], cc: [] };
    const activity = { id, type, actor: actor.iri, object: post, target: featured, published, ...audience };
    await intake.accept(activity, 'fetched');
  }

  function isTheirs(found: ReturnType<Codec['decodeObject']>, actor: Actor): boolean {
    if (found?.kind !== 'article' && found?.kind !== 'note') return false;
    const { to, cc } = found.audience;
    return found.author === actor.iri && (to.includes(PUBLIC) || cc.includes(PUBLIC));
  }

  /** Whether it is here, or can be had, and is a post of theirs. */
  async function has({ id, object }: Item, actor: Actor): Promise<boolean> {
    if (naming.isLocal(id) || hostOf(id) !== hostOf(actor.iri)) return false;
    if ((await posts.known([id])).size > 0) return (await posts.get(id))?.author === actor.iri;
    if (object === null) return isTheirs(await parts.fetch(id), actor);
    if (!isTheirs(codec.decodeObject(object), actor)) return false;
    await learn(object);
    return true;
  }

  async function read(actor: Actor, featured: string): Promise<void> {
    if (!(await readings.claim(featured, READ_AGAIN_MS, clock.now()))) return;
    const deadline = AbortSignal.timeout(READING_MS);
    const collection: JsonObject[] = [];
    const items = await collectionItems(
      featured,
      hostOf(actor.iri) ?? '',
      { pages: PAGES_MAX, items: PINS_MAX },
      async (iri) => {
        const page = await fetcher.document(iri, deadline);
        collection.push(page);
        return page;
      },
    );
    // Not to be had is not the same as empty.
    if (collection.length === 0) return;
    const before = new Set(await posts.pinned(actor.iri));
    const now = clock.now().getTime();
    for (const [index, item] of items.entries()) {
      if (before.delete(item.id) || deadline.aborted || !(await has(item, actor))) continue;
      // The first of them was pinned last.
      await say('Add', actor, featured, item.id, new Date(now - index));
    }
    for (const gone of before) await say('Remove', actor, featured, gone, new Date(now));
  }

  return (actor) => {
    const { featured } = actor;
    if (featured === null || naming.isLocal(actor.iri) || hostOf(featured) !== hostOf(actor.iri)) {
      return Promise.resolve();
    }
    const pending = underWay.get(featured);
    if (pending) return pending;
    const reading = read(actor, featured).finally(() => underWay.delete(featured));
    underWay.set(featured, reading);
    return reading;
  };
}
