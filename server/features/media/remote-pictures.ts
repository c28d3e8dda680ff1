import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { DomainPolicy, RemoteFiles } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import { KeyedQueue } from '../../core/keyed-queue.ts';
import type { Collection, Database } from '../../storage/index.ts';
import { isFromBlocked } from '../moderation/index.ts';
import type { Size } from './media.model.ts';
import type { MediaStore } from './media-store.ts';
import { processImage } from './process-image.ts';

/** The copy of a picture of another instance, or the note that there was none to be had. */
interface PictureCopy {
  /** The seal in its address. */
  _id: string;
  /** IRI of the post. */
  post: string;
  /** In the cache, all sizes together; 0 when it could not be had. */
  bytes: number;
  /** To the day: what nobody looks at goes first. */
  usedAt: Date;
  /** Until when it is not asked for again, after a failure. */
  failedUntil: Date | null;
}

/** A picture of a post, as the post itself says where it is. */
export interface PictureSource {
  post: string;
  url: string;
}

/** Its address stands in ours, which must not grow too long for proxies. */
const EMOJI_URL_MAX_CHARS = 500;
/** Whose copies those of emojis are: of no post, since many show the same. */
const EMOJIS = 'emojis';
const SEAL_CHARS = 32;

export function isEmojiUrl(url: string): boolean {
  return url.length <= EMOJI_URL_MAX_CHARS;
}

/** One host that answers slowly must not keep everybody waiting for the pictures of others. */
const MAX_FETCHING = 8;
const MAX_FETCHING_OF_HOST = 2;
/** People waiting for a picture that is being fetched; more are told to come again. */
const MAX_WAITING = 200;
const MAX_WAITING_OF_HOST = 50;
const PICTURE_MAX_BYTES = 16 * 1024 * 1024;
const RETRY_AFTER_MS = 60 * 60_000;
const DAY_MS = 24 * 60 * 60_000;
const KEPT_MS = 30 * DAY_MS;
const SWEPT_AT_ONCE = 200;
/** How full the cache is after it was too full. */
const EMPTIED_TO = 0.9;
const SIZES = ['large', 'small'] as const;

/**
 * Pictures in posts of other instances, fetched, made anew and served by this one: reading a post tells no other server who
 * reads it, and their bytes reach nobody's browser.
 *
 * An address names a post and a place in it, and carries a seal over both and over where the picture is: nobody can
 * have this server fetch what they like, and an address is known only to who was shown the post.
 */
export class RemotePictures {
  readonly #copies: Collection<PictureCopy>;
  readonly #store: MediaStore;
  readonly #remote: RemoteFiles;
  readonly #policy: DomainPolicy;
  readonly #clock: Clock;
  readonly #maxBytes: number;
  readonly #key: Buffer;
  readonly #fetching = new KeyedQueue(MAX_FETCHING);
  /** Those who wait for a picture, by its host. */
  readonly #waiting = new Map<string, number>();
  /** What the cache holds, as far as this process knows; null until it is first counted. */
  #bytes: number | null = null;

  constructor(parts: {
    db: Database;
    store: MediaStore;
    remote: RemoteFiles;
    policy: DomainPolicy;
    clock: Clock;
    secretKey: string;
    maxBytes: number;
  }) {
    this.#copies = parts.db.collection<PictureCopy>('remote_pictures');
    this.#store = parts.store;
    this.#remote = parts.remote;
    this.#policy = parts.policy;
    this.#clock = parts.clock;
    this.#maxBytes = parts.maxBytes;
    this.#key = Buffer.from(hkdfSync('sha256', parts.secretKey, 'staffroom', 'remote-pictures', 32));
  }

  async prepare(): Promise<void> {
    await this.#copies.createIndexes([{ key: { usedAt: 1 } }, { key: { post: 1 } }]);
  }

