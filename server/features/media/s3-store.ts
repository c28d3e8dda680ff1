import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { AwsClient } from 'aws4fetch';
import { type ByteRange, bytesOf, type Content, type MediaStore } from './media-store.ts';

export interface S3Settings {
  /** Origin of the service, `https://s3.eu-central-1.amazonaws.com`. */
  endpoint: string;
  bucket: string;
  region: string;
  accessKey: string;
  secretKey: string;
}

const RETRIES = 2;
/** Of one request, the body of an answer not included. */
const ANSWER_MS = 30_000;

/** A bucket of any S3-compatible service, addressed by path. It is private: everything is read through this server. */
export class S3Store implements MediaStore {
  readonly #settings: S3Settings;
  #client: Promise<AwsClient> | null = null;

  constructor(settings: S3Settings) {
    this.#settings = settings;
  }

  async put(key: string, content: Content): Promise<void> {
    const answer = await this.#ask('PUT', key, { body: new Uint8Array(await bytesOf(content)) });
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`the media store answered ${answer.status} to a PUT`);
  }

  async get(key: string, range?: ByteRange): Promise<Readable | null> {
    const headers: Record<string, string> = range ? { range: `bytes=${range.start}-${range.end}` } : {};
    const answer = await this.#ask('GET', key, { headers });
    if (answer.ok && answer.body) return Readable.fromWeb(answer.body as ReadableStream);
    await answer.body?.cancel();
    if (answer.status === 404) return null;
    throw new Error(`the media store answered ${answer.status} to a GET`);
  }

  async remove(key: string): Promise<void> {
    const answer = await this.#ask('DELETE', key);
    await answer.body?.cancel();
    if (!answer.ok && answer.status !== 404) throw new Error(`the media store answered ${answer.status} to a DELETE`);
  }

  /** The status for a file that is not there: 404 when everything is in order. Changes nothing. */
  async probe(): Promise<number> {
    const answer = await this.#ask('GET', 'no-such-file');
    await answer.body?.cancel();
    return answer.status;
  }

  async #ask(method: string, key: string, init: { body?: BodyInit; headers?: Record<string, string> } = {}) {
    const { endpoint, bucket } = this.#settings;
    const client = await this.#open();
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), ANSWER_MS);
    try {
      return await client.fetch(`${endpoint}/${bucket}/${key}`, { method, signal: late.signal, ...init });
    } finally {
      clearTimeout(timer);
    }
  }

  #open(): Promise<AwsClient> {
    const { accessKey, secretKey, region } = this.#settings;
    this.#client ??= import('aws4fetch').then(
      ({ AwsClient }) =>
        new AwsClient({ accessKeyId: accessKey, secretAccessKey: secretKey, region, service: 's3', retries: RETRIES }),
    );
    return this.#client;
  }
}
