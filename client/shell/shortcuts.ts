import { deviceStorage } from '../ui/device-storage.ts';

const KEY = 'staffroom.shortcuts';

interface Shortcut {
  /** Pressed one after the other; `mod` is Ctrl, or ⌘ on a Mac, held with the key after it. */
  keys: readonly [string] | readonly ['mod' | 'g', string];
  /** Where it leads; the others act on the page. */
  to?: string;
  /** Of no use to a visitor. */
  account?: true;
}

/** All of them, in the order of the help: nothing else listens for single keys. */
export const SHORTCUTS = {
  palette: { keys: ['mod', 'k'] },
  help: { keys: ['?'] },
  search: { keys: ['/'], to: '/search' },
  next: { keys: ['j'] },
  previous: { keys: ['k'] },
  write: { keys: ['n'], to: '/write', account: true },
  home: { keys: ['g', 'h'], to: '/' },
  practice: { keys: ['g', 'p'], to: '/practice' },
  mentoring: { keys: ['g', 'm'], to: '/mentoring', account: true },
  notifications: { keys: ['g', 'n'], to: '/notifications', account: true },
} as const satisfies Record<string, Shortcut>;

export type ShortcutName = keyof typeof SHORTCUTS;

export function shortcutsFor(signedIn: boolean): (readonly [ShortcutName, Shortcut])[] {
  const all = Object.entries(SHORTCUTS) as [ShortcutName, Shortcut][];
  return all.filter(([, shortcut]) => signedIn || !shortcut.account);
}

/** Who dictates, or whose hand shakes, sets off single keys by accident (WCAG 2.1.4): they can be switched off. */
export function singleKeysOn(): boolean {
  return deviceStorage.getItem(KEY) !== 'off';
}

export function switchSingleKeys(on: boolean) {
  try {
    if (on) deviceStorage.removeItem(KEY);
    else deviceStorage.setItem(KEY, 'off');
  } catch {
    // Storage is full: the choice lasts until now.
  }
}

export function isMac(): boolean {
  return navigator.userAgent.includes('Mac');
}
