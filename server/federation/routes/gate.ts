import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { ActorDirectory } from '../../activities/ports.ts';
import { answerError } from '../answers.ts';
import { PATHS } from '../naming.ts';
import type { ActorDocuments } from './actor-documents.ts';
import { sendDocument } from './answer.ts';
import type { Askers } from './asker.ts';
import { namesDocument, wantsPage } from './negotiation.ts';

/**
 * Not for the gate: inboxes and files are no documents, and the instance actor must be open to everybody, since it is asked
 * for by those who want to know who asks them.
 */
const OPEN: ReadonlySet<string> = new Set([PATHS.inbox, PATHS.sharedInbox, PATHS.media, PATHS.instanceActor]);
const GATED = Object.values(PATHS).filter((path) => !OPEN.has(path));

const SAYS = {
  blocked: 'This instance does not give anything to yours.',
  unsigned: 'Sign the request: this instance shows its documents only to those who say who they are.',
  unproven: "The signature does not hold. Sign the target, host and date with the actor's key.",
} as const;

/**
 * Stands before every ActivityPub document. Whoever signs as somebody of a blocked instance gets none. In "authorized fetch"
 * mode nobody does who has not proven who they are; of an actor they get the keys alone, by which others can verify us.
 */
export function createGate(parts: {
  askers: Askers;
  actors: ActorDirectory;
  documents: ActorDocuments;
  authorizedFetch: boolean;
}): Router {
  const { askers, actors, documents, authorizedFetch } = parts;
  const router = Router();

  async function stub(req: Request, res: Response): Promise<boolean> {
    const actor = await actors.local(String(req.params.name));
    // Nobody of that name: the route behind says so.
    if (actor !== null) sendDocument(res, await documents.stub(actor));
    return actor !== null;
  }

  function gate(path: string): RequestHandler {
    const redirectsToPages = path === PATHS.actor || path === PATHS.object;
    return async (req, res, next) => {
      if (redirectsToPages && wantsPage(req.headers.accept)) return next();
      if (path === PATHS.tag && !namesDocument(req.headers.accept)) return next();
      const isSigned = req.headers.signature !== undefined;
      if (!authorizedFetch && !isSigned) return next();
      if (askers.isOfBlocked(req)) return answerError(res, 'forbidden', SAYS.blocked);
      if (!authorizedFetch) return next();
      res.vary('Signature').set('Cache-Control', 'private, no-store');
      const who = await askers.of(req);
      if (who.kind === 'actor') return next();
      if (!isSigned && path === PATHS.actor) {
        if (!(await stub(req, res))) next();
        return;
      }
      res.set('WWW-Authenticate', 'Signature headers="(request-target) host date"');
      answerError(res, 'unauthenticated', isSigned ? SAYS.unproven : SAYS.unsigned);
    };
  }

  for (const path of GATED) router.get(path, gate(path));
  return router;
}
