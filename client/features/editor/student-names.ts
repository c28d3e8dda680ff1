import { useState } from 'react';
import { deviceStorage } from '../../ui/device-storage.ts';

const PREFIX = 'staffroom.students.';
const NAMES_MAX = 200;

/** Names of students that a teacher wants to be warned of. They stay on this device; signing out removes them. */
export function useStudentNames(account: string): [readonly string[], (names: string[]) => void] {
  const [names, setNames] = useState(() => readNames(account));
  return [
    names,
    (next) => {
      const kept = next.slice(0, NAMES_MAX);
      setNames(kept);
      writeNames(account, kept);
    },
  ];
}

function readNames(account: string): readonly string[] {
  try {
    const kept: unknown = JSON.parse(deviceStorage.getItem(PREFIX + account) ?? '[]');
    return Array.isArray(kept) ? kept.filter((name) => typeof name === 'string') : [];
  } catch {
    return [];
  }
}

function writeNames(account: string, names: readonly string[]) {
  try {
    if (names.length === 0) deviceStorage.removeItem(PREFIX + account);
    else deviceStorage.setItem(PREFIX + account, JSON.stringify(names));
  } catch {
    // Storage is full or blocked: the list lasts as long as the page.
  }
}
