import { federation as en } from './en/federation.ts';

/** The words of this feature; see `messages.ts`. */
export const tFederation: typeof en = en;
