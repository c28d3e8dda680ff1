import { renamed } from '../core/renamed.ts';
import type { Collection, Filter, Stored } from './database.ts';

const PAGE = 200;

/** Writes `to` wherever `from` stands in documents that match, but not in their `_id`. Again is harmless. */
export async function renameIn<T extends Stored>(
  collection: Collection<T>,
  filter: Filter<T>,
  from: string,
  to: string,
): Promise<void> {
  for (let last = ''; ; ) {
    const page = await collection
      .find({ ...filter, _id: { $gt: last } } as Filter<T>, { sort: { _id: 1 }, limit: PAGE })
      .toArray();
    for (const { _id, ...document } of page) {
      await collection.replaceOne({ _id } as Filter<T>, renamed(document, from, to) as Omit<T, '_id'>);
    }
    const end = page.at(-1);
    if (!end || page.length < PAGE) return;
    last = end._id;
  }
}
