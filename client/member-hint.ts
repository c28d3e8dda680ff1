import { deviceStorage } from './ui/device-storage.ts';

const KEY = 'staffroom.member';

/** Fetches what members need while the server is still asked who this is, where somebody was signed in last time. */
export function fetchMemberPartsEarly() {
  if (deviceStorage.getItem(KEY) !== null) import('./member.ts').catch(() => undefined);
}

export function rememberMember(signedIn: boolean) {
  try {
    if (signedIn) deviceStorage.setItem(KEY, 'yes');
    else deviceStorage.removeItem(KEY);
  } catch {
    // Storage is full or blocked: the parts come a moment later.
  }
}
