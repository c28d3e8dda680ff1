import type { Pair } from '../../../shared/contracts/mentoring.ts';
import { calendarDay } from '../../i18n/format.ts';
import { tMentoring } from '../../i18n/mentoring.ts';
import { t } from '../../i18n/messages.ts';
import { Row, Soft } from '../../ui/page.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { MutePairButton } from '../notifications/mute-buttons.tsx';
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
      <h2 id="agreement">{tMentoring.agreement}</h2>
      <Person person={pair.partner} />
      <Goals pair={pair} />
      <dl className={css.terms}>
        <dt>{tMentoring.meeting}</dt>
        <dd>{t.words.cadences[pair.cadence]}</dd>
        <dt>{tMentoring.ends}</dt>
        <dd>{calendarDay(pair.endsOn)}</dd>
        <Term name={tMentoring.offered} at={pair.offeredAt} />
        <Term name={tMentoring.started} at={pair.startedAt} />
        <Term name={tMentoring.ended} at={pair.endedAt} />
      </dl>
      {pair.note !== '' && (
        <p className={css.letter}>
          <strong>{pair.offeredByMe ? tMentoring.myNote : tMentoring.theirNote(name)}</strong>
          {pair.note}
        </p>
      )}
      {pair.reason !== '' && (
        <p className={css.letter}>
          <strong>{tMentoring.reason}</strong>
          {pair.reason}
        </p>
      )}
      {pair.delivery !== 'delivered' && !pair.partner.local && (
        <div role="status">
          <Soft>{tMentoring.delivery[pair.delivery](host)}</Soft>
        </div>
      )}
      {pair.state === 'offered' && pair.offeredByMe && <Soft>{tMentoring.waitingForAnswer(name)}</Soft>}
      <PairActions pair={pair} />
      {pair.may.write && (
        <Row>
          <MutePairButton pair={pair} />
        </Row>
      )}
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
