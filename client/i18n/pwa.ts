import { pwa as en } from './en/pwa.ts';

/** The words of what goes on behind every page; see `messages.ts`. */
export const tPwa: typeof en = en;
