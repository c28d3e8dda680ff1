import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ANYONE, type Asker } from '../../activities/visibility.ts';
import { chooseVariant, type MediaDocument, SERVED_TYPES, type Size, storeKey } from './media.model.ts';
import type { MediaFiles } from './media.views.ts';
import type { ByteRange, MediaStore } from './media-store.ts';
import type { PictureSource, RemotePictures } from './remote-pictures.ts';

/** A file never changes under its address. A week, so that what is deleted is not kept by others for long. */
const CACHED = 'public, max-age=604800, immutable';
/** What is between two people stays in the one browser, and not for long. */
const CACHED_PRIVATELY = 'private, max-age=3600';
const RETRY_AFTER_S = 10;

export interface ServingParts {
  files: MediaFiles;
  store: MediaStore;
  pictures: RemotePictures;
  /** A picture among the attachments of a post, by the post's API id; null when there is none. */
  pictureOf: (post: string, index: number) => Promise<PictureSource | null>;
  /** By whom a request is signed; files of a pair are given to no other. */
  signerOf: (req: IncomingMessage) => Promise<Asker>;
  /** Whether these two are the members of the pair with this thread. */
  isPair: (thread: string, one: string, other: string) => Promise<boolean>;
}

/**
 * What no file may do, whatever is in it: be taken for another type, run, load anything, or be framed. The types come from
 * our own table and are never JSON, so that no file can pass for an ActivityPub document (CVE-2024-25623).
 */
const HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'cross-origin',
} as const;

/** A file of somebody here, by its id; one between the members of a pair only when the other member asks for it. */
export async function serveFile(
  parts: ServingParts,
  { id, size }: { id: string; size: Size },
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const media = await parts.files.ready(id);
  // Of what is not there too: finding it out takes its time, and may come to nothing.
  const asker = !media || media.thread !== undefined ? await parts.signerOf(req) : ANYONE;
  if (!media) return notThere(res);
  if (media.thread !== undefined) {
    if (asker.kind === 'anyone' || !(await parts.isPair(media.thread, media.owner, asker.iri))) return notThere(res);
  }
  await sendFile(parts.store, media, size, req, res);
}

/** A picture in the form that the asker takes, a document as it was uploaded. */
export async function sendFile(
  store: MediaStore,
  media: MediaDocument,
  size: Size,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const variant = chooseVariant(media.variants, size, req.headers.accept ?? '');
  if (!variant || !Object.hasOwn(SERVED_TYPES, variant.type)) return notThere(res);
  const etag = `"${variant.size}-${SERVED_TYPES[variant.type]}"`;
  const headers = {
    ...HEADERS,
    'Content-Type': variant.type,
    'Content-Disposition': media.kind === 'image' ? 'inline' : attachment(media.name),
    'Cache-Control': media.thread === undefined ? CACHED : CACHED_PRIVATELY,
    'Accept-Ranges': 'bytes',
    ETag: etag,
    ...(media.kind === 'image' ? { Vary: 'Accept' } : {}),
  };
  if (req.headers['if-none-match'] === etag) return void res.writeHead(304, headers).end();
  const range = req.headers['if-range'] && req.headers['if-range'] !== etag ? null : rangeOf(req, variant.bytes);
  if (range === 'unsatisfiable') {
    res.writeHead(416, { ...HEADERS, 'Content-Range': `bytes */${variant.bytes}` }).end();
    return;
  }
  const length = range ? range.end - range.start + 1 : variant.bytes;
  const partial = range ? { 'Content-Range': `bytes ${range.start}-${range.end}/${variant.bytes}` } : {};
  const whole = { ...headers, ...partial, 'Content-Length': String(length) };
  if (req.method === 'HEAD') return void res.writeHead(range ? 206 : 200, whole).end();
  const body = await store.get(storeKey(media._id, variant), range ?? undefined);
  if (!body) return notThere(res);
  res.writeHead(range ? 206 : 200, whole);
  await stream(body, res);
}

/** A picture of another instance, through us; null for one that was not asked for by an address of ours. */
export async function servePicture(
  parts: Pick<ServingParts, 'pictures'>,
  source: PictureSource | null,
  size: Size,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  if (!source) return notThere(res);
  const body = await parts.pictures.open(source, size);
  if (body === 'busy') {
    res.writeHead(503, { ...HEADERS, 'Retry-After': String(RETRY_AFTER_S), 'Cache-Control': 'no-store' }).end();
    return;
  }
  if (!body) return notThere(res);
  res.writeHead(200, {
    ...HEADERS,
    'Content-Type': 'image/webp',
    'Content-Disposition': 'inline',
    'Cache-Control': CACHED,
  });
  if (req.method === 'HEAD') {
    body.destroy();
    res.end();
  } else await stream(body, res);
}

/** A file between two people that has just been had from elsewhere. */
export async function sendFresh(
  body: Readable,
  { type, inline }: { type: string; inline: boolean },
  res: ServerResponse,
) {
  res.writeHead(200, {
    ...HEADERS,
    'Content-Type': type,
    'Content-Disposition': inline ? 'inline' : 'attachment',
    'Cache-Control': CACHED_PRIVATELY,
  });
  await stream(body, res);
}

export function notThere(res: ServerResponse): void {
  res.writeHead(404, { ...HEADERS, 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' });
  res.end('There is no such file here.\n');
}

async function stream(body: Readable, res: ServerResponse): Promise<void> {
  try {
    await pipeline(body, res);
  } catch (error) {
    // Whoever asked went away.
    if (!res.writableEnded && !res.destroyed) throw error;
  }
}

/** RFC 9110 14.2; of several ranges none is taken. */
function rangeOf(req: IncomingMessage, bytes: number): ByteRange | null | 'unsatisfiable' {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(req.headers.range ?? '') ?? [];
  if (first === '' && last === '') return null;
  const start = first === '' ? Math.max(0, bytes - Number(last)) : Number(first);
  const end = first === '' || last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1);
  return start > end || start >= bytes ? 'unsatisfiable' : { start, end };
}

/** RFC 6266: a plain name for old clients, the true one in UTF-8. */
function attachment(name: string): string {
  const plain = name.replace(/[^\w .-]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
