import { threads as en } from './en/threads.ts';

/** The words of this feature; see `messages.ts`. */
export const tThreads: typeof en = en;
