import { type Request, type Response, Router } from 'express';
import type { ActorDirectory, OpenPosts } from '../../activities/ports.ts';
import type { Asker } from '../../activities/visibility.ts';
import { answerNotFound } from '../answers.ts';
import type { Engine } from '../engine.ts';
import { type FederationNaming, PATHS } from '../naming.ts';
import type { OutgoingForm } from '../proofs/outgoing.ts';
import type { ActorDocuments } from './actor-documents.ts';
import { pageAskedFor, sendDocument } from './answer.ts';
import { createCollections, ID } from './collections.ts';
import type { Documents, Served } from './documents.ts';
import { wantsPage } from './negotiation.ts';

export interface RouterParts {
  naming: FederationNaming;
  documents: Documents;
  askerOf(req: Request): Promise<Asker>;
  actors: ActorDirectory;
  posts: OpenPosts;
  actorDocuments: ActorDocuments;
  outgoing: OutgoingForm;
  engine(): Promise<Engine>;
}

/** The one place where a request becomes a page or a document: the answer depends on `Accept`, and says so. */
function sendPage(res: Response, page: string, documentIri: string): void {
  res.set('Link', `<${documentIri}>; rel="alternate"; type="application/activity+json"`).redirect(302, page);
}

/** ActivityPub over HTTP: GET of actors, collections, objects and activities. Inboxes are not here: `receive`. */
export function createRouter(parts: RouterParts): Router {
  const { naming, documents, actorDocuments, outgoing, askerOf, actors } = parts;
  const router = Router();

  router.get(PATHS.instanceActor, async (_req, res) => {
    sendDocument(res.vary('Accept'), await actorDocuments.instance());
  });

  router.get(PATHS.actor, async (req, res) => {
    res.vary('Accept');
    const name = String(req.params.name);
    const actor = await actors.local(name);
    if (actor === null && (await actors.isRemembered(name))) {
      const context = 'https://www.w3.org/ns/activitystreams';
      sendDocument(res, { '@context': context, id: naming.actor(name).iri, type: 'Tombstone' }, 410);
    } else if (actor === null) answerNotFound(res);
    else if (wantsPage(req.headers.accept)) sendPage(res, actor.url, actor.iri);
    else sendDocument(res, await actorDocuments.of(actor));
  });

  for (const kind of ['outbox', 'followers', 'following'] as const) {
    router.get(PATHS[kind], async (req, res) => {
      const actor = await actors.local(String(req.params.name));
      if (actor === null || actor.suspended) return answerNotFound(res);
      const asked = pageAskedFor(req, res);
      if (asked === null) return;
      const { page } = asked;
      const listed = kind === 'outbox' || actor.showsConnections;
      // How many is public; who only when the person says so.
      if (page !== undefined && !listed) return answerNotFound(res);
      const collection = await (await parts.engine()).collection(naming.actor(actor.username)[kind], page);
      const { first, ...counted } = collection;
      sendDocument(res, listed ? collection : counted);
    });
  }

  async function serve(req: Request, res: Response, served: Served): Promise<void> {
    if (served.kind === 'nothing') {
      // Of what is there it was found out who asks. Of what is not, too: that takes its time, and may come to nothing.
      await askerOf(req);
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
    await serve(req, res, await documents.object(iri, () => askerOf(req)));
  });

  router.get(PATHS.activity, async (req, res) => {
    res.vary('Accept');
    const id = String(req.params.id);
    if (!ID.test(id)) return answerNotFound(res);
    const iri = `${naming.origin}/activities/${id}`;
    const served = await documents.activity(iri, () => askerOf(req));
    await serve(req, res, served.kind === 'document' ? { ...served, json: await outgoing(served.json) } : served);
  });

  router.use(createCollections(parts));
  return router;
}
