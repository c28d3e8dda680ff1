import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { Attachment } from '../../activities/activity.ts';
import type { DomainPolicy, Naming, PairFiles, RemoteFiles } from '../../activities/ports.ts';
import { appError } from '../../core/errors.ts';
import { KeyedQueue } from '../../core/keyed-queue.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { isFromBlocked } from '../moderation/index.ts';
import type { MediaContext } from './context.ts';
import type { MediaDocument, Size } from './media.model.ts';
import { processImage } from './process-image.ts';
import { notThere, sendFile, sendFresh } from './serve-media.ts';

/** Who a pair is, as far as its files go. */
export interface FilesOfPair {
  thread: string;
  partner: string;
}

export interface PairFileParts {
  context: MediaContext;
  naming: Naming;
  remote: RemoteFiles;
  policy: DomainPolicy;
  secretKey: string;
  /** The pair by its id in the API, for one of its members; null for anyone else. */
  pairFor(actor: string, pair: string): Promise<FilesOfPair | null>;
}

const FETCHED_AT_ONCE = 4;

/**
 * Files between the two members of a pair. They have an address like all others, and that address answers to nobody but
 * the partner's instance, asking in the partner's name (`mediaServing`). A member reads them here, through a path that names
 * the pair and is sealed over it and over where the file is: so nobody has this server fetch what they like.
 */
export class PairFileRoom implements PairFiles {
  readonly #parts: PairFileParts;
  readonly #key: Buffer;
  readonly #fetching = new KeyedQueue(FETCHED_AT_ONCE);

  constructor(parts: PairFileParts) {
    this.#parts = parts;
    this.#key = Buffer.from(hkdfSync('sha256', parts.secretKey, 'staffroom', 'pair-files', 32));
  }

  async attach(owner: string, ids: readonly string[], thread: string): Promise<Result<Attachment[]>> {
    const { context, naming } = this.#parts;
    const attachments: Attachment[] = [];
    for (const id of new Set(ids)) {
      const file = await context.files.ofOwner(owner, id);
      if (file?.state !== 'ready') return fail(NOT_THERE);
      const elsewhere = file.thread === undefined ? file.posts.length > 0 : file.thread !== thread;
      if (elsewhere) return fail(refused(`${file.name} is in use elsewhere. Upload it again to show it here.`));
      if (file.kind === 'image' && file.alt === '') return fail(refused(`Say what the image ${file.name} shows.`));
      attachments.push(attachmentOf(naming, file));
    }
    if (ids.length === 0) return ok(attachments);
    const wanted = [...new Set(ids)];
    const free = [{ thread }, { thread: { $exists: false }, posts: { $size: 0 } }];
    const mine = { _id: { $in: wanted }, owner, state: 'ready' as const, $or: free };
    const { matchedCount } = await context.files.files.updateMany(mine, { $set: { thread } });
    // Of two places that it was to stand in at the same moment, one has it.
    return matchedCount === wanted.length ? ok(attachments) : fail(NOT_THERE);
  }

  present(pair: string, attachments: readonly Attachment[]): ReturnType<PairFiles['present']> {
    return attachments.map(({ kind, mediaType, url, name, width, height, blurhash, focus = null }) => {
      const ours = kind === 'image' || kind === 'document' || this.#parts.naming.mediaId(url) !== null;
      const path = `/api/v1/pairs/${pair}/files/${Buffer.from(url).toString('base64url')}.${this.#seal(pair, url)}`;
      const shown = { kind, mediaType, name, width, height, blurhash, focus, bytes: null, inline: false };
      return { ...shown, url: ours ? path : url };
    });
  }

  /** Sends a file that {@link present} named to a member of the pair, and 404 to anybody else. */
  async serve(
    actor: string,
    { pair, file, size }: { pair: string; file: string; size: Size },
    req: IncomingMessage,
    res: ServerResponse,
  ): Promise<void> {
    const { context, naming, policy } = this.#parts;
    const members = await this.#parts.pairFor(actor, pair);
    const url = this.#opened(pair, file);
    if (!members || url === null) return notThere(res);
    const own = naming.mediaId(url);
    if (own !== null) {
      const media = await context.files.ready(own);
      return media?.thread === members.thread ? sendFile(context.store, media, size, req, res) : notThere(res);
    }
    if (naming.isLocal(url) || isFromBlocked(policy, url)) return notThere(res);
    await this.#fetching.run([], () => this.#pass(actor, url, size, res));
  }

  /** What the partner's instance has: a picture is made anew, anything else is handed on to be saved and never shown. */
  async #pass(actor: string, url: string, size: Size, res: ServerResponse): Promise<void> {
    const { remote, context } = this.#parts;
    const { documentMaxBytes, imageMaxBytes } = context.limits;
    const bytes = await remote.readAs(actor, url, '*/*', Math.max(documentMaxBytes, imageMaxBytes));
    if (bytes === null) return notThere(res);
    const image = await processImage(bytes, ['image/webp']);
    const variant = image?.variants.find((one) => one.size === size) ?? image?.variants[0];
    if (variant) return sendFresh(Readable.from([variant.body]), { type: variant.type, inline: true }, res);
    return sendFresh(Readable.from([bytes]), { type: 'application/octet-stream', inline: false }, res);
  }

  #seal(pair: string, url: string): string {
    const signed = createHmac('sha256', this.#key).update(JSON.stringify([pair, url]));
    return signed.digest('base64url').slice(0, 32);
  }

  /** The address in a path of ours, or null when we did not make it. */
  #opened(pair: string, file: string): string | null {
    const [encoded = '', seal = ''] = file.split('.');
    const url = Buffer.from(encoded, 'base64url').toString();
    const right = Buffer.from(this.#seal(pair, url));
    const given = Buffer.from(seal);
    return right.length === given.length && timingSafeEqual(right, given) ? url : null;
  }
}

function attachmentOf(naming: Naming, file: MediaDocument): Attachment {
  const { _id, kind, mediaType, name, alt, width, height, blurhash } = file;
  const shown = { mediaType, name: kind === 'image' ? alt : name, width, height, blurhash, focus: null };
  return { kind, url: naming.media(_id), ...shown };
}

const refused = (sentence: string) => appError('invalid_input', sentence, { files: sentence });
const NOT_THERE = refused('One of the files is not among yours any more. Attach it again.');
