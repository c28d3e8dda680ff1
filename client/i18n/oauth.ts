import { oauth as en } from './en/oauth.ts';

/** The words of apps that act in somebody's name; see `messages.ts`. */
export const tOAuth: typeof en = en;
