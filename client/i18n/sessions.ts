import { sessions as en } from './en/sessions.ts';

/** The words of this feature; see `messages.ts`. */
export const tSessions: typeof en = en;
