import { media as en } from './en/media.ts';

/** The words of this feature; see `messages.ts`. */
export const tMedia: typeof en = en;
