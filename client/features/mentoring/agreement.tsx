import { type ReactNode, useState } from 'react';
import type { Pair } from '../../../shared/contracts/mentoring.ts';
import { calendarDay } from '../../i18n/format.ts';
import { tMentoring } from '../../i18n/mentoring.ts';
import { t } from '../../i18n/messages.ts';
import { Button } from '../../ui/button.tsx';
import { Row, Soft } from '../../ui/page.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { useFocusOnOpen } from '../../ui/use-focus-on-open.ts';
import { MutePairButton } from '../notifications/mute-buttons.tsx';
import { Person } from '../profiles/person.tsx';
import { AmendForm } from './amend-form.tsx';
import { WaitingAmendment } from './amendment.tsx';
import { CounteredBy, CountersOffer } from './countered.tsx';
import { Goals } from './goals.tsx';
import { History } from './history.tsx';
import css from './mentoring.module.css';
import { PairActions } from './pair-actions.tsx';
import { hostOf } from './pairs.ts';

/** What the two agreed on, or are asked to agree on, and the steps each may take now. */
export function Agreement({ pair }: { pair: Pair }) {
  const [amending, setAmending] = useState(false);
  const [closed, setClosed] = useState(0);
  const heading = useFocusOnOpen<HTMLHeadingElement>(closed);
  const close = () => {
    setAmending(false);
    setClosed((times) => times + 1);
  };
  return (
    <section className={css.panel} aria-labelledby="agreement">
      <h2 id="agreement" ref={heading} tabIndex={-1}>
        {tMentoring.agreement}
      </h2>
      {pair.amendment && <WaitingAmendment pair={pair} amendment={pair.amendment} />}
      <Person person={pair.partner} />
      <Goals pair={pair} />
      <TermList pair={pair} />
      <Letters pair={pair} />
      <Standing pair={pair} />
      {amending ? (
        <AmendForm pair={pair} onClose={close} />
      ) : (
        <>
          {pair.may.amend && (
            <Row>
              <Button small icon="write" onClick={() => setAmending(true)}>
                {tMentoring.amend}
              </Button>
            </Row>
          )}
          {pair.startedAt !== null && <History pair={pair} />}
          <PairActions pair={pair} />
        </>
      )}
      {pair.may.write && (
        <Row>
          <MutePairButton pair={pair} />
        </Row>
      )}
    </section>
  );
}

function TermList({ pair }: { pair: Pair }) {
  return (
    <dl className={css.terms}>
      <Term name={tMentoring.meeting}>{t.words.cadences[pair.cadence]}</Term>
      {pair.protocol !== '' && <Term name={tMentoring.protocolShort}>{pair.protocol}</Term>}
      <Term name={tMentoring.confidentialityShort}>
        {tMentoring.confidentialities[pair.confidentiality]}
        <span className={css.meaning}>{tMentoring.confidentialityMeans[pair.confidentiality]}</span>
      </Term>
      <Term name={tMentoring.ends}>{calendarDay(pair.endsOn)}</Term>
      <When name={tMentoring.offered} at={pair.offeredAt} />
      <When name={tMentoring.started} at={pair.startedAt} />
      <When name={tMentoring.ended} at={pair.endedAt} />
    </dl>
  );
}

function Term({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function When({ name, at }: { name: string; at: string | null }) {
  if (at === null) return null;
  return (
    <Term name={name}>
      <TimeAgo at={at} />
    </Term>
  );
}

/** What the two wrote to each other with the offer, and with its end. */
function Letters({ pair }: { pair: Pair }) {
  return (
    <>
      {pair.note !== '' && (
        <p className={css.letter}>
          <strong>{pair.offeredByMe ? tMentoring.myNote : tMentoring.theirNote(pair.partner.displayName)}</strong>
          {pair.note}
        </p>
      )}
      {pair.reason !== '' && (
        <p className={css.letter}>
          <strong>{tMentoring.reason}</strong>
          {pair.reason}
        </p>
      )}
    </>
  );
}

/** Where it stands, in a sentence, when the terms alone do not say it. */
function Standing({ pair }: { pair: Pair }) {
  const name = pair.partner.displayName;
  const host = hostOf(pair.partner);
  return (
    <>
      {pair.cause !== null && <p>{tMentoring.causes[pair.cause](name)}</p>}
      {pair.state === 'countered' && <CounteredBy pair={pair} />}
      {pair.state === 'offered' && pair.counters !== null && <CountersOffer pair={pair} offer={pair.counters} />}
      {pair.state === 'offered' && pair.offeredByMe && <Soft>{tMentoring.waitingForAnswer(name)}</Soft>}
      {pair.state === 'invited' && <p>{tMentoring.invitedWaiting(name, host)}</p>}
      {pair.delivery !== 'delivered' && !pair.partner.local && (
        <div role="status">
          <Soft>{tMentoring.delivery[pair.delivery](host)}</Soft>
        </div>
      )}
    </>
  );
}
