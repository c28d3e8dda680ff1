import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface ReceivedPush {
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface TestPushService {
  origin: string;
  received: ReceivedPush[];
  /** What the next requests are answered with, in order; 201 after that. */
  answers: number[];
  stop(): Promise<void>;
}

/** Plays a browser maker's push service (RFC 8030) on a free loopback port. */
export async function startPushService(): Promise<TestPushService> {
  const received: ReceivedPush[] = [];
  const answers: number[] = [];
  const server = createServer(async (req, res) => {
    received.push({ path: req.url ?? '', headers: req.headers, body: await buffer(req) });
    res.writeHead(answers.shift() ?? 201).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    received,
    answers,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** A browser's half of a subscription: what it gives away, and how it reads what comes. */
export function pushBrowser(endpoint: string) {
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  const auth = randomBytes(16);
  return {
    subscription: {
      endpoint,
      keys: { p256dh: pair.getPublicKey('base64url'), auth: auth.toString('base64url') },
    },
    /** Undoes RFC 8291: a key agreed on with the sender, one record of aes128gcm (RFC 8188). */
    read({ body }: ReceivedPush): unknown {
      const salt = body.subarray(0, 16);
      const sender = body.subarray(21, 21 + (body[20] ?? 0));
      const sealed = body.subarray(21 + sender.length);
      const agreed = Buffer.concat([Buffer.from('WebPush: info\0'), pair.getPublicKey(), sender]);
      const key = hkdfSync('sha256', pair.computeSecret(sender), auth, agreed, 32);
      const derived = (what: string, bytes: number) =>
        Buffer.from(hkdfSync('sha256', Buffer.from(key), salt, Buffer.from(`Content-Encoding: ${what}\0`), bytes));
      const decipher = createDecipheriv('aes-128-gcm', derived('aes128gcm', 16), derived('nonce', 12));
      decipher.setAuthTag(sealed.subarray(-16));
      const record = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
      // Padding: a 2, then zeros.
      return JSON.parse(record.subarray(0, record.lastIndexOf(2)).toString('utf8'));
    },
  };
}

/** The claims of a VAPID header (RFC 8292 2), signed by the key that browsers were given. @throws when they are not. */
export function vapidClaims(header: string, publicKey: string): { aud: string; exp: number; sub: string } {
  const { t = '', k = '' } = Object.fromEntries(
    header
      .replace(/^vapid /, '')
      .split(',')
      .map((part) => part.trim().split(/=(.*)/s).slice(0, 2)),
  );
  if (k !== publicKey) throw new Error('signed by another key');
  const point = Buffer.from(k, 'base64url');
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  };
  const [head = '', claims = '', signature = ''] = t.split('.');
  const key = { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' as const };
  if (!verify('sha256', Buffer.from(`${head}.${claims}`), key, Buffer.from(signature, 'base64url'))) {
    throw new Error('the signature is wrong');
  }
  return JSON.parse(Buffer.from(claims, 'base64url').toString('utf8'));
}
