import type { Pair } from '../../../shared/contracts/mentoring.ts';
import { tMentoring } from '../../i18n/mentoring.ts';
import css from './mentoring.module.css';

/** Both goals, always both: a pair is reciprocal. */
export function Goals({ pair }: { pair: Pair }) {
  return (
    <dl className={css.goals}>
      <div>
        <dt>{tMentoring.goalsMine}</dt>
        <dd>{pair.myGoals}</dd>
      </div>
      <div>
        <dt>{tMentoring.goalsOf(pair.partner.displayName)}</dt>
        <dd>{pair.partnerGoals}</dd>
      </div>
    </dl>
  );
}
