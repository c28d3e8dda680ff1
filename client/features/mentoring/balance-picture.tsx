import type { Balance as Counted, LedgerWeek } from '../../../shared/contracts/mentoring.ts';
import { FEEDBACK_KINDS } from '../../../shared/vocabulary.ts';
import { shortDay } from '../../i18n/format.ts';
import { tMentoring } from '../../i18n/mentoring.ts';
import { t } from '../../i18n/messages.ts';
import { Soft } from '../../ui/page.tsx';
import { Balance } from '../../ui/pictures/balance.tsx';
import { Weeks } from '../../ui/pictures/weeks.tsx';
import { durationOf } from './hours.ts';
import css from './mentoring.module.css';

/** What was given and what was got, side by side: turns, feedback by kind, follow-ups; and the time set aside for it. */
export function BalancePicture({ balance: { turns, feedback, followUps, minutes } }: { balance: Counted }) {
  return (
    <>
      <Balance
        left={tMentoring.gave}
        right={tMentoring.got}
        rowsAre={tMentoring.kind}
        rows={[
          { name: 'turns', label: tMentoring.turns, left: turns.responded, right: turns.presented },
          ...FEEDBACK_KINDS.map((kind) => ({
            name: kind,
            label: t.words.feedbackKinds[kind],
            left: feedback.given[kind] ?? 0,
            right: feedback.got[kind] ?? 0,
          })),
          { name: 'follow-ups', label: tMentoring.followUps, left: followUps.theirs, right: followUps.mine },
        ]}
      />
      <Soft>{tMentoring.balanceReads}</Soft>
      <p className={css.hours}>
        {tMentoring.hours}: <strong>{durationOf(minutes)}</strong>
      </p>
      <Soft>{tMentoring.hoursAdvice}</Soft>
    </>
  );
}

export function WeeksPicture({ weeks }: { weeks: readonly LedgerWeek[] }) {
  return (
    <Weeks
      up={tMentoring.gave}
      down={tMentoring.got}
      asTable={tMentoring.asTable}
      weekIs={tMentoring.weekFrom}
      weeks={weeks.map((week) => ({ label: shortDay(week.from), up: week.given, down: week.got }))}
    />
  );
}
