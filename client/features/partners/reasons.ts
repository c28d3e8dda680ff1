import type { PartnerReason } from '../../../shared/contracts/partners.ts';
import { tPartners } from '../../i18n/partners.ts';
import { subjectName } from '../../i18n/subjects.ts';
import { gradeLevelName } from '../profiles/words.ts';

/** Why somebody could be a partner, in words. */
export function reasonWords(reason: PartnerReason): string {
  const { reasons } = tPartners;
  switch (reason.kind) {
    case 'helps-me':
      return reasons.helpsMe(reason.words);
    case 'i-help':
      return reasons.iHelp(reason.words);
    case 'helped-in':
      return reasons.helpedIn(subjectName(reason.subject));
    case 'practises':
      return reasons.practises(subjectName(reason.subject));
    case 'same-subject':
      return reasons.subject(subjectName(reason.subject));
    case 'same-grade':
      return reasons.gradeLevel(gradeLevelName(reason.gradeLevel));
    case 'same-cadence':
      return reasons.meets[reason.cadence];
    case 'other-school':
      return reasons.otherSchool;
  }
}
