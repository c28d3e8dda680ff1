import { invitation as en } from './en/invitation.ts';

/** The words of the page behind an invitation; see `messages.ts`. */
export const tInvitation: typeof en = en;
