import type { Reason } from '../../../shared/contracts/onboarding.ts';
import { tOnboarding } from '../../i18n/onboarding.ts';
import { subjectName } from '../../i18n/subjects.ts';
import { gradeLevelName } from '../profiles/words.ts';

/** Why somebody is suggested, in words. */
export function reasonWords(reason: Reason): string {
  const { reasons } = tOnboarding;
  switch (reason.kind) {
    case 'helps-with-what-you-grow':
      return reasons.helpsYou(reason.words);
    case 'grows-what-you-help-with':
      return reasons.helpedByYou(reason.words);
    case 'same-subject':
      return reasons.subject(subjectName(reason.subject));
    case 'same-grade':
      return reasons.gradeLevel(gradeLevelName(reason.gradeLevel));
    case 'same-school':
      return reasons.school(reason.school);
    case 'followed-by':
      return reasons.followedBy(reason.by.displayName);
    case 'here':
      return reasons.here;
  }
}
