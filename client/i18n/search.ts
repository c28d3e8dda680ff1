import { search as en } from './en/search.ts';

/** The words of this feature; see `messages.ts`. */
export const tSearch: typeof en = en;
