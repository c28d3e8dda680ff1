import { useState } from 'react';
import { deviceStorage } from './device-storage.ts';

const PREFIX = 'staffroom.text.';

/**
 * Text that survives a reload, a crash or a lost signal: each keystroke goes to this device's storage, under a key
 * that names the account. Emptied, it leaves nothing behind.
 */
export function useKeptText(key: string): [string, (text: string) => void] {
  const [text, setText] = useState(() => readText(key));
  return [
    text,
    (next) => {
      setText(next);
      writeText(key, next);
    },
  ];
}

function readText(key: string): string {
  try {
    return deviceStorage.getItem(PREFIX + key) ?? '';
  } catch {
    return '';
  }
}

function writeText(key: string, text: string) {
  try {
    if (text === '') deviceStorage.removeItem(PREFIX + key);
    else deviceStorage.setItem(PREFIX + key, text);
  } catch {
    // Storage is full or blocked: the text lives as long as the page.
  }
}
