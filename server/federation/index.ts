import type { IncomingMessage, ServerResponse } from 'node:http';
import { Router } from 'express';
import type { ActivityLog } from '../activities/log.ts';
import type { Reaction } from '../activities/pipeline.ts';
import type {
  ActorDirectory,
  DomainPolicy,
  FollowGraph,
  Intake,
  OpenPosts,
  RemoteDirectory,
  RemoteFiles,
} from '../activities/ports.ts';
import type { Asker } from '../activities/visibility.ts';
import type { Clock } from '../core/clock.ts';
import type { Logger } from '../core/logger.ts';
import type { Database } from '../storage/index.ts';
import { type ClientParts, createClientRouter } from './client/router.ts';
import { isActorType } from './convert/actor.ts';
import type { Codec } from './convert/index.ts';
import { typeOf } from './convert/read.ts';
import type { Delivery, FederationConfig } from './delivery/index.ts';
import { createClimber } from './directory/ancestors.ts';
import { createGoneLearner, createLearner } from './directory/learn.ts';
import { createPinReader } from './directory/pins.ts';
import { QuoteAuthorizationReader } from './directory/quote-authorizations.ts';
import { Readings } from './directory/readings.ts';
import { createRemoteDirectory } from './directory/remote-directory.ts';
import { ThreadReader } from './directory/threads.ts';
import { Forwarding } from './forwarding/forwarding.ts';
import { createFarewells } from './inbox/farewells.ts';
import { createInbox } from './inbox/inbox.ts';
import type { SigningKeyRing } from './keys.ts';
import type { FederationNaming } from './naming.ts';
import { createProofVerifier, type VerifyProof } from './proofs/verify.ts';
import { createActorDocuments } from './routes/actor-documents.ts';
import { createAskers } from './routes/asker.ts';
import { createDocuments } from './routes/documents.ts';
import { createGate } from './routes/gate.ts';
import { createRouter } from './routes/router.ts';
import { RemoteKeysReaction } from './transport/remote-keys.reaction.ts';
import { createRemoteKeys } from './transport/remote-keys.ts';
import { createWellKnown } from './well-known/router.ts';

export { type Codec, createCodec } from './convert/index.ts';
export { createDelivery, type Delivery, type FederationConfig } from './delivery/index.ts';
export { createKeyRing, type SigningKeyRing } from './keys.ts';
export { createNaming, type FederationNaming } from './naming.ts';

export interface FederationParts {
  config: FederationConfig;
  naming: FederationNaming;
  codec: Codec;
  keys: SigningKeyRing;
  delivery: Delivery;
  db: Database;
  log: ActivityLog;
  intake: Intake;
  actors: ActorDirectory;
  follows: FollowGraph;
  posts: OpenPosts;
  policy: DomainPolicy;
  clock: Clock;
  logger: Logger;
}

export interface Federation {
  /** GETs of other instances. Mounted before any body parser and session. */
  router: Router;
  /**
   * Takes a request that is for an inbox and answers true; leaves any other alone. It comes before the web framework,
   * which would cost as much as checking the signature.
   */
  receive(req: IncomingMessage, res: ServerResponse): boolean;
  /** People's own inboxes and outboxes, for their apps. Mounted before `router`. */
  clientRouter(parts: Pick<ClientParts, 'mailboxes' | 'authenticate'>): Router;
  remote: RemoteDirectory;
  files: RemoteFiles;
  /** By whom a GET is signed; a signature that does not hold is none. */
  askerOf(req: IncomingMessage): Promise<Asker>;
  /** Who vouches for a document by a proof on it (FEP-8b32). */
  verifyProof: VerifyProof;
  /** For the pipeline: keeps what is known of others' keys up to date. */
  keysReaction: Reaction;
  /** For the pipeline: keeps no words to be passed on that were deleted. */
  forwardingReaction: Reaction;
  /** What the inbox refused since the start, by reason. */
  refusals: ReadonlyMap<string, number> & { readonly since: Date };
  start(): Promise<void>;
  /** Also stops delivery. */
  stop(): Promise<void>;
}

/**
 * Everything that faces other instances. Made in two steps, since the activity pipeline stands between them: it needs the
 * codec and `createDelivery` (its way out), and the inbox needs it (`intake`, the way in).
 */
