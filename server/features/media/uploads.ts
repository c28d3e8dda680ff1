import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import type { Server, Upload } from '@tus/server';
import { UPLOAD_PATH } from '../../../shared/contracts/media.ts';
import { type AppError, appError, NOT_FOUND } from '../../core/errors.ts';
import { KeyedQueue } from '../../core/keyed-queue.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { MediaContext } from './context.ts';
import { deleteFile } from './delete-media.ts';
import { tooLarge, type UploadFinisher } from './finish-upload.ts';
import { fileName, type MediaDocument } from './media.model.ts';

/** At the same time, of one account. */
const UNFINISHED_MAX = 10;
const MAX_BEGINNING = 16;
const METHODS = ['OPTIONS', 'HEAD', 'POST', 'PATCH', 'DELETE'];

/** Who asks, by the request that is handed to tus; and what our own part of it refused. */
interface Asked {
  owner: string;
  /** For a new upload: its id to be. */
  id: string;
  refused: AppError | null;
}

/** The tus protocol (1.0.0: creation, creation-with-upload, termination), each upload its owner's alone. */
export class Uploads {
  readonly #context: MediaContext;
  readonly #finisher: UploadFinisher;
  readonly #asked = new WeakMap<object, Asked>();
  /** One at a time for each owner: two that begin together must not both be the last that fits. */
  readonly #beginning = new KeyedQueue(MAX_BEGINNING);
  #tus: Promise<Server> | null = null;

  constructor(context: MediaContext, finisher: UploadFinisher) {
    this.#context = context;
    this.#finisher = finisher;
  }

  /** Answers a request of the protocol, or says what is wrong with it. `id` is null for a new upload. */
  async receive(owner: string, id: string | null, req: IncomingMessage, res: ServerResponse): Promise<AppError | null> {
    const method = req.method ?? '';
    if (!METHODS.includes(method) || (method === 'POST') !== (id === null && method !== 'OPTIONS')) return NOT_FOUND;
    const media = id === null ? null : await this.#context.files.ofOwner(owner, id);
    if (id !== null && media === null) return NOT_FOUND;
    if (media?.state === 'ready') return this.#receiveReady(media, method, res);

    const asked: Asked = { owner, id: id ?? randomBytes(16).toString('hex'), refused: null };
    const body = method === 'POST' || method === 'PATCH' ? (Readable.toWeb(req) as ReadableStream<Uint8Array>) : null;
    const request = new Request(`http://uploads${UPLOAD_PATH}${id === null ? '' : `/${id}`}`, {
      method,
      headers: headersOf(req),
      ...(body ? { body, duplex: 'half' } : {}),
    });
    this.#asked.set(request, asked);
    const tus = await this.#server();
    const answer = await tus.handleWeb(request);
    if (answer.status >= 400) {
      await answer.body?.cancel();
      if (method === 'POST' && asked.refused === null) await this.#finisher.discard(asked.id);
      // What still arrives would be taken for the next request.
      res.setHeader('Connection', 'close');
      return asked.refused ?? errorOf(answer.status);
    }
    if (method === 'DELETE' && id !== null) await this.#finisher.discard(id);
    await send(answer, res);
    return null;
  }

  /** One whose last answer was lost is asked for again: it is complete. */
  async #receiveReady(media: MediaDocument, method: string, res: ServerResponse): Promise<AppError | null> {
    if (method === 'DELETE') {
      const deleted = await deleteFile(this.#context, media);
      if (!deleted.ok) return deleted.error;
      res.writeHead(204, { 'Tus-Resumable': '1.0.0' }).end();
      return null;
    }
    if (method !== 'HEAD') return appError('conflict', 'This upload is complete. Start a new one for another file.');
    const length = String(media.uploadedBytes);
    res.writeHead(200, {
      'Tus-Resumable': '1.0.0',
      'Upload-Offset': length,
      'Upload-Length': length,
      'Cache-Control': 'no-store',
    });
    res.end();
    return null;
  }

