import { deviceStorage } from '../../ui/device-storage.ts';

/** Cleared when signing out, like every text kept on the device. */
const KEY = 'staffroom.text.searches';
const KEPT_MAX = 6;

/** What was searched for on this device, newest first; nobody else ever knows. */
export function recentSearches(): string[] {
  try {
    const kept: unknown = JSON.parse(deviceStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((words) => typeof words === 'string') : [];
  } catch {
    return [];
  }
}

/** Keeps a search; what it began as on the way to it is not one of its own. */
export function keepSearch(words: string): void {
  const others = recentSearches().filter((other) => !words.startsWith(other) && !other.startsWith(words));
  deviceStorage.setItem(KEY, JSON.stringify([words, ...others].slice(0, KEPT_MAX)));
}

export function forgetSearches(): void {
  deviceStorage.removeItem(KEY);
}
