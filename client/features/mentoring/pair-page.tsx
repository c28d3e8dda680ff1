import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { getPair, type Pair } from '../../../shared/contracts/mentoring.ts';
import { isApiError } from '../../api/error.ts';
import { read } from '../../api/queries.ts';
import { tMentoring } from '../../i18n/mentoring.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Empty, Problem, Skeleton } from '../../ui/feedback.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Page } from '../../ui/page.tsx';
import { useSeen } from '../notifications/use-seen.ts';
import { Thread } from '../threads/thread.tsx';
import { Agreement } from './agreement.tsx';
import { Ledger } from './ledger.tsx';
import css from './mentoring.module.css';
import { StateChip } from './state-chip.tsx';
import { TwoAvatars } from './two-avatars.tsx';

export function PairPage() {
  const { id = '' } = useParams();
  const pair = useQuery(read(getPair, { params: { id } }));
  useSeen('pair', pair.data?.id);
  if (isApiError(pair.error, 'not_found', 'forbidden', 'invalid_input')) {
    return (
      <Page title={tMentoring.notFound} bare>
        <Empty
          wholePage
          title={tMentoring.notFound}
          actions={<ButtonLink to="/mentoring">{tMentoring.title}</ButtonLink>}
        >
          {tMentoring.notFoundAdvice}
        </Empty>
      </Page>
    );
  }
  if (pair.data === undefined) {
    return (
      <Page title={tMentoring.title} bare>
        {pair.isPending && <Skeleton />}
        <Problem error={pair.error} retry={pair.refetch} />
      </Page>
    );
  }
  // A pair that never began has an agreement, and nothing else.
  return pair.data.startedAt === null ? <OfferedPair pair={pair.data} /> : <BegunPair key={id} pair={pair.data} />;
}

function OfferedPair({ pair }: { pair: Pair }) {
  const name = pair.partner.displayName;
  const title =
    pair.state !== 'offered'
      ? tMentoring.youAnd(name)
      : pair.offeredByMe
        ? tMentoring.youOffered(name)
        : tMentoring.offeredYou(name);
  return (
    <Page title={title} bare>
      <PairHead pair={pair} title={title} />
      <Agreement pair={pair} />
    </Page>
  );
}

const VIEWS = ['thread', 'agreement', 'ledger'] as const;

function BegunPair({ pair }: { pair: Pair }) {
  const [search] = useSearchParams();
  const [view, setView] = useState(() => VIEWS.find((name) => name === search.get('view')) ?? 'thread');
  const title = tMentoring.youAnd(pair.partner.displayName);
  return (
    <Page title={title} frame={css.pair} data-view={view} bare>
      <PairHead pair={pair} title={title} />
      <fieldset className={css.views} aria-label={tMentoring.views}>
        {VIEWS.map((name) => (
          <button
            key={name}
            type="button"
            className={css.view}
            aria-pressed={view === name}
            onClick={() => setView(name)}
          >
            {tMentoring.viewNames[name]}
          </button>
        ))}
      </fieldset>
      <div className={css.main}>
        <Thread pair={pair} />
      </div>
      <div className={css.aside}>
        <div className={css.agreement}>
          <Agreement pair={pair} />
        </div>
        <div className={css.ledger}>
          <Ledger pair={pair} />
        </div>
      </div>
    </Page>
  );
}

function PairHead({ pair, title }: { pair: Pair; title: string }) {
  return (
    <header className={css.pairHead}>
      <Link to="/mentoring" className={css.back} aria-label={tMentoring.title}>
        <Icon name="back" />
      </Link>
      <TwoAvatars partner={pair.partner} />
      <h1>{title}</h1>
      <StateChip pair={pair} />
    </header>
  );
}
