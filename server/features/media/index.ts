import { join } from 'node:path';
import type { Router } from 'express';
import type { Reaction } from '../../activities/pipeline.ts';
import type { DomainPolicy, Naming, PairFiles, RemoteFiles } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import type { Logger } from '../../core/logger.ts';
import type { Database } from '../../storage/index.ts';
import { cleanUp } from './clean-up.ts';
import type { MediaContext, MediaLimits } from './context.ts';
import { removeAllOf } from './delete-media.ts';
import { UploadFinisher } from './finish-upload.ts';
import { MediaReactions } from './media.reactions.ts';
import { mediaRoutes, mediaServing } from './media.routes.ts';
import { MediaFiles } from './media.views.ts';
import { DiskStore } from './media-store.ts';
import { type PairFileParts, PairFileRoom } from './pair-files.ts';
import { createMediaLinks, type MediaLinks } from './present-attachments.ts';
import { type PictureSource, RemotePictures } from './remote-pictures.ts';
import { type S3Settings, S3Store } from './s3-store.ts';
import type { ServingParts } from './serve-media.ts';
import { Uploads } from './uploads.ts';

export { isOurFile, type MediaDocument } from './media.model.ts';
export type { MediaFiles } from './media.views.ts';
export type { MediaLinks } from './present-attachments.ts';

const CLEAN_UP_EVERY_MS = 60 * 60_000;

export interface Media {
  files: MediaFiles;
  links: MediaLinks;
  pairFiles: PairFiles;
  reaction: Reaction;
  /** The endpoints of `shared/contracts/media.ts`, and uploads. */
  router: Router;
  /** `/media/…`. */
  serving: Router;
  /** Cleans up now and every hour. */
  start(): void;
  cleanUp(): Promise<void>;
  /** Removes everything that somebody uploaded: their account is deleted. */
  forget(owner: string): Promise<void>;
  stop(): Promise<void>;
}

export interface MediaParts {
  db: Database;
  naming: Naming;
  remote: RemoteFiles;
  policy: DomainPolicy;
  clock: Clock;
  logger: Logger;
  secretKey: string;
  dataDir: string;
  limits: MediaLimits & { remoteMaxBytes: number };
  /** Undefined: files are kept in `dataDir`. */
  s3: S3Settings | undefined;
  isDrafted: (owner: string, id: string) => Promise<boolean>;
  pictureOf: (post: string, index: number) => Promise<PictureSource | null>;
  /** What a post has now, by its IRI. */
  attachmentsOf: (post: string) => Promise<readonly { url: string }[]>;
  signerOf: ServingParts['signerOf'];
  isPair: ServingParts['isPair'];
  pairFor: PairFileParts['pairFor'];
}

/** What an S3 service answers about a file that is not there; 404 when settings and service are in order. */
export function askStore(settings: S3Settings): Promise<number> {
  return new S3Store(settings).probe();
}

/** Files of the people here, and copies of pictures of other instances. */
export async function createMedia(parts: MediaParts): Promise<Media> {
  const { db, naming, clock, logger, dataDir } = parts;
  const files = new MediaFiles(db);
  const pictures = new RemotePictures({
    db,
    store: new DiskStore(join(dataDir, 'remote-media')),
    remote: parts.remote,
    policy: parts.policy,
    clock,
    secretKey: parts.secretKey,
    maxBytes: parts.limits.remoteMaxBytes,
  });
  await Promise.all([files.prepare(), pictures.prepare()]);
  const store = parts.s3 ? new S3Store(parts.s3) : new DiskStore(join(dataDir, 'media'));
  const context: MediaContext = {
    files,
    store,
    uploadsDir: join(dataDir, 'uploads'),
    limits: parts.limits,
    clock,
    logger,
  };
  const pairFiles = new PairFileRoom({ ...parts, context });
  const finisher = new UploadFinisher(context);
  const uploads = new Uploads(context, finisher);

  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;
  const clean = () => cleanUp(context, { finisher, pictures, isDrafted: parts.isDrafted });
  const cleanInBackground = () => {
    running ??= clean()
      .catch((error: unknown) => logger.error({ err: error }, 'files could not be cleaned up; it is tried again'))
      .finally(() => {
        running = null;
      });
  };
  return {
    files,
    links: createMediaLinks(naming, pictures, files),
    reaction: new MediaReactions(context, naming, pictures, parts.attachmentsOf),
    pairFiles,
    router: mediaRoutes(context, finisher, uploads, pairFiles),
    serving: mediaServing({ ...parts, files, store, pictures }),
    start() {
      cleanInBackground();
      timer = setInterval(cleanInBackground, CLEAN_UP_EVERY_MS);
      timer.unref();
    },
    cleanUp: clean,
    forget: (owner) => removeAllOf(context, owner),
    async stop() {
      if (timer) clearInterval(timer);
      await running;
    },
  };
}
