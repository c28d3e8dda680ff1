import { cycles as en } from './en/cycles.ts';

/** The words of this feature; see `messages.ts`. */
export const tCycles: typeof en = en;
