import { Link } from 'react-router';
import type { Pair } from '../../../shared/contracts/mentoring.ts';
import { calendarDay } from '../../i18n/format.ts';
import { tMentoring } from '../../i18n/mentoring.ts';
import { t } from '../../i18n/messages.ts';
import { Chip } from '../../ui/chip.tsx';
import { Goals } from './goals.tsx';
import css from './mentoring.module.css';
import { titleOf } from './pairs.ts';
import { StateChip } from './state-chip.tsx';
import { TwoAvatars } from './two-avatars.tsx';

/** States that the heading over their group does not say already. */
const SAID_BY_GROUP: readonly Pair['state'][] = ['offered', 'active', 'invited', 'ended'];

/** A pair among others: who, what for, until when, and what waits in it. */
export function PairCard({ pair }: { pair: Pair }) {
  return (
    <li className={css.card}>
      <div className={css.cardHead}>
        <TwoAvatars partner={pair.partner} />
        <h3>
          <Link to={`/mentoring/${pair.id}`}>{titleOf(pair)}</Link>
        </h3>
        {!SAID_BY_GROUP.includes(pair.state) && <StateChip pair={pair} />}
        {pair.amendment && !pair.amendment.proposedByMe && <Chip tone="accent">{tMentoring.changeWaits}</Chip>}
        {pair.paused !== null && <Chip icon="clock">{tMentoring.resting}</Chip>}
      </div>
      <Goals pair={pair} />
      <p className={css.meta}>
        <span>{pair.partner.handle}</span>
        <span>
          {t.words.cadences[pair.cadence]}, {tMentoring.until(calendarDay(pair.endsOn))}
        </span>
      </p>
    </li>
  );
}
