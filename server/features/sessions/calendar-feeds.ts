import { createHmac, hkdfSync } from 'node:crypto';
import { keyOf, newSecret, sha256 } from '../../core/ids.ts';
import type { Collection, Database } from '../../storage/index.ts';

/** The address under which a calendar program finds somebody's sessions. Plain data, never an activity. */
interface FeedDocument {
  /** Short key of the owner: one feed each. */
  _id: string;
  /** IRI of the local actor. */
  owner: string;
  /** Makes this feed's token another than the one before it. */
  salt: string;
  /** Of the token, by which it is found. */
  hash: string;
}

/**
 * Owns the collection `calendar_feeds`. A token is made of the instance's secret key and a salt, so that its owner can read
 * it again, and a copy of the database gives none away.
 */
export class CalendarFeeds {
  readonly #feeds: Collection<FeedDocument>;
  readonly #key: Buffer;

  constructor(db: Database, secretKey: string) {
    this.#feeds = db.collection<FeedDocument>('calendar_feeds');
    this.#key = Buffer.from(hkdfSync('sha256', secretKey, 'staffroom', 'calendar-feeds', 32));
  }

  async prepare(): Promise<void> {
    await this.#feeds.createIndexes([{ key: { hash: 1 }, unique: true }]);
  }

  /** Null when there is none; or when it was made with a secret key that is no longer this instance's. */
  async tokenOf(owner: string): Promise<string | null> {
    const feed = await this.#feeds.findOne({ _id: keyOf(owner) });
    const token = feed && this.#token(owner, feed.salt);
    return token !== null && sha256(token) === feed?.hash ? token : null;
  }

  /** A new one; the one before it no longer opens anything. */
  async renew(owner: string): Promise<string> {
    const salt = newSecret();
    const token = this.#token(owner, salt);
    const feed = { owner, salt, hash: sha256(token) };
    await this.#feeds.replaceOne({ _id: keyOf(owner) }, feed, { upsert: true });
    return token;
  }

  async remove(owner: string): Promise<void> {
    await this.#feeds.deleteOne({ _id: keyOf(owner) });
  }

  /** Whose sessions a token opens. */
  async ownerOf(token: string): Promise<string | null> {
    return (await this.#feeds.findOne({ hash: sha256(token) }))?.owner ?? null;
  }

  #token(owner: string, salt: string): string {
    return createHmac('sha256', this.#key)
      .update(JSON.stringify([owner, salt]))
      .digest('base64url');
  }
}
