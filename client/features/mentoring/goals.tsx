import type { Pair } from '../../../shared/contracts/mentoring.ts';
import { t } from '../../i18n/messages.ts';
import css from './mentoring.module.css';

/** Both goals, always both: a pair is reciprocal. */
export function Goals({ pair }: { pair: Pair }) {
  return (
    <dl className={css.goals}>
      <div>
        <dt>{t.mentoring.goalsMine}</dt>
        <dd>{pair.myGoals}</dd>
      </div>
      <div>
        <dt>{t.mentoring.goalsOf(pair.partner.displayName)}</dt>
        <dd>{pair.partnerGoals}</dd>
      </div>
    </dl>
  );
}
