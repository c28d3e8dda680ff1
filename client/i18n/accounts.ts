import { accounts as en } from './en/accounts.ts';

/** The words of this feature; see `messages.ts`. */
export const tAccounts: typeof en = en;
