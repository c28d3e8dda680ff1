import { join as en } from './en/join.ts';

/** The words of the page behind the link in an invitation to a mentoring pair; see `messages.ts`. */
export const tJoin: typeof en = en;
