import { deviceShelf } from '../media/kept-uploads.ts';

/**
 * What this device holds of one account. Everything an account writes here names it in its key, so that two people who
 * share a computer do not meet each other's words.
 */

const OWN = /^staffroom\.(?:text\.[a-z-]+:|draft\.|outbox\.|waiting\.|students\.|searches\.|push\.|saved\.)/;
/** Written here and not on the server: drafts between two savings, texts of answers, what waits for the network. */
const UNSENT = /^staffroom\.(?:text\.[a-z-]+:|draft\.|outbox\.|waiting\.)/;
/** Addresses of unfinished uploads, by `tus-js-client`. */
const UPLOADS = 'tus::';
const CACHES = ['staffroom-api', 'staffroom-media', 'staffroom-owner'];

export function hasUnsent(account: string): boolean {
  return keysOf(account).some((key) => UNSENT.test(key));
}

/** Leaves nothing of an account on this device; or, when its owner says so, only what the server has not got. */
export async function forgetAccount(account: string, keepUnsent: boolean): Promise<void> {
  try {
    for (const key of keysOf(account)) if (!keepUnsent || !UNSENT.test(key)) localStorage.removeItem(key);
    if (!keepUnsent)
      for (const key of Object.keys(localStorage)) if (key.startsWith(UPLOADS)) localStorage.removeItem(key);
  } catch {
    // Storage is blocked: then nothing was kept.
  }
  if (!keepUnsent) {
    const uploads = await deviceShelf.all(account);
    await Promise.all(uploads.map(({ id }) => deviceShelf.remove(id)));
  }
  // The service worker does so too; it may not be running yet.
  if ('caches' in window) await Promise.all(CACHES.map((name) => caches.delete(name))).catch(() => undefined);
}

function keysOf(account: string): string[] {
  try {
    const named = (key: string) => key.split(/[.:]/).includes(account);
    return Object.keys(localStorage).filter((key) => OWN.test(key) && named(key));
  } catch {
    return [];
  }
}
