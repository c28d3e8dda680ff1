import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const ACCESS_KEY = 'AKIDEXAMPLE';
const SECRET_KEY = 'wJalrXUtnFEMI/K7MDENG';
const REGION = 'eu-test-1';
const BUCKET = 'staffroom';

export interface FakeS3 {
  /** Settings of an instance that keeps its files here. */
  env: Record<string, string>;
  /** By key, without the bucket. */
  objects: Map<string, Buffer>;
  /** Requests whose signature was wrong. */
  refused: number;
  /** Answers requests with this status instead, after taking `failAfter` more. */
  failWith: number | null;
  failAfter: number;
  stop(): Promise<void>;
}

/** A bucket on loopback that takes nothing without a right signature (AWS Signature Version 4). */
export async function startS3(): Promise<FakeS3> {
  const objects = new Map<string, Buffer>();
  const server = createServer((req, res) => void answer(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const fake: FakeS3 = {
    env: {
      MEDIA_S3_ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      MEDIA_S3_BUCKET: BUCKET,
      MEDIA_S3_REGION: REGION,
      MEDIA_S3_ACCESS_KEY: ACCESS_KEY,
      MEDIA_S3_SECRET_KEY: SECRET_KEY,
    },
    objects,
    refused: 0,
    failWith: null,
    failAfter: 0,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const prefix = `/${BUCKET}/`;
    const path = req.url ?? '';
    if (!isSigned(req, body) || !path.startsWith(prefix)) {
      fake.refused += 1;
      return void res.writeHead(403).end();
    }
    if (fake.failWith !== null && fake.failAfter === 0) return void res.writeHead(fake.failWith).end();
    fake.failAfter = Math.max(0, fake.failAfter - 1);
    const key = decodeURIComponent(path.slice(prefix.length));
    if (req.method === 'PUT') {
      objects.set(key, body);
      return void res.writeHead(200).end();
    }
    if (req.method === 'DELETE') {
      objects.delete(key);
      return void res.writeHead(204).end();
    }
    const found = objects.get(key);
    if (!found) return void res.writeHead(404).end();
    const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(req.headers.range ?? '') ?? [];
    if (start === undefined) res.writeHead(200).end(found);
    else res.writeHead(206).end(found.subarray(Number(start), Number(end) + 1));
  }
  return fake;
}

const hex = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest();

function isSigned(req: IncomingMessage, body: Buffer): boolean {
  const pattern =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/;
  const [, accessKey, day = '', region = '', names = '', signature = ''] =
    pattern.exec(req.headers.authorization ?? '') ?? [];
  const said = String(req.headers['x-amz-content-sha256'] ?? '');
  if (accessKey !== ACCESS_KEY || region !== REGION || !names.split(';').includes('host')) return false;
  if (said !== 'UNSIGNED-PAYLOAD' && said !== hex(body)) return false;
  const headers = names.split(';').map((name) => `${name}:${String(req.headers[name] ?? '').trim()}\n`);
  const [path = '', query = ''] = (req.url ?? '').split('?');
  const canonical = [req.method, path, query, headers.join(''), names, said].join('\n');
  const date = String(req.headers['x-amz-date'] ?? '');
  const scope = `${day}/${region}/s3/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', date, scope, hex(canonical)].join('\n');
  const key = [region, 's3', 'aws4_request'].reduce(hmac, hmac(`AWS4${SECRET_KEY}`, day));
  const right = hmac(key, toSign);
  const given = Buffer.from(signature, 'hex');
  return date.startsWith(day) && given.length === right.length && timingSafeEqual(given, right);
}
