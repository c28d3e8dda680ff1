import { type Request, type Response, Router } from 'express';
import type { JsonObject } from '../../activities/activity.ts';
import type { ActorDirectory, OpenPost, OpenPosts } from '../../activities/ports.ts';
import { answerNotFound } from '../answers.ts';
import { ACTIVITYSTREAMS, CONTEXT } from '../convert/context.ts';
import { writeHashtag } from '../convert/tags.ts';
import type { Engine } from '../engine.ts';
import { type FederationNaming, PATHS } from '../naming.ts';
import { pageAskedFor, sendDocument } from './answer.ts';
import { namesDocument } from './negotiation.ts';

/** Made by `newId`, or by a feature out of a client's id. */
export const ID = /^[0-9a-z-]{26,100}$/;
const TAG = /^[\p{L}\p{M}\p{N}_]{1,50}$/u;

interface CollectionParts {
  naming: FederationNaming;
  actors: ActorDirectory;
  posts: OpenPosts;
  engine(): Promise<Engine>;
}

/**
 * What hangs on posts and people, as far as everybody may see it: answers and threads by their ids, how often something was
 * liked or shared but not by whom, pinned posts, tags. What is for fewer people has no such collections, for anybody.
 */
export function createCollections({ naming, actors, posts, engine }: CollectionParts): Router {
  const router = Router();

  /** The open post that a path is about; null is answered already. */
  async function postOf(req: Request, res: Response): Promise<OpenPost | null> {
    const id = String(req.params.id);
    const post = ID.test(id) ? await posts.get(`${naming.origin}${PATHS.object.replace(':id', id)}`) : null;
    if (post === null) answerNotFound(res);
    return post;
  }

  async function sendPaged(req: Request, res: Response, id: string, more: JsonObject = {}): Promise<void> {
    const asked = pageAskedFor(req, res);
    if (asked !== null) sendDocument(res, { ...(await (await engine()).collection(id, asked.page)), ...more });
  }

  router.get(PATHS.replies, async (req, res) => {
    const post = await postOf(req, res);
    if (post !== null) await sendPaged(req, res, naming.collectionOf(post.iri, 'replies'));
  });

  for (const [kind, count] of [
    ['likes', 'likes'],
    ['shares', 'boosts'],
  ] as const) {
    router.get(PATHS[kind], async (req, res) => {
      const post = await postOf(req, res);
      if (post !== null) sendDocument(res, counted(naming.collectionOf(post.iri, kind), post[count]));
    });
  }

  router.get(PATHS.context, async (req, res) => {
    const post = await postOf(req, res);
    if (post === null) return;
    // A thread belongs to whoever began it (FEP-7888).
    if (post.root !== post.iri) answerNotFound(res);
    else await sendPaged(req, res, naming.contextOf(post.iri), { attributedTo: post.author });
  });

  router.get(PATHS.featured, async (req, res) => {
    const actor = await actors.local(String(req.params.name));
    if (actor === null || actor.suspended) return answerNotFound(res);
    const pinned = await posts.pinned(actor.iri);
    const { featured } = naming.actor(actor.username);
    sendDocument(res, { ...counted(featured, pinned.length), orderedItems: pinned });
  });

  router.get(PATHS.featuredTags, async (req, res) => {
    const actor = await actors.local(String(req.params.name));
    if (actor === null || actor.suspended) return answerNotFound(res);
    const tags = (await posts.tagsOf(actor.iri)).map((tag) => writeHashtag(tag, naming));
    const { featuredTags: id } = naming.actor(actor.username);
    sendDocument(res, { '@context': [...CONTEXT.post], id, type: 'Collection', totalItems: tags.length, items: tags });
  });

  router.get(PATHS.tag, async (req, res, next) => {
    const tag = String(req.params.tag).normalize('NFC');
    // Tools that take anything, such as those that preview links, get the page.
    if (!namesDocument(req.headers.accept) || !TAG.test(tag)) return next();
    res.vary('Accept');
    await sendPaged(req, res, naming.tagPage(tag));
  });
  return router;
}

function counted(id: string, totalItems: number): JsonObject {
  return { '@context': ACTIVITYSTREAMS, id, type: 'OrderedCollection', totalItems };
}
