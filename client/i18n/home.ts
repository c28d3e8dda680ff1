import { home as en } from './en/home.ts';

/** The words of this feature; see `messages.ts`. */
export const tHome: typeof en = en;
