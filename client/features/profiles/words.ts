import { GRADE_LEVELS } from '../../../shared/vocabulary.ts';
import { t } from '../../i18n/messages.ts';

/** Levels of other instances may be words of their own; those show as they came. */
export function gradeLevelName(level: string): string {
  const known = GRADE_LEVELS.find((name) => name === level);
  return known === undefined ? level : t.words.gradeLevels[known];
}
