import { t } from '../../i18n/messages.ts';

/** Levels of other instances may be words of their own; those show as they came. */
export function gradeLevelName(level: string): string {
  const known = Object.entries(t.words.gradeLevels).find(([name]) => name === level);
  return known?.[1] ?? level;
}
