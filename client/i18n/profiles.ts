import { profiles as en } from './en/profiles.ts';

/** The words of this feature; see `messages.ts`. */
export const tProfiles: typeof en = en;
