import type { Pair } from '../../../shared/contracts/mentoring.ts';
import { calendarDay } from '../../i18n/format.ts';
import { t } from '../../i18n/messages.ts';
import { Soft } from '../../ui/page.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { parseHandle } from '../profiles/handle.ts';
import { Person } from '../profiles/person.tsx';
import { Goals } from './goals.tsx';
import css from './mentoring.module.css';
import { PairActions } from './pair-actions.tsx';

/** What the two agreed on, or are asked to agree on, and the steps each may take now. */
export function Agreement({ pair }: { pair: Pair }) {
  const name = pair.partner.displayName;
  const host = parseHandle(pair.partner.handle)?.host ?? '';
  return (
    <section className={css.panel} aria-labelledby="agreement">
      <h2 id="agreement">{t.mentoring.agreement}</h2>
      <Person person={pair.partner} />
      <Goals pair={pair} />
      <dl className={css.terms}>
        <dt>{t.mentoring.meeting}</dt>
        <dd>{t.words.cadences[pair.cadence]}</dd>
        <dt>{t.mentoring.ends}</dt>
        <dd>{calendarDay(pair.endsOn)}</dd>
        <Term name={t.mentoring.offered} at={pair.offeredAt} />
        <Term name={t.mentoring.started} at={pair.startedAt} />
        <Term name={t.mentoring.ended} at={pair.endedAt} />
      </dl>
      {pair.note !== '' && (
        <p className={css.letter}>
          <strong>{pair.offeredByMe ? t.mentoring.myNote : t.mentoring.theirNote(name)}</strong>
          {pair.note}
        </p>
      )}
      {pair.reason !== '' && (
        <p className={css.letter}>
          <strong>{t.mentoring.reason}</strong>
          {pair.reason}
        </p>
      )}
      {pair.delivery !== 'delivered' && !pair.partner.local && (
        <div role="status">
          <Soft>{t.mentoring.delivery[pair.delivery](host)}</Soft>
        </div>
      )}
      {pair.state === 'offered' && pair.offeredByMe && <Soft>{t.mentoring.waitingForAnswer(name)}</Soft>}
      <PairActions pair={pair} />
    </section>
  );
}

function Term({ name, at }: { name: string; at: string | null }) {
  if (at === null) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <TimeAgo at={at} />
      </dd>
    </>
  );
}
