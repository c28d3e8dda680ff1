import type { NotificationKind } from '../../../shared/vocabulary.ts';
import { nameOf } from '../../core/ids.ts';
import { KeyedQueue } from '../../core/keyed-queue.ts';
import { type Collection, type Database, isDuplicateKey } from '../../storage/index.ts';
import { firstOf, groupOf, type Notice, type NotificationView, positionOf } from './notifications.model.ts';

const KEPT_SECONDS = 90 * 24 * 3600;
const KEPT_MAX = 500;
/** Newest things in one entry by name; of the others only the number is kept. */
const EVENTS_KEPT = 20;
/** Unread entries are counted up to here. */
export const UNREAD_MAX = 100;
const MAX_RECORDING = 32;

interface MuteDocument {
  _id: string;
  owner: string;
  /** IRI of a post at the top of a thread, or of a pair. */
  thread: string;
}

/** Owns the collections `notifications` and `thread_mutes`. Every query names the owner: nobody reads another's. */
export class NotificationViews {
  readonly notifications: Collection<NotificationView>;
  readonly mutes: Collection<MuteDocument>;
  /** Two things at the same moment become one entry, not two. */
  readonly #recording = new KeyedQueue(MAX_RECORDING);

  constructor(db: Database) {
    this.notifications = db.collection<NotificationView>('notifications');
    this.mutes = db.collection<MuteDocument>('thread_mutes');
  }

  async prepare(): Promise<void> {
    const unread = { partialFilterExpression: { read: false } };
    await this.notifications.createIndexes([
      { key: { owner: 1, position: -1 } },
      { key: { owner: 1, kind: 1, position: -1 } },
      { key: { owner: 1, at: 1 }, name: 'unread', ...unread },
      { key: { owner: 1, group: 1 }, name: 'unread_group', ...unread },
      { key: { owner: 1, thread: 1 }, name: 'unread_thread', ...unread },
      { key: { 'events.thing': 1 } },
      { key: { at: 1 }, expireAfterSeconds: KEPT_SECONDS },
    ]);
    await this.mutes.createIndexes([{ key: { owner: 1, thread: 1 } }]);
  }

  /** Writes it down, with what is like it and unread. Null when it was written down before. */
  record(notice: Notice): Promise<NotificationView | null> {
    const group = groupOf(notice);
    return this.#recording.run([`${notice.owner} ${group}`], () => this.#record(notice, group));
  }

