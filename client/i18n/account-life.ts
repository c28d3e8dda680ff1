import { accountLife as en } from './en/account-life.ts';

/** The words of this feature; see `messages.ts`. */
export const tAccountLife: typeof en = en;
