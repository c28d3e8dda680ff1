import { feedback as en } from './en/feedback.ts';

/** The words of this feature; see `messages.ts`. */
export const tFeedback: typeof en = en;
