import type { Collection, Database } from '../../storage/index.ts';
import type { MediaDocument } from './media.model.ts';

/** Owns the collection `media`. */
export class MediaFiles {
  readonly files: Collection<MediaDocument>;

  constructor(db: Database) {
    this.files = db.collection<MediaDocument>('media');
  }

  async prepare(): Promise<void> {
    await this.files.createIndexes([
      { key: { owner: 1, state: 1 } },
      { key: { posts: 1 } },
      { key: { formerPosts: 1 } },
      { key: { createdAt: 1 }, name: 'unfinished', partialFilterExpression: { state: 'uploading' } },
      { key: { unusedSince: 1 }, name: 'unused', partialFilterExpression: { state: 'ready' } },
      { key: { state: 1, createdAt: 1 }, name: 'deleted', partialFilterExpression: { state: 'deleted' } },
    ]);
  }

  byId(id: string): Promise<MediaDocument | null> {
    return this.files.findOne({ _id: id });
  }

  /** One that is ready, whoever asks. */
  ready(id: string): Promise<MediaDocument | null> {
    return this.files.findOne({ _id: id, state: 'ready' });
  }

  ofOwner(owner: string, id: string): Promise<MediaDocument | null> {
    return this.files.findOne({ _id: id, owner, state: { $ne: 'deleted' } });
  }

  /** Those among `ids` that are this person's, ready, and not closed to all but a pair: what a post may show. */
  async readyOf(owner: string, ids: readonly string[]): Promise<MediaDocument[]> {
    if (ids.length === 0) return [];
    const found = await this.files.find({ _id: { $in: ids }, owner, state: 'ready' }).toArray();
    return found.filter(({ thread }) => thread === undefined);
  }

  byIds(ids: readonly string[]): Promise<MediaDocument[]> {
    if (ids.length === 0) return Promise.resolve([]);
    return this.files.find({ _id: { $in: ids } }).toArray();
  }

  /** What somebody has here, finished or not, at most `limit`. */
  allOf(owner: string, limit: number): Promise<MediaDocument[]> {
    return this.files.find({ owner, state: { $in: ['uploading', 'ready'] } }, { limit }).toArray();
  }

  unfinished(owner: string): Promise<number> {
    return this.files.countDocuments({ owner, state: 'uploading' });
  }

  /** All bytes of a person's files, unfinished ones included. */
  async bytesOf(owner: string): Promise<number> {
    const [sum] = await this.files
      .aggregate<{ bytes: number }>([
        { $match: { owner, state: { $in: ['uploading', 'ready'] } } },
        { $group: { _id: 'all', bytes: { $sum: '$bytes' } } },
      ])
      .toArray();
    return sum?.bytes ?? 0;
  }

  /** What shows, or showed before an edit, in a post. */
  async inPost(post: string): Promise<MediaDocument[]> {
    const [shown, former] = await Promise.all([
      this.files.find({ posts: post }).toArray(),
      this.files.find({ formerPosts: post }).toArray(),
    ]);
    return [...new Map([...shown, ...former].map((file) => [file._id, file])).values()];
  }

  /** Uploads that were begun before a moment and never finished. */
  abandoned(before: Date, limit: number): Promise<MediaDocument[]> {
    return this.files
      .find({ state: 'uploading', createdAt: { $lt: before } }, { sort: { createdAt: 1 }, limit })
      .toArray();
  }

  /** What the store had not given up when it was deleted. */
  deleted(limit: number): Promise<MediaDocument[]> {
    return this.files.find({ state: 'deleted' }, { sort: { createdAt: 1 }, limit }).toArray();
  }

  /** Files that no post shows since before a moment, after the last one looked at. */
  unused(after: Date, before: Date, limit: number): Promise<MediaDocument[]> {
    return this.files
      .find({ state: 'ready', unusedSince: { $gt: after, $lt: before } }, { sort: { unusedSince: 1 }, limit })
      .toArray();
  }
}
