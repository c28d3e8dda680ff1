import { notifications as en } from './en/notifications.ts';

/** The words of this feature; see `messages.ts`. */
export const tNotifications: typeof en = en;
