import { useQuery } from '@tanstack/react-query';
import type { RefObject } from 'react';
import { Link, useParams } from 'react-router';
import { getPair, type Pair } from '../../../shared/contracts/mentoring.ts';
import { isApiError } from '../../api/error.ts';
import { read } from '../../api/queries.ts';
import { tMentoring } from '../../i18n/mentoring.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Empty, Problem, Skeleton } from '../../ui/feedback.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Page } from '../../ui/page.tsx';
import { useFocusWhenLost } from '../../ui/use-focus-when-lost.ts';
import { useSeen } from '../notifications/use-seen.ts';
import { Agreement } from './agreement.tsx';
import css from './mentoring.module.css';
import { PairViews } from './pair-views.tsx';
import { titleOf } from './pairs.ts';
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
  return <KnownPair key={id} pair={pair.data} />;
}

/** An offer has an agreement, and nothing else yet. Somebody who was invited by a note may answer: there is a thread. */
function KnownPair({ pair }: { pair: Pair }) {
  const heading = useFocusWhenLost<HTMLHeadingElement>(pair.state);
  if (pair.startedAt !== null) {
    return (
      <PairViews
        pair={pair}
        head={<PairHead pair={pair} heading={heading} />}
        views={['cycle', 'thread', 'sessions', 'agreement', 'ledger']}
      />
    );
  }
  if (pair.state === 'invited')
    return <PairViews pair={pair} head={<PairHead pair={pair} heading={heading} />} views={['thread', 'agreement']} />;
  return (
    <Page title={titleOf(pair)} bare>
      <PairHead pair={pair} heading={heading} />
      <Agreement pair={pair} />
    </Page>
  );
}

/** States that the title, or what stands under it, says already. */
const SAID_BY_TITLE: readonly Pair['state'][] = ['offered', 'invited', 'active'];

function PairHead({ pair, heading }: { pair: Pair; heading: RefObject<HTMLHeadingElement | null> }) {
  return (
    <header className={css.pairHead}>
      <Link to="/mentoring" className={css.back} aria-label={tMentoring.title}>
        <Icon name="back" />
      </Link>
      <TwoAvatars partner={pair.partner} />
      <h1 ref={heading} tabIndex={-1}>
        {titleOf(pair)}
      </h1>
      {!SAID_BY_TITLE.includes(pair.state) && <StateChip pair={pair} />}
    </header>
  );
}
