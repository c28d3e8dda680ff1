import type { Pair } from '../../../shared/contracts/mentoring.ts';
import { tMentoring } from '../../i18n/mentoring.ts';
import { Icon } from '../../ui/icon.tsx';
import css from './mentoring.module.css';
import { hostOf } from './pairs.ts';

/** Why a pair rests, and that nobody has to do anything about it. */
export function PauseNotice({ pair }: { pair: Pair }) {
  if (pair.paused === null) return null;
  return (
    <details className={css.pause}>
      <summary>
        <Icon name="clock" size={18} />
        {tMentoring.pausedTitle}
        <Icon name="down" size={18} />
      </summary>
      <p>
        {tMentoring.pauses[pair.paused](pair.partner.displayName, hostOf(pair.partner))}{' '}
        {pair.may.write && tMentoring.pausedWrite}
      </p>
    </details>
  );
}
