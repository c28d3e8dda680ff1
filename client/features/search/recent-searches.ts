import { deviceStorage } from '../../ui/device-storage.ts';

/** Names its owner, so that signing out takes it from the device (`device-data.ts`). */
const PREFIX = 'staffroom.searches.';
const KEPT_MAX = 6;

/** What somebody searched for on this device, newest first; nobody else ever knows. Of visitors nothing is kept. */
export function recentSearches(account: string | undefined): string[] {
  if (account === undefined) return [];
  try {
    const kept: unknown = JSON.parse(deviceStorage.getItem(PREFIX + account) ?? '[]');
    return Array.isArray(kept) ? kept.filter((words) => typeof words === 'string') : [];
  } catch {
    return [];
  }
}

/** Keeps a search; what it began as on the way to it is not one of its own. */
export function keepSearch(account: string | undefined, words: string): void {
  if (account === undefined) return;
  const others = recentSearches(account).filter((other) => !words.startsWith(other) && !other.startsWith(words));
  deviceStorage.setItem(PREFIX + account, JSON.stringify([words, ...others].slice(0, KEPT_MAX)));
}

export function forgetSearches(account: string): void {
  deviceStorage.removeItem(PREFIX + account);
}
