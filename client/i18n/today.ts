import { today as en } from './en/today.ts';

/** The words of this feature; see `messages.ts`. */
export const tToday: typeof en = en;
