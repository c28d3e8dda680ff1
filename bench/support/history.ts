import type { LogEntry } from '../../server/activities/log.ts';
import { newId } from '../../server/core/ids.ts';
import type { PostView } from '../../server/features/practice/practice.model.ts';
import type { Database } from '../../server/storage/index.ts';
import { addAppearances, post } from './posts.ts';

const BATCH = 2_000;

/**
 * Makes an instance look as if so many posts of others had come in: entries of the log, and the views made of them. Written
 * through the storage port, since the projections would take many minutes for the same documents.
 */
export async function fillWithHistory(db: Database, count: number): Promise<void> {
  for (let from = 0; from < count; from += BATCH) {
    const posts = Array.from({ length: Math.min(BATCH, count - from) }, (_, n) => post(from + n));
    await db.collection<LogEntry>('activities').insertMany(posts.map(entryOf));
    await db.collection<PostView>('posts').insertMany(posts);
    await addAppearances(db, posts);
  }
}

function entryOf({ _id: id, activity, author: actor, html, publishedAt, tags }: PostView): LogEntry {
  const to = ['https://www.w3.org/ns/activitystreams#Public'];
  const published = publishedAt.toISOString();
  const tag = tags.map((name) => ({ type: 'Hashtag', name: `#${name}` }));
  const object = { id, type: 'Note', attributedTo: actor, content: html, published, to, tag };
  return {
    _id: activity,
    order: newId(publishedAt.getTime()),
    run: 'filled',
    origin: 'remote',
    type: 'Create',
    actor,
    object: id,
    json: { id: activity, type: 'Create', actor, published, to, object },
    receivedAt: publishedAt,
  };
}
