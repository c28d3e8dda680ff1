import type { Clock } from '../../core/clock.ts';
import type { Logger } from '../../core/logger.ts';
import type { MediaFiles } from './media.views.ts';
import type { MediaStore } from './media-store.ts';

export interface MediaLimits {
  imageMaxBytes: number;
  documentMaxBytes: number;
  /** All files of one account together. */
  accountMaxBytes: number;
}

export interface MediaContext {
  files: MediaFiles;
  store: MediaStore;
  /** Folder of uploads under way. */
  uploadsDir: string;
  limits: MediaLimits;
  clock: Clock;
  logger: Logger;
}
