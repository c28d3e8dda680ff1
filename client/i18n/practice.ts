import { practice as en } from './en/practice.ts';

/** The words of this feature; see `messages.ts`. */
export const tPractice: typeof en = en;
