import { Router } from 'express';
import * as contract from '../../../shared/contracts/media.ts';
import { appError, NOT_FOUND } from '../../core/errors.ts';
import { fail, ok } from '../../core/result.ts';
import { bind } from '../../http/endpoint.ts';
import { sendError } from '../../http/errors.ts';
import { principalOf } from '../../http/principal.ts';
import type { MediaContext } from './context.ts';
import { deleteFile } from './delete-media.ts';
import type { UploadFinisher } from './finish-upload.ts';
import { DOCUMENT_TYPES, IMAGE_TYPES, present } from './media.model.ts';
import type { PairFileRoom } from './pair-files.ts';
import { notThere, type ServingParts, serveFile, servePicture } from './serve-media.ts';
import type { Uploads } from './uploads.ts';

const sizeOf = (query: unknown) => (query === 'small' ? 'small' : 'large');

/** The endpoints of `shared/contracts/media.ts`, uploads by tus, and files of pairs. */
export function mediaRoutes(
  context: MediaContext,
  finisher: UploadFinisher,
  uploads: Uploads,
  pairFiles: PairFileRoom,
): Router {
  const router = Router();
  const { files, limits } = context;

  router.all(['/uploads', '/uploads/:id'], async (req, res) => {
    const account = principalOf(req, ['write']);
    if (!account) return sendError(res, appError('unauthenticated', 'Sign in first, then try again.'));
    const { id = null } = req.params as { id?: string };
    const refused = await uploads.receive(account.actor, id, req, res);
    if (refused) sendError(res, refused);
  });

  router.get('/pairs/:pair/files/:file', async (req, res) => {
    const account = principalOf(req, ['read', 'pairs']);
    if (!account) return sendError(res, appError('unauthenticated', 'Sign in first, then try again.'));
    const { pair, file } = req.params;
    await pairFiles.serve(account.actor, { pair, file, size: sizeOf(req.query.size) }, req, res);
  });

  bind(router, contract.getMediaLimits, async () =>
    ok({
      imageMaxBytes: limits.imageMaxBytes,
      documentMaxBytes: limits.documentMaxBytes,
      imageTypes: [...IMAGE_TYPES],
      documentTypes: Object.keys(DOCUMENT_TYPES),
    }),
  );
  bind(router, contract.getMedia, async ({ account, params }) => {
    const finished = await finisher.finish(account.actor, params.id);
    return finished.ok ? ok(present(finished.value)) : finished;
  });
  bind(router, contract.describeMedia, async ({ account, params, body }) => {
    const described = await files.files.findOneAndUpdate(
      { _id: params.id, owner: account.actor, state: 'ready' },
      { $set: { alt: body.alt } },
      { returnDocument: 'after' },
    );
    return described ? ok(present(described)) : fail(NOT_FOUND);
  });
  bind(router, contract.deleteMedia, async ({ account, params }) => {
    const [media] = await files.readyOf(account.actor, [params.id]);
    return media ? deleteFile(context, media) : fail(NOT_FOUND);
  });
  return router;
}

/** `/media/…`: files by their addresses, to anybody who has one, but for those of pairs. Before sessions. */
export function mediaServing(parts: ServingParts): Router {
  const router = Router();
  router.get('/media/:id', async (req, res) => {
    await serveFile(parts, { id: req.params.id, size: sizeOf(req.query.size) }, req, res);
  });
  router.get('/media/remote/:post/:index/:seal', async (req, res) => {
    const { post, index, seal } = req.params;
    const source = /^\d{1,2}$/.test(index) ? await parts.pictureOf(post, Number(index)) : null;
    const sealed = source && parts.pictures.isSealed(source, seal) ? source : null;
    await servePicture(parts, sealed, sizeOf(req.query.size), req, res);
  });
  router.get('/media/emoji/:sealed', async (req, res) => {
    const source = parts.pictures.emojiOf(req.params.sealed);
    await servePicture(parts, source, 'small', req, res);
  });
  // Nothing else is ever under this path: no page, and no actor or object of ours.
  router.use('/media', (_req, res) => notThere(res));
  return router;
}
