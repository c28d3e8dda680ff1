import { type Request, type Response, Router } from 'express';
import { type Actor, BLANK_PROFILE, type JsonObject } from '../../activities/activity.ts';
import type { ActorDirectory } from '../../activities/ports.ts';
import type { Asker } from '../../activities/visibility.ts';
import { answerError, answerNotFound } from '../answers.ts';
import type { Codec } from '../convert/index.ts';
import type { Engine } from '../engine.ts';
import type { SigningKeyRing } from '../keys.ts';
import { type FederationNaming, PATHS } from '../naming.ts';
import type { Documents, Served } from './documents.ts';
import { wantsPage } from './negotiation.ts';

const ACTIVITY_JSON = 'application/activity+json; charset=utf-8';
/** Made by `newId`, or by a feature out of a client's id. */
const ID = /^[0-9a-z-]{26,100}$/;
const PAGE = /^[\w.:~=+/-]{1,256}$/;

export interface RouterParts {
  naming: FederationNaming;
  codec: Codec;
  documents: Documents;
  askerOf(req: Request): Promise<Asker>;
  actors: ActorDirectory;
  keys: SigningKeyRing;
  engine(): Promise<Engine>;
  instanceName: string;
}

function sendDocument(res: Response, json: JsonObject, status = 200): void {
  res.status(status).set('Content-Type', ACTIVITY_JSON).end(JSON.stringify(json));
}

/** The one place where a request becomes a page or a document: the answer depends on `Accept`, and says so. */
function sendPage(res: Response, page: string, documentIri: string): void {
  res.set('Link', `<${documentIri}>; rel="alternate"; type="application/activity+json"`).redirect(302, page);
}

/** The instance itself: whoever is asked for something by us can read who we are without being asked to prove it. */
function instanceActor(parts: RouterParts, pem: string): JsonObject {
  const { naming, codec, instanceName } = parts;
  const actor: Actor = {
    kind: 'actor',
    type: 'Application',
    iri: naming.instanceActor,
    username: new URL(naming.origin).hostname,
    displayName: instanceName,
    ...BLANK_PROFILE,
    url: naming.origin,
    approvesFollowers: true,
    inbox: naming.sharedInbox,
    sharedInbox: naming.sharedInbox,
    outbox: null,
    followers: null,
    following: null,
    key: { iri: `${naming.instanceActor}#main-key`, pem },
    publishedAt: null,
  };
  return codec.encodeObject(actor);
}

/** ActivityPub over HTTP: GET of actors, collections, objects and activities. Inboxes are not here: `receive`. */
export function createRouter(parts: RouterParts): Router {
  const { naming, codec, documents, askerOf, actors, keys } = parts;
  const router = Router();

  router.get(PATHS.instanceActor, async (_req, res) => {
    const { pem } = await keys.ensure(naming.instanceActor);
    sendDocument(res.vary('Accept'), instanceActor(parts, pem));
  });

  router.get(PATHS.actor, async (req, res) => {
    res.vary('Accept');
    const actor = await actors.local(String(req.params.name));
    if (actor === null) answerNotFound(res);
    else if (wantsPage(req.headers.accept)) sendPage(res, actor.url, actor.iri);
    else sendDocument(res, codec.encodeObject(actor));
  });

  for (const kind of ['outbox', 'followers', 'following'] as const) {
    router.get(PATHS[kind], async (req, res) => {
      const actor = await actors.local(String(req.params.name));
      if (actor === null) return answerNotFound(res);
      const { page } = req.query;
      if (page !== undefined && (typeof page !== 'string' || !PAGE.test(page))) {
        return answerError(res, 'invalid_input', 'There is no such page. Begin with the collection itself.');
      }
      const listed = kind === 'outbox' || actor.showsConnections;
      // How many is public; who only when the person says so.
      if (page !== undefined && !listed) return answerNotFound(res);
      const collection = await (await parts.engine()).collection(naming.actor(actor.username)[kind], page);
      const { first, ...counted } = collection;
      sendDocument(res, listed ? collection : counted);
    });
  }

  function serve(res: Response, served: Served): void {
    if (served.kind === 'nothing') {
      answerNotFound(res);
      return;
    }
    if (served.kind === 'document' && !served.open) res.set('Cache-Control', 'private, no-store');
    sendDocument(res, served.json, served.kind === 'tombstone' ? 410 : 200);
  }

  router.get(PATHS.object, async (req, res) => {
    res.vary('Accept');
    const id = String(req.params.id);
    if (!ID.test(id)) return answerNotFound(res);
    const iri = `${naming.origin}/objects/${id}`;
    // The page decides for itself who may see it; the way there gives nothing away.
    if (wantsPage(req.headers.accept)) return sendPage(res, naming.pageOf(iri), iri);
    serve(res, await documents.object(iri, () => askerOf(req)));
  });

  router.get(PATHS.activity, async (req, res) => {
    res.vary('Accept');
    const id = String(req.params.id);
    if (!ID.test(id)) return answerNotFound(res);
    const iri = `${naming.origin}/activities/${id}`;
    serve(res, await documents.activity(iri, () => askerOf(req)));
  });
  return router;
}
