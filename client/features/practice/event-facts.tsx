import type { EventDetails } from '../../../shared/contracts/practice.ts';
import { moment, startOfDay, timeOfDay } from '../../i18n/format.ts';
import { tPractice } from '../../i18n/practice.ts';
import { Chip } from '../../ui/chip.tsx';
import css from './extras.module.css';

/** When and where, before the text says why. */
export function EventFacts({ event }: { event: EventDetails }) {
  const { startsAt, endsAt, place, joinUrl, cancelled } = event;
  return (
    <dl className={css.event}>
      <div>
        <dt>{tPractice.eventWhen}</dt>
        <dd>
          {cancelled && <Chip tone="warn">{tPractice.eventCancelled}</Chip>}{' '}
          <time dateTime={startsAt}>{moment(startsAt)}</time>
          {endsAt !== null && (
            <>
              {' – '}
              <time dateTime={endsAt}>{(isSameDay(startsAt, endsAt) ? timeOfDay : moment)(endsAt)}</time>
            </>
          )}
        </dd>
      </div>
      {place !== '' && (
        <div>
          <dt>{tPractice.eventWhere}</dt>
          <dd dir="auto">{place}</dd>
        </div>
      )}
      {joinUrl !== null && (
        <div>
          <dt>{tPractice.eventOnline}</dt>
          <dd>
            <a href={joinUrl} target="_blank" rel="noopener noreferrer">
              {URL.parse(joinUrl)?.host ?? joinUrl}
            </a>
          </dd>
        </div>
      )}
    </dl>
  );
}

function isSameDay(one: string, other: string): boolean {
  return startOfDay(new Date(one)) === startOfDay(new Date(other));
}
