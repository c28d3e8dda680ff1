import { t } from '../../i18n/messages.ts';
import { deviceStorage } from '../../ui/device-storage.ts';

const KEY = 'staffroom.language-written';

/** What a new post is written in: what the last one on this device was, else the interface's language. */
export function lastLanguage(): string {
  try {
    return deviceStorage.getItem(KEY) ?? t.language;
  } catch {
    return t.language;
  }
}

export function rememberLanguage(language: string | null) {
  if (language === null) return;
  try {
    deviceStorage.setItem(KEY, language);
  } catch {
    // Storage is full or blocked: the interface's language is a good guess again.
  }
}
