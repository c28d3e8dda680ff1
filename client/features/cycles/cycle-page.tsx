import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { beginCycle, type Cycle, getCycle, presentTurn, type Turn } from '../../../shared/contracts/cycles.ts';
import { getPair, type Pair } from '../../../shared/contracts/mentoring.ts';
import { isApiError } from '../../api/error.ts';
import { read } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { tCycles } from '../../i18n/cycles.ts';
import { tMentoring } from '../../i18n/mentoring.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Empty, Problem, Skeleton } from '../../ui/feedback.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useSeen } from '../notifications/use-seen.ts';
import { CycleChip } from './cycle-chip.tsx';
import css from './cycles.module.css';
import { moveSentence } from './move-sentence.ts';
import { PresentForm } from './present-form.tsx';
import { SetAside } from './set-aside.tsx';
import { TurnView } from './turn.tsx';
import { usePutCycle } from './use-cycle.ts';

/** A cycle of a pair, or, in the place of one, how it begins. */
export function CyclePage() {
  const { id = '', cycle: cycleId = '' } = useParams();
  const begins = cycleId === 'new';
  const pair = useQuery(read(getPair, { params: { id } }));
  const cycle = useQuery({ ...read(getCycle, { params: { id: cycleId } }), enabled: !begins });
  useSeen('pair', pair.data?.id);
  const error = pair.error ?? cycle.error;
  if (isApiError(error, 'not_found', 'forbidden', 'invalid_input')) {
    return (
      <Page title={tCycles.notFound} bare>
        <Empty wholePage title={tCycles.notFound} actions={<ButtonLink to="/mentoring">{tMentoring.title}</ButtonLink>}>
          {tCycles.notFoundAdvice}
        </Empty>
      </Page>
    );
  }
  if (pair.data === undefined || (cycle.data === undefined && !begins)) {
    return (
      <Page title={tCycles.title} bare>
        {!error && <Skeleton />}
        <Problem error={error} retry={pair.error ? pair.refetch : cycle.refetch} />
      </Page>
    );
  }
  return cycle.data === undefined || begins ? (
    <BeginPage pair={pair.data} />
  ) : (
    <Begun key={cycle.data.id} cycle={cycle.data} pair={pair.data} />
  );
}

function BeginPage({ pair }: { pair: Pair }) {
  const navigate = useNavigate();
  const toast = useToast();
  const putCycle = usePutCycle();
  const forget = useRef(() => {});
  const begin = useCall(beginCycle, {
    onSuccess: (cycle) => {
      forget.current();
      putCycle(cycle);
      toast(tCycles.presented);
      navigate(`/mentoring/${pair.id}/cycles/${cycle.id}`, { replace: true });
    },
  });
  return (
    <Page title={tCycles.presentTitle} bare>
      <Head pair={pair} title={tCycles.presentTitle} />
      <p className={css.lead}>{tCycles.presentLead(pair.partner.displayName)}</p>
      <PresentForm
        pair={pair}
        scope={`cycle:${pair.id}`}
        busy={begin.isPending}
        error={begin.error}
        onPresent={(body, forgetKept) => {
          forget.current = forgetKept;
          begin.mutate({ params: { id: pair.id }, body });
        }}
      />
    </Page>
  );
}

function Begun({ cycle, pair }: { cycle: Cycle; pair: Pair }) {
  const title = tCycles.numberWith(cycle.number, pair.partner.displayName);
  // While one presents, the turn before is at hand and out of the way.
  const newest = cycle.may.present ? undefined : cycle.turns.at(-1);
  const earlier = cycle.turns.filter((turn) => turn !== newest);
  return (
    <Page title={title} bare>
      <Head pair={pair} title={title} cycle={cycle} />
      <p className={css.move} role="status">
        {moveSentence(cycle, pair.partner.displayName)}
        {cycle.reason !== '' && ` ${cycle.reason}`}
      </p>
      {earlier.filter(waitsForMe).map((turn) => (
        <EarlierTurn key={turn.id} turn={turn} cycle={cycle} pair={pair} open />
      ))}
      {cycle.may.present && <PresentSecond cycle={cycle} pair={pair} />}
      {newest && (
        <Section title={turnTitle(newest)}>
          <TurnView key={newest.id} turn={newest} cycle={cycle} pair={pair} />
        </Section>
      )}
      {earlier
        .filter((turn) => !waitsForMe(turn))
        .map((turn) => (
          <EarlierTurn key={turn.id} turn={turn} cycle={cycle} pair={pair} />
        ))}
      <SetAside cycle={cycle} />
    </Page>
  );
}

function EarlierTurn({ turn, cycle, pair, open = false }: { turn: Turn; cycle: Cycle; pair: Pair; open?: boolean }) {
  return (
    <details className={css.earlier} open={open}>
      <summary>
        <h2>
          {turnTitle(turn)}: {turn.work.title}
        </h2>
        {turn.followUp !== null && turn.followUp.what !== '' && (
          <span className={css.comes}>
            {turn.followUp.mine ? tCycles.followUpMine : tCycles.followUpOf(pair.partner.displayName)}:{' '}
            {turn.followUp.what}
          </span>
        )}
      </summary>
      <TurnView turn={turn} cycle={cycle} pair={pair} />
    </details>
  );
}

/** The partner asks something about it. */
function waitsForMe({ consents }: Turn): boolean {
  return consents.some(({ answer, askedByMe }) => answer === 'waiting' && !askedByMe);
}

function PresentSecond({ cycle, pair }: { cycle: Cycle; pair: Pair }) {
  const toast = useToast();
  const putCycle = usePutCycle();
  const forget = useRef(() => {});
  const present = useCall(presentTurn, {
    onSuccess: (changed) => {
      forget.current();
      putCycle(changed);
      toast(tCycles.presented);
    },
  });
  return (
    <Section title={tCycles.presentSecond} lead={tCycles.presentLead(pair.partner.displayName)}>
      <PresentForm
        pair={pair}
        scope={`turn:${cycle.id}`}
        busy={present.isPending}
        error={present.error}
        onPresent={(body, forgetKept) => {
          forget.current = forgetKept;
          present.mutate({ params: { id: cycle.id }, body });
        }}
      />
    </Section>
  );
}

function turnTitle(turn: Turn): string {
  return turn.iPresent ? tCycles.myWork : tCycles.theirWork(turn.presenter.displayName);
}

function Head({ pair, title, cycle }: { pair: Pair; title: string; cycle?: Cycle }) {
  return (
    <header className={css.head}>
      <Link to={`/mentoring/${pair.id}`} className={css.back} aria-label={tCycles.back}>
        <Icon name="back" />
      </Link>
      <h1>{title}</h1>
      {cycle && <CycleChip cycle={cycle} />}
    </header>
  );
}
