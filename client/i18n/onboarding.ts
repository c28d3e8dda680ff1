import { onboarding as en } from './en/onboarding.ts';

/** The words of this feature; see `messages.ts`. */
export const tOnboarding: typeof en = en;
