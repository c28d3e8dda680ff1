import { generateKeyPairSync, hash, type KeyObject, sign } from 'node:crypto';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { connect } from 'node:net';
import { listen } from '../ports.ts';

/**
 * Another instance, driven by hand: a real HTTP server on loopback that serves whatever documents a test puts there, keeps
 * what is posted to it, and signs whatever it is told to, honest or not.
 */

export interface PeerActor {
  iri: string;
  keyId: string;
  privateKey: KeyObject;
  document: Record<string, unknown>;
}

export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  json: { id: string; type: string; actor: string; object?: unknown; [key: string]: unknown };
}

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

/** One pair for all actors of a process unless a test wants another: making RSA keys is slow. */
const keyPairs: { publicKey: string; privateKey: KeyObject }[] = [];
export function keyPair(index = 0): { publicKey: string; privateKey: KeyObject } {
  for (let at = keyPairs.length; at <= index; at++) {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    keyPairs.push({ publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(), privateKey });
  }
  return keyPairs[index]!;
}

export class Peer {
  readonly origin: string;
  readonly host: string;
  /** Path and query -> what GET answers. A function may do anything with the response. */
  readonly pages = new Map<string, object | Answer | ((req: IncomingMessage, res: ServerResponse) => void)>();
  readonly received: Received[] = [];
  /** Every GET, by path. */
  readonly asked: { path: string; headers: IncomingHttpHeaders }[] = [];
  /** What POST answers; may be changed by the test. */
  answer: (received: Received) => Answer | Promise<Answer> = () => ({ status: 202 });
  /** TCP connections that were opened to it, whatever became of them. */
  connections = 0;
  readonly #server: Server;

  private constructor(server: Server, host: string) {
    this.#server = server;
    this.host = host;
    this.origin = `http://${host}`;
  }

  static async start(hostname = 'localhost', port = 0, address = '127.0.0.1'): Promise<Peer> {
    const server = createServer();
    const at = port || (await listen(server, address));
    if (port) await new Promise<void>((resolve) => server.listen(port, address, resolve));
    const peer = new Peer(server, `${hostname}:${at}`);
    server.on('request', (req, res) => void peer.#answer(req, res));
    server.on('connection', () => {
      peer.connections += 1;
    });
    return peer;
  }

  get port(): number {
    return Number(this.host.split(':')[1]);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** An actor with a document at its id and an answer to WebFinger. */
  actor(name: string, extra: Record<string, unknown> = {}, key = 0): PeerActor {
    const iri = `${this.origin}/users/${name}`;
    const { publicKey, privateKey } = keyPair(key);
    const document = {
      '@context': ['https://www.w3.org/ns/activitystreams', 'https://w3id.org/security/v1'],
      id: iri,
      type: 'Person',
      preferredUsername: name,
      name,
      inbox: `${iri}/inbox`,
      outbox: `${iri}/outbox`,
      followers: `${iri}/followers`,
      following: `${iri}/following`,
      endpoints: { sharedInbox: `${this.origin}/inbox` },
      publicKey: { id: `${iri}#main-key`, owner: iri, publicKeyPem: publicKey },
      ...extra,
    };
    this.pages.set(`/users/${name}`, document);
    const resource = encodeURIComponent(`acct:${name}@${this.host}`);
    this.pages.set(`/.well-known/webfinger?resource=${resource}`, {
      subject: `acct:${name}@${this.host}`,
      links: [{ rel: 'self', type: 'application/activity+json', href: iri }],
    });
    return { iri, keyId: `${iri}#main-key`, privateKey, document };
  }

  async #answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const path = req.url ?? '/';
    if (req.method === 'POST') {
      const chunks: Buffer[] = [];
      for await (const chunk of req) chunks.push(chunk as Buffer);
      const received = { path, headers: req.headers, json: JSON.parse(Buffer.concat(chunks).toString()) };
      this.received.push(received);
      const answer = await this.answer(received);
      res.writeHead(answer.status, answer.headers).end(answer.body);
      return;
    }
    this.asked.push({ path, headers: req.headers });
    const page = this.pages.get(path);
    if (typeof page === 'function') page(req, res);
    else if (page === undefined) res.writeHead(404).end();
    else if ('status' in page && typeof page.status === 'number') {
      const answer = page as Answer;
      res.writeHead(answer.status, answer.headers).end(answer.body);
    } else {
      const type = path.startsWith('/.well-known') ? 'application/jrd+json' : 'application/activity+json';
      res.writeHead(200, { 'content-type': type }).end(JSON.stringify(page));
    }
  }
}

export interface SignOptions {
  method?: 'GET' | 'POST';
  keyId: string;
  privateKey: KeyObject;
  date?: Date;
  /** Signed header names, in order. */
  headers?: string[];
  host?: string;
  /** The body that the digest is made of, when it is to differ from the one sent. */
  digestOf?: string;
  algorithm?: string | null;
}

/** Headers with a draft-cavage signature, as honest as the options. */
export function signed(url: string, body: string | null, options: SignOptions): Record<string, string> {
  const { pathname, search, host } = new URL(url);
  const method = options.method ?? (body === null ? 'GET' : 'POST');
  const all: Record<string, string> = {
    '(request-target)': `${method.toLowerCase()} ${pathname}${search}`,
    host: options.host ?? host,
    date: (options.date ?? new Date()).toUTCString(),
    ...(body === null ? {} : { digest: `SHA-256=${hash('sha256', options.digestOf ?? body, 'base64')}` }),
  };
  const names = options.headers ?? Object.keys(all);
  const base = names.map((name) => `${name}: ${all[name]}`).join('\n');
  const digestName = options.privateKey.asymmetricKeyType === 'ed25519' ? null : 'sha256';
  const signature = sign(digestName, Buffer.from(base), options.privateKey).toString('base64');
  const algorithm = options.algorithm === null ? '' : `algorithm="${options.algorithm ?? 'rsa-sha256'}",`;
  const { '(request-target)': _, ...headers } = all;
  return {
    ...headers,
    ...(body === null ? {} : { 'content-type': 'application/activity+json' }),
    signature: `keyId="${options.keyId}",${algorithm}headers="${names.join(' ')}",signature="${signature}"`,
  };
}

export interface RawAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Sends a request byte by byte as given: `fetch` would put Host, doubled headers and much else right. */
export function sendRaw(
  url: string,
  method: string,
  headers: Record<string, string | string[]>,
  body = '',
): Promise<RawAnswer> {
  const { hostname, port, pathname, search } = new URL(url);
  const lines = [`${method} ${pathname}${search} HTTP/1.1`];
  for (const [name, values] of Object.entries(headers))
    for (const value of [values].flat()) lines.push(`${name}: ${value}`);
  if (!('content-length' in headers) && body !== '') lines.push(`content-length: ${Buffer.byteLength(body)}`);
  lines.push('connection: close', '', '');
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      text += chunk;
    });
    socket.on('error', (error) => (text === '' ? reject(error) : undefined));
    socket.on('close', () => {
      const end = text.indexOf('\r\n\r\n');
      const [statusLine = '', ...rest] = text.slice(0, end).split('\r\n');
      const answered = Object.fromEntries(
        rest.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
      );
      resolve({ status: Number(statusLine.split(' ')[1]), headers: answered, body: text.slice(end + 4) });
    });
    socket.write(lines.join('\r\n') + body);
  });
}

/** Posts an activity as an actor of the peer. */
export function post(url: string, json: object | string, options: SignOptions): Promise<RawAnswer> {
  const body = typeof json === 'string' ? json : JSON.stringify(json);
  return sendRaw(url, 'POST', signed(url, body, options), body);
}
