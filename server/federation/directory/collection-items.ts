import type { Json, JsonObject } from '../../activities/activity.ts';
import { authorOf, first, hostOf, idOf, iri, isObject, list, sameHost, typeOf } from '../convert/read.ts';
import { FetchError } from '../transport/fetch.ts';

/** Something that a collection lists. */
export interface Item {
  id: string;
  /** The object itself, when it stood there and the host that was asked may speak for it. */
  object: JsonObject | null;
}

interface Bounds {
  /** Pages read besides what the collection says at once. */
  pages: number;
  items: number;
}

const COLLECTIONS = new Set(['Collection', 'OrderedCollection', 'CollectionPage', 'OrderedCollectionPage']);
/** What some list in place of the objects themselves. */
const ACTIVITIES = new Set(['Create', 'Add', 'Announce', 'Update']);

/**
 * What a collection lists, each thing once, in its order. Servers write it in many ways: by id or in place, with the items
 * at once, in `first`, or in pages that follow. A page that cannot be had, was seen before or is on another host ends it.
 *
 * @param value a property of a document of `host`: an id, or the collection itself
 * @throws what `read` throws, except FetchError
 */
export async function collectionItems(
  value: Json | undefined,
  host: string,
  bounds: Bounds,
  read: (iri: string) => Promise<JsonObject>,
): Promise<Item[]> {
  const found = new Map<string, Item>();
  const seen = new Set<string>();
  let requests = bounds.pages;
  let from = host;

  async function open(reference: Json | undefined, isPage: boolean): Promise<JsonObject | null> {
    const given = first(reference);
    // In place, unless it is nothing but its name.
    if (isObject(given) && hasContent(given)) return COLLECTIONS.has(typeOf(given)) ? given : null;
    const id = idOf(given);
    if (id === null || seen.has(id) || requests === 0) return null;
    const asked = hostOf(id);
    if (asked === null || (isPage && asked !== from)) return null;
    seen.add(id);
    requests -= 1;
    try {
      const page = await read(id);
      // Another host may have answered in the end, and speaks for itself.
      from = hostOf(idOf(page) ?? '') ?? '';
      return COLLECTIONS.has(typeOf(page)) ? page : null;
    } catch (error) {
      if (error instanceof FetchError) return null;
      throw error;
    }
  }

  function take(page: JsonObject): void {
    for (const listed of [...list(page.items), ...list(page.orderedItems)]) {
      const item = itemOf(listed, from);
      if (item !== null && !found.has(item.id) && found.size < bounds.items) found.set(item.id, item);
    }
  }

  const collection = await open(value, false);
  if (collection === null) return [];
  take(collection);
  for (let page = await open(collection.first, true); page !== null; page = await open(page.next, true)) {
    take(page);
    if (found.size >= bounds.items) break;
  }
  return [...found.values()];
}

function hasContent(value: JsonObject): boolean {
  return ['items', 'orderedItems', 'first', 'next'].some((key) => value[key] !== undefined);
}

function itemOf(value: Json, host: string): Item | null {
  const object = isObject(value) && ACTIVITIES.has(typeOf(value)) ? first(value.object) : value;
  const id = idOf(object);
  if (id === null || !isObject(object)) return id === null ? null : { id, object: null };
  const author = authorOf(object);
  const isSpokenFor = iri(object.id) !== null && hostOf(id) === host && author !== null && sameHost(author, id);
  return { id, object: isSpokenFor ? object : null };
}
