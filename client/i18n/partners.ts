import { partners as en } from './en/partners.ts';

/** The words of this feature; see `messages.ts`. */
export const tPartners: typeof en = en;
