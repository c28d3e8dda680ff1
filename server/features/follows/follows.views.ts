import type { FollowGraph } from '../../activities/ports.ts';
import { sha256 } from '../../core/ids.ts';
import type { Collection, Database } from '../../storage/index.ts';
import type { ProfileViews } from '../profiles/index.ts';
import { BlockViews } from './blocks.views.ts';

/** Followers looked up together while a post is sent out: a few milliseconds, in which nobody else is served. */
const INBOX_BATCH = 100;

export type FollowState = 'requested' | 'accepted' | 'over';

/** How one actor stands to another; one document a pair of actors, whatever happened between them. */
export interface FollowView {
  /** `followId(follower, followee)`. */
  _id: string;
  follower: string;
  followee: string;
  /** IRI of the newest Follow: what an Accept, Reject or Undo must name. */
  follow: string;
  /** When that one was sent. */
  at: Date;
  state: FollowState;
}

/** Owns the collection `follows`. */
export class FollowViews implements FollowGraph {
  readonly documents: Collection<FollowView>;
  readonly blocks: BlockViews;
  readonly #profiles: ProfileViews;

  constructor(db: Database, profiles: ProfileViews) {
    this.documents = db.collection<FollowView>('follows');
    this.blocks = new BlockViews(db);
    this.#profiles = profiles;
  }

  async prepare(): Promise<void> {
    await this.documents.createIndexes([
      { key: { followee: 1, state: 1, _id: 1 } },
      { key: { followee: 1, state: 1, follower: 1 } },
      { key: { follower: 1, state: 1, _id: 1 } },
      { key: { follow: 1 } },
    ]);
  }

  between(follower: string, followee: string): Promise<FollowView | null> {
    return this.documents.findOne({ _id: followId(follower, followee) });
  }

  byFollow(followIri: string): Promise<FollowView | null> {
    return this.documents.findOne({ follow: followIri });
  }

  byFollows(followIris: readonly string[]): Promise<FollowView[]> {
    return followIris.length === 0
      ? Promise.resolve([])
      : this.documents.find({ follow: { $in: followIris } }).toArray();
  }

  async follows(follower: string, followee: string): Promise<boolean> {
    return (await this.between(follower, followee))?.state === 'accepted';
  }

  isBlocking(blocker: string, blocked: string): Promise<boolean> {
    return this.blocks.isBlocking(blocker, blocked);
  }

  /** Which of `authors` have accepted `follower`: the standing that visibility decisions need, for a whole page. */
  async acceptedAmong(follower: string, authors: readonly string[]): Promise<Set<string>> {
    const ids = [...new Set(authors)].map((author) => followId(follower, author));
    if (ids.length === 0) return new Set();
    const rows = await this.documents.find({ _id: { $in: ids } }).toArray();
    return new Set(rows.filter((row) => row.state === 'accepted').map((row) => row.followee));
  }

  /** Which of `others` this actor follows or has asked to follow. */
  async standing(actor: string, others: readonly string[]): Promise<Set<string>> {
    const ids = [...new Set(others)].map((other) => followId(actor, other));
    const rows = ids.length === 0 ? [] : await this.documents.find({ _id: { $in: ids } }).toArray();
    return new Set(rows.filter((row) => row.state !== 'over').map((row) => row.followee));
  }

  async counts(actor: string): Promise<{ followers: number; following: number }> {
    const [followers, following] = await Promise.all([
      this.documents.countDocuments({ followee: actor, state: 'accepted' }),
      this.documents.countDocuments({ follower: actor, state: 'accepted' }),
    ]);
    return { followers, following };
  }

  /** Everyone an actor follows, for their home feed; at most `limit`. */
  async followed(actor: string, limit: number): Promise<string[]> {
    const rows = await this.documents.find({ follower: actor, state: 'accepted' }, { limit }).toArray();
    return rows.map((row) => row.followee);
  }

  async page(
    direction: 'followers' | 'following',
    actor: string,
    cursor: string | null,
    limit: number,
  ): Promise<{ actors: string[]; next: string | null }> {
    const mine = direction === 'followers' ? { followee: actor } : { follower: actor };
    const rows = await this.#rows({ ...mine, state: 'accepted' }, cursor, limit);
    return {
      actors: rows.map((row) => (direction === 'followers' ? row.follower : row.followee)),
      next: rows.length === limit ? (rows.at(-1)?._id ?? null) : null,
    };
  }

  async *followerInboxes(actor: string): AsyncIterable<string[]> {
    const seen = new Set<string>();
    let cursor: string | null = null;
    do {
      const page: { actors: string[]; next: string | null } = await this.page('followers', actor, cursor, INBOX_BATCH);
      const inboxes = (await this.#profiles.remoteInboxes(page.actors)).filter((inbox) => !seen.has(inbox));
      for (const inbox of inboxes) seen.add(inbox);
      yield [...new Set(inboxes)];
      cursor = page.next;
    } while (cursor !== null);
  }

  /** Accepted followers of any of these who are of this instance, each once; at most `limit`. */
  async localFollowers(actors: readonly string[], limit: number): Promise<Set<string>> {
    const follower = { $gte: this.#profiles.localPrefix, $lt: `${this.#profiles.localPrefix}\uffff` };
    const following = { followee: { $in: actors }, state: 'accepted' as const, follower };
    const rows = await this.documents.find(following, { projection: { follower: 1 }, limit }).toArray();
    return new Set(rows.map((row) => row.follower));
  }

  /** Whether anybody of this instance follows an actor. */
  async isFollowedHere(actor: string): Promise<boolean> {
    return (await this.localFollowers([actor], 1)).size > 0;
  }

  /** Follows that wait for this actor's yes. */
  async requests(actor: string, cursor: string | null, limit: number): Promise<FollowView[]> {
    return this.#rows({ followee: actor, state: 'requested' }, cursor, limit);
  }

  /** Follows and requests that stand, of one who follows or is followed, by page. */
  async *standingOf(side: 'follower' | 'followee', actor: string): AsyncIterable<FollowView[]> {
    for (const state of ['requested', 'accepted'] as const) {
      for (let cursor: string | null = null; ; ) {
        const page: FollowView[] = await this.#rows({ [side]: actor, state }, cursor, INBOX_BATCH);
        if (page.length > 0) yield page;
        cursor = page.at(-1)?._id ?? cursor;
        if (page.length < INBOX_BATCH) break;
      }
    }
  }

  #rows(filter: Partial<FollowView>, cursor: string | null, limit: number): Promise<FollowView[]> {
    return this.documents
      .find({ ...filter, ...(cursor ? { _id: { $gt: cursor } } : {}) }, { sort: { _id: 1 }, limit })
      .toArray();
  }
}

export function followId(follower: string, followee: string): string {
  return sha256(`${follower} ${followee}`).slice(0, 22);
}