export function createFederation(parts: FederationParts): Federation {
  const { config, naming, codec, keys, delivery, log, intake, actors, follows, posts, policy, clock, logger } = parts;
  const { fetcher, allowsPlainHttp: plainHttp } = delivery.outside;
  const learn = createLearner({ engine: delivery.engine, intake, clock });
  const heardFrom = (actor: string) => delivery.hosts.heardFrom(actor);
  const remoteKeys = createRemoteKeys({
    db: parts.db,
    fetcher,
    clock,
    async onActor(document) {
      // Instances sign too; they are nobody whom people meet. What is no actor at all may name a key as well, and is not learnt by it.
      if (!isActorType(typeOf(document)) || typeOf(document) === 'Application') return;
      await learn(document).catch((error: unknown) => logger.error({ err: error }, 'an actor could not be learnt'));
    },
  });
  const verifyProof = createProofVerifier({ keys: remoteKeys, naming, policy, clock });
  const directory = createRemoteDirectory({
    naming,
    codec,
    log,
    actors,
    policy,
    fetcher,
    plainHttp,
    learn,
    heardFrom,
    clock,
    logger,
  });
  const readings = new Readings(parts.db);
  const asking = { naming, codec, posts, actors, policy, fetcher, readings, learn, clock, logger };
  const fetchAbove = createClimber({ posts, actors, fetch: directory.fetch, clock });
  const learnGone = createGoneLearner({ intake, clock });
  const quotes = new QuoteAuthorizationReader({ codec, fetcher, readings, intake, clock, logger });
  const threads = new ThreadReader({ ...asking, learnGone, fetchAbove, meet: directory.fetch });
  const remote: RemoteDirectory = {
    ...directory,
    async confirmGone(iri, author) {
      if (await directory.hasGone(iri)) await learnGone(iri, author);
    },
    readQuoteAuthorization: (word) => quotes.read(word),
    recheckQuoteAuthorization: (word, isGiven) => quotes.recheck(word, isGiven),
    readPins: createPinReader({ ...asking, intake, fetch: directory.fetch }),
    fetchAbove,
    refreshThread: (post, publishedAt) => threads.refresh(post, publishedAt),
  };
  delivery.lookUpWith(directory);
  const farewells = createFarewells({
    naming,
    actors,
    isNoMore: directory.isNoMore,
    learnGone,
    clock,
    logger,
  });
  const forwarding = new Forwarding({
    naming,
    codec,
    log,
    posts,
    follows,
    forwards: delivery.forwards,
    deliver: delivery.forward,
    clock,
    logger,
  });
  const inbox = createInbox({
    forwarding,
    naming,
    actors,
    keys: remoteKeys,
    policy,
    intake,
    verifyProof,
    heardFrom,
    farewells,
    clock,
    logger,
  });
  const router = Router();
  const askers = createAskers({ naming, keys: remoteKeys, policy, clock });
  const documents = createDocuments({ naming, codec, log, follows, posts, policy });
  const actorDocuments = createActorDocuments({ naming, codec, keys, instanceName: config.instanceName });
  router.use(
    createGate({ askers, actors, documents: actorDocuments, authorizedFetch: config.authorizedFetch }),
    createRouter({
      naming,
      documents,
      askerOf: askers.of,
      actors,
      posts,
      actorDocuments,
      outgoing: delivery.outgoing,
      engine: delivery.engine,
    }),
    createWellKnown({ naming, actors, ...config }),
  );
  return {
    router,
    receive(req, res) {
      if (!inbox.isFor(req)) return false;
      void inbox.receive(req, res);
      return true;
    },
    clientRouter: (client) => createClientRouter({ ...client, naming, log, documents, engine: delivery.engine }),
    remote,
    files: {
      read: (url, accept, maxBytes) => fetcher.file(url, accept, maxBytes).catch(() => null),
      readAs: (actor, url, accept, maxBytes) =>
        fetcher.file(url, accept, maxBytes, () => keys.signingKey(actor)).catch(() => null),
    },
    askerOf: askers.of,
    verifyProof,
    keysReaction: new RemoteKeysReaction(remoteKeys),
    forwardingReaction: forwarding.reaction,
    refusals: inbox.refusals,
    async start() {
      await remoteKeys.prepare();
      await delivery.outside.preference.start();
      await keys.ensure(naming.instanceActor);
      await readings.prepare();
      await delivery.start();
      await forwarding.start();
      await threads.start();
    },
    async stop() {
      await threads.stop();
      await quotes.stop();
      await forwarding.idle();
      await farewells.idle();
      await delivery.stop();
    },
  };
}