  /** Whether there is room for one more; if so it is counted from here on. */
  #begin({ owner, id }: Asked, upload: Upload): Promise<Result<void>> {
    return this.#beginning.run([owner], async () => {
      const { files, limits, clock } = this.#context;
      const { size = 0 } = upload;
      const largest = Math.max(limits.imageMaxBytes, limits.documentMaxBytes);
      if (size <= 0) return fail(appError('invalid_input', 'This file is empty. Choose another one.'));
      if (size > largest) return fail(tooLarge('A file', largest));
      if ((await files.unfinished(owner)) >= UNFINISHED_MAX) return fail(TOO_MANY);
      if ((await files.bytesOf(owner)) + size > limits.accountMaxBytes) return fail(ACCOUNT_FULL);
      await files.files.insertOne({
        _id: id,
        owner,
        state: 'uploading',
        kind: 'document',
        mediaType: '',
        name: fileName(upload.metadata?.filename),
        alt: '',
        width: null,
        height: null,
        blurhash: null,
        bytes: size,
        uploadedBytes: size,
        variants: [],
        posts: [],
        formerPosts: [],
        createdAt: clock.now(),
        unusedSince: null,
      });
      return ok(undefined);
    });
  }

  #server(): Promise<Server> {
    this.#tus ??= this.#start();
    return this.#tus;
  }

  async #start(): Promise<Server> {
    const { uploadsDir, limits } = this.#context;
    await mkdir(uploadsDir, { recursive: true, mode: 0o700 });
    const [{ Server }, { FileStore }] = await Promise.all([import('@tus/server'), import('@tus/file-store')]);
    return new Server({
      path: UPLOAD_PATH,
      datastore: new FileStore({ directory: uploadsDir }),
      relativeLocation: true,
      // No other site's scripts have business here.
      allowedOrigins: [],
      maxSize: Math.max(limits.imageMaxBytes, limits.documentMaxBytes),
      namingFunction: (request) => this.#of(request).id,
      getFileIdFromRequest: (request) => this.#of(request).id,
      onUploadCreate: async (request, upload) => {
        const begun = await this.#begin(this.#of(request), upload);
        if (!begun.ok) throw this.#refuse(request, begun.error);
        return {};
      },
      onResponseError: (_request, error) => {
        if (error instanceof Error) this.#context.logger.error({ err: error }, 'an upload could not be taken');
        return undefined;
      },
      onUploadFinish: async (request, upload) => {
        const finished = await this.#finisher.finish(this.#of(request).owner, upload.id);
        if (!finished.ok) throw this.#refuse(request, finished.error);
        return {};
      },
    });
  }

  #of(request: object): Asked {
    const asked = this.#asked.get(request);
    if (!asked) throw new Error('an upload came in by another way');
    return asked;
  }

  /** What tus is told; the answer is made of the error itself. */
  #refuse(request: object, error: AppError): { status_code: number; body: string } {
    this.#of(request).refused = error;
    return { status_code: 400, body: '' };
  }
}

function headersOf(req: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(req.headers)) {
    if (typeof value === 'string' && name !== 'cookie' && name !== 'authorization') headers.set(name, value);
  }
  return headers;
}

async function send(answer: Response, res: ServerResponse): Promise<void> {
  res.writeHead(answer.status, { 'Cache-Control': 'no-store', ...Object.fromEntries(answer.headers) });
  if (answer.body) await pipeline(Readable.fromWeb(answer.body as NodeStream), res);
  else res.end();
}

/** The protocol's own refusals, in the API's form. */
function errorOf(status: number): AppError {
  switch (status) {
    case 404:
    case 410:
      return NOT_FOUND;
    case 409:
      return appError(
        'conflict',
        'The upload is at another place than it was thought to be. Ask where, and go on from there.',
      );
    case 413:
      return appError(
        'too_large',
        'This is more than was announced, or more than is taken here. Make the file smaller.',
      );
    default:
      return status < 500
        ? appError('invalid_input', 'This is not an upload as tus 1.0.0 has it. Check its headers.')
        : appError('unavailable', 'The file could not be stored. Try again in a minute.');
  }
}

const TOO_MANY = appError(
  'too_many_requests',
  `You have ${UNFINISHED_MAX} uploads under way. Wait until one is done, or cancel one.`,
);
const ACCOUNT_FULL = appError(
  'conflict',
  'Your files take all the room you have here. Delete some that you no longer need.',
);