  async #record(notice: Notice, group: string): Promise<NotificationView | null> {
    const { owner, kind, thing, actor, step, at } = notice;
    const known = await this.notifications.findOne({ 'events.thing': thing, owner, kind }, { projection: { _id: 1 } });
    if (known) return null;
    const first = firstOf(notice);
    const joined = await this.notifications.findOneAndUpdate(
      { owner, group, read: false },
      {
        $push: { events: { $each: [{ thing, actor, step }], $slice: -EVENTS_KEPT } },
        $inc: { count: 1 },
        $max: { at, position: positionOf(at, first._id) },
      },
      { returnDocument: 'after' },
    );
    if (joined) return joined;
    try {
      await this.notifications.insertOne(first);
    } catch (error) {
      if (isDuplicateKey(error)) return null;
      throw error;
    }
    await this.#trim(owner);
    return first;
  }

  async #trim(owner: string): Promise<void> {
    const [oldest] = await this.notifications
      .find({ owner }, { sort: { position: -1 }, skip: KEPT_MAX, limit: 1, projection: { position: 1 } })
      .toArray();
    if (oldest) await this.notifications.deleteMany({ owner, position: { $lte: oldest.position } });
  }

  /**
   * Takes a thing out of every list it stands in, because it is gone; an entry that was about nothing else goes too.
   * @param only where this actor did it, in this owner's list, in entries of these kinds
   * @returns whose lists changed
   */
  async forget(
    thing: string,
    only: { actor?: string; owner?: string; kinds?: readonly NotificationKind[] },
  ): Promise<string[]> {
    const { actor, owner, kinds } = only;
    const filter = {
      'events.thing': thing,
      ...(owner === undefined ? {} : { owner }),
      ...(kinds ? { kind: { $in: kinds } } : {}),
    };
    const standing = await this.notifications.find(filter, { limit: UNREAD_MAX }).toArray();
    const found = standing.filter(({ events }) =>
      events.some((event) => event.thing === thing && (actor === undefined || event.actor === actor)),
    );
    for (const { _id } of found) {
      await this.notifications.updateOne(
        { _id, 'events.thing': thing },
        { $pull: { events: { thing } }, $inc: { count: -1 } },
      );
      // Not by the count that was read: two things may go from one entry at the same moment.
      await this.notifications.deleteOne({ _id, count: { $lte: 0 } });
    }
    return [...new Set(found.map(({ owner }) => owner))];
  }

  /** Newest first; `cursor` is the position of the last one seen. */
  page(
    owner: string,
    kind: NotificationKind | null,
    cursor: string | null,
    limit: number,
  ): Promise<NotificationView[]> {
    return this.notifications
      .find(
        { owner, ...(kind ? { kind } : {}), ...(cursor ? { position: { $lt: cursor } } : {}) },
        { sort: { position: -1 }, limit },
      )
      .toArray();
  }

  /** Unread ones that happened after a moment, newest first. */
  unreadSince(owner: string, since: Date, limit: number): Promise<NotificationView[]> {
    return this.notifications.find({ owner, read: false, at: { $gt: since } }, { sort: { at: -1 }, limit }).toArray();
  }

  countUnread(owner: string): Promise<number> {
    return this.notifications.countDocuments({ owner, read: false }, { limit: UNREAD_MAX });
  }

  async markRead(owner: string, id: string): Promise<boolean> {
    return (await this.notifications.updateOne({ _id: id, owner }, { $set: { read: true } })).matchedCount === 1;
  }

  /** @returns whether anything was unread */
  async markUntil(owner: string, until: Date, kind: NotificationKind | undefined): Promise<boolean> {
    return this.#mark({ owner, read: false, at: { $lte: until }, ...(kind ? { kind } : {}) });
  }

  async markThread(owner: string, thread: string, kinds?: readonly NotificationKind[]): Promise<boolean> {
    return this.#mark({ owner, thread, read: false, ...(kinds ? { kind: { $in: kinds } } : {}) });
  }

  /** What is muted from now on no longer counts as unread. */
  async markKinds(owner: string, kinds: readonly NotificationKind[]): Promise<boolean> {
    return this.#mark({ owner, read: false, kind: { $in: kinds } });
  }

  async #mark(filter: Parameters<Collection<NotificationView>['updateMany']>[0]): Promise<boolean> {
    return (await this.notifications.updateMany(filter, { $set: { read: true } })).modifiedCount > 0;
  }

  /** Unless something has joined them since they were read. */
  async remove(entries: readonly Pick<NotificationView, '_id' | 'position'>[]): Promise<void> {
    for (const { _id, position } of entries) await this.notifications.deleteOne({ _id, position });
  }

  async removeKind(owners: readonly string[], kind: NotificationKind): Promise<void> {
    await this.notifications.deleteMany({ owner: { $in: owners }, kind });
  }

  /** The list of an account that is deleted. */
  async forgetOwner(owner: string): Promise<void> {
    await this.notifications.deleteMany({ owner });
    await this.mutes.deleteMany({ owner });
  }

  /** Which of these threads their owner muted. */
  async muted(owner: string, threads: readonly string[]): Promise<Set<string>> {
    if (threads.length === 0) return new Set();
    const found = await this.mutes.find({ owner, thread: { $in: threads } }).toArray();
    return new Set(found.map(({ thread }) => thread));
  }

  async mute(owner: string, thread: string): Promise<void> {
    const _id = nameOf('mute', owner, thread);
    await this.mutes.updateOne({ _id }, { $setOnInsert: { owner, thread } }, { upsert: true });
  }

  async unmute(owner: string, thread: string): Promise<void> {
    await this.mutes.deleteOne({ _id: nameOf('mute', owner, thread) });
  }
}