  seal({ post, url }: PictureSource): string {
    return createHmac('sha256', this.#key)
      .update(JSON.stringify([post, url]))
      .digest('base64url')
      .slice(0, SEAL_CHARS);
  }

  /** The address of an emoji under a seal of ours: the same emoji has the same one wherever it stands. */
  sealEmoji(url: string): string {
    return this.seal({ post: EMOJIS, url }) + Buffer.from(url).toString('base64url');
  }

  /** What {@link sealEmoji} made; null for what it did not. */
  emojiOf(sealed: string): PictureSource | null {
    const source = { post: EMOJIS, url: Buffer.from(sealed.slice(SEAL_CHARS), 'base64url').toString() };
    return isEmojiUrl(source.url) && this.isSealed(source, sealed.slice(0, SEAL_CHARS)) ? source : null;
  }

  isSealed(source: PictureSource, seal: string): boolean {
    const right = Buffer.from(this.seal(source));
    const given = Buffer.from(seal);
    return right.length === given.length && timingSafeEqual(right, given);
  }

  /** The picture as WebP; null when it cannot be had, `busy` when too many are being fetched. */
  async open(source: PictureSource, size: Size): Promise<Readable | null | 'busy'> {
    // A copy from before the block too.
    if ([source.post, source.url].some((iri) => isFromBlocked(this.#policy, iri))) return null;
    const seal = this.seal(source);
    const copy = await this.#copies.findOne({ _id: seal });
    const now = this.#clock.now();
    if (copy && copy.failedUntil !== null && copy.failedUntil > now) return null;
    if (copy && copy.bytes > 0) {
      const found = await this.#store.get(keyOf(seal, size));
      if (found) {
        if (now.getTime() - copy.usedAt.getTime() > DAY_MS) {
          await this.#copies.updateOne({ _id: seal }, { $set: { usedAt: now } });
        }
        return found;
      }
    }
    const host = URL.parse(source.url)?.host ?? '';
    if (this.#isCrowded(host)) return 'busy';
    this.#wait(host, 1);
    try {
      // Those of one host stand in as many lines as it has places.
      const line = `${host} ${seal.charCodeAt(0) % MAX_FETCHING_OF_HOST}`;
      const had = await this.#fetching.run([seal, line], () => this.#fetch(source, seal, now), host);
      return had ? await this.#store.get(keyOf(seal, size)) : null;
    } finally {
      this.#wait(host, -1);
    }
  }

  #isCrowded(host: string): boolean {
    const all = [...this.#waiting.values()].reduce((sum, count) => sum + count, 0);
    return all >= MAX_WAITING || (this.#waiting.get(host) ?? 0) >= MAX_WAITING_OF_HOST;
  }

  #wait(host: string, change: 1 | -1): void {
    const count = (this.#waiting.get(host) ?? 0) + change;
    if (count === 0) this.#waiting.delete(host);
    else this.#waiting.set(host, count);
  }

  /** Removes the copies of a post's pictures, except of these. */
  async keepOnly(post: string, pictures: readonly { url: string }[]): Promise<void> {
    const seals = new Set(pictures.map(({ url }) => this.seal({ post, url })));
    for (const { _id } of await this.#copies.find({ post }).toArray()) if (!seals.has(_id)) await this.#remove(_id);
  }

  /** Removes what nobody has looked at for a month. */
  async sweep(): Promise<void> {
    await this.#evict({ usedAt: { $lt: new Date(this.#clock.now().getTime() - KEPT_MS) } }, 0);
  }

  /** One fetch for all who wait. `since` is when the caller looked: what came after it is fresh. */
  async #fetch(source: PictureSource, seal: string, since: Date): Promise<boolean> {
    const other = await this.#copies.findOne({ _id: seal });
    if (other && other.usedAt >= since) {
      if (other.failedUntil !== null) return false;
      const found = await this.#store.get(keyOf(seal, 'large'));
      found?.destroy();
      if (found) return true;
    }
    const fetched = await this.#remote.read(source.url, 'image/*', PICTURE_MAX_BYTES);
    const image = fetched && (await processImage(fetched, ['image/webp']));
    const usedAt = this.#clock.now();
    if (!image) {
      const failedUntil = new Date(usedAt.getTime() + RETRY_AFTER_MS);
      await this.#copies.replaceOne(
        { _id: seal },
        { post: source.post, bytes: 0, usedAt, failedUntil },
        { upsert: true },
      );
      return false;
    }
    for (const { size, body } of image.variants) await this.#store.put(keyOf(seal, size), body);
    const bytes = image.variants.reduce((sum, { body }) => sum + body.length, 0);
    await this.#copies.replaceOne(
      { _id: seal },
      { post: source.post, bytes, usedAt, failedUntil: null },
      { upsert: true },
    );
    await this.#makeRoom(bytes);
    return true;
  }

  async #makeRoom(added: number): Promise<void> {
    this.#bytes = this.#bytes === null ? await this.#count() : this.#bytes + added;
    if (this.#bytes <= this.#maxBytes) return;
    // Other processes fill the same cache: what they added is seen here.
    this.#bytes = await this.#count();
    if (this.#bytes > this.#maxBytes) await this.#evict({}, this.#maxBytes * EMPTIED_TO);
  }

  /** Removes copies, those longest unused first, until the cache holds no more than `target` bytes or none is left. */
  async #evict(filter: { usedAt?: { $lt: Date } }, target: number): Promise<void> {
    this.#bytes ??= await this.#count();
    while (this.#bytes > target || filter.usedAt) {
      const oldest = await this.#copies.find(filter, { sort: { usedAt: 1 }, limit: SWEPT_AT_ONCE }).toArray();
      for (const { _id, bytes } of oldest) {
        if (this.#bytes <= target && !filter.usedAt) return;
        await this.#remove(_id);
        this.#bytes -= bytes;
      }
      if (oldest.length < SWEPT_AT_ONCE) return;
    }
  }

  async #remove(seal: string): Promise<void> {
    for (const size of SIZES) await this.#store.remove(keyOf(seal, size));
    await this.#copies.deleteOne({ _id: seal });
  }

  async #count(): Promise<number> {
    const [sum] = await this.#copies
      .aggregate<{ bytes: number }>([{ $group: { _id: 'all', bytes: { $sum: '$bytes' } } }])
      .toArray();
    return sum?.bytes ?? 0;
  }
}

/** A seal may begin with `-` or hold `_`: both are fine in a file's name. */
function keyOf(seal: string, size: Size): string {
  return `${seal.slice(0, 2)}/${seal}/${size}.webp`;
}
