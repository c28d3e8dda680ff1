import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type Context,
  createFederationBuilder,
  generateCryptoKeyPair,
  type HttpMessageSignaturesSpec,
  MemoryKvStore,
} from '@fedify/fedify';
import { Accept, Activity, Endpoints, Follow, Note, Person } from '@fedify/vocab';

/**
 * An instance that we did not write: Fedify, with its own signatures, JSON-LD processor and vocabulary, on a real HTTP
 * server on loopback. It has one person, Bo, accepts every Follow, and keeps what reaches its inbox.
 */
export interface FedifyPeer {
  origin: string;
  domain: string;
  /** Context of what it does as itself, with signatures of one kind. */
  as(kind: HttpMessageSignaturesSpec): Context<void>;
  /** What reached its inbox with a signature or a proof that it believes, as instances of its classes. */
  received: Activity[];
  /** What it is told about things that it could not take. */
  errors: Error[];
  /** How many it got that it did not believe. */
  unverified: number;
  /** Notes of Bo's that it serves, by name. */
  notes: Map<string, Note>;
  /** May be changed; the profile is made of it anew each time. */
  profile: { name: string; summary: string };
  stop(): Promise<void>;
}

export const BO = 'bo';

export async function startFedify(hostname = 'localhost'): Promise<FedifyPeer> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const domain = `${hostname}:${(server.address() as AddressInfo).port}`;
  const origin = `http://${domain}`;
  // The order matters to it: the first RSA key signs requests, the Ed25519 key makes proofs.
  const keyPairs = [await generateCryptoKeyPair('RSASSA-PKCS1-v1_5'), await generateCryptoKeyPair('Ed25519')];
  const received: Activity[] = [];
  const errors: Error[] = [];
  const notes = new Map<string, Note>();
  const profile = { name: 'Bo Larsen', summary: '<p>Physics, and bicycles.</p>' };

  const builder = createFederationBuilder<void>();
  builder
    .setActorDispatcher('/users/{identifier}', async (ctx, identifier) => {
      if (identifier !== BO) return null;
      const keys = await ctx.getActorKeyPairs(identifier);
      return new Person({
        id: ctx.getActorUri(identifier),
        preferredUsername: identifier,
        ...profile,
        url: new URL(`/@${identifier}`, origin),
        inbox: ctx.getInboxUri(identifier),
        endpoints: new Endpoints({ sharedInbox: ctx.getInboxUri() }),
        publicKey: keys[0]?.cryptographicKey ?? null,
        assertionMethods: keys.map(({ multikey }) => multikey),
      });
    })
    .setKeyPairsDispatcher((_ctx, identifier) => (identifier === BO ? keyPairs : []));
  builder.setObjectDispatcher(Note, '/notes/{id}', (_ctx, { id }) => notes.get(id) ?? null);
  builder.setNodeInfoDispatcher('/nodeinfo/2.1', () => ({
    software: { name: 'fedify-peer', version: '1.0.0' },
    protocols: ['activitypub'],
    usage: { users: {}, localPosts: 0, localComments: 0 },
  }));
  builder
    .setInboxListeners('/users/{identifier}/inbox', '/inbox')
    .on(Activity, async (ctx, activity) => {
      received.push(activity);
      if (activity instanceof Follow && activity.actorId !== null) {
        const follower = await activity.getActor(ctx);
        if (follower === null) throw new Error('the follower cannot be read');
        const accept = new Accept({
          id: new URL(`#accepts/${crypto.randomUUID()}`, ctx.getActorUri(BO)),
          actor: ctx.getActorUri(BO),
          object: activity,
        });
        await ctx.sendActivity({ identifier: BO }, follower as Person, accept);
      }
    })
    .onUnverifiedActivity(() => {
      peer.unverified += 1;
    })
    .onError((_ctx, error) => void errors.push(error));

  const build = (firstKnock: HttpMessageSignaturesSpec) =>
    // Each remembers which kind a host took: they must not learn from each other.
    builder.build({ kv: new MemoryKvStore(), origin, firstKnock, allowPrivateAddress: true });
  const cavage = await build('draft-cavage-http-signatures-12');
  const rfc9421 = await build('rfc9421');
  server.on('request', (req, res) => {
    toRequest(req, origin)
      .then((request) => cavage.fetch(request, { contextData: undefined }))
      .then((response) => respond(res, response))
      .catch((error: unknown) => {
        errors.push(error instanceof Error ? error : new Error(String(error)));
        res.writeHead(500).end();
      });
  });
  const contexts = new Map([
    ['rfc9421', rfc9421.createContext(new URL(origin), undefined)],
    ['draft-cavage-http-signatures-12', cavage.createContext(new URL(origin), undefined)],
  ]);
  const peer: FedifyPeer = {
    origin,
    domain,
    as: (kind) => contexts.get(kind)!,
    received,
    errors,
    unverified: 0,
    notes,
    profile,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return peer;
}

async function toRequest(req: IncomingMessage, origin: string): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  const headers = new Headers();
  for (let at = 0; at + 1 < req.rawHeaders.length; at += 2) {
    headers.append(req.rawHeaders[at]!, req.rawHeaders[at + 1]!);
  }
  const method = req.method ?? 'GET';
  const body = method === 'GET' || method === 'HEAD' ? null : Buffer.concat(chunks);
  return new Request(new URL(req.url ?? '/', origin), { method, headers, body });
}

async function respond(res: ServerResponse, response: Response): Promise<void> {
  res.writeHead(response.status, Object.fromEntries(response.headers));
  res.end(Buffer.from(await response.arrayBuffer()));
}
