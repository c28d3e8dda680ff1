import { mentoring as en } from './en/mentoring.ts';

/** The words of this feature; see `messages.ts`. */
export const tMentoring: typeof en = en;
