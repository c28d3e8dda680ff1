import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { listPairs, type Pair } from '../../../shared/contracts/mentoring.ts';
import { read } from '../../api/queries.ts';
import { tMentoring } from '../../i18n/mentoring.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Empty, Problem, Skeleton } from '../../ui/feedback.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { FullNotice } from './full-notice.tsx';
import css from './mentoring.module.css';
import { PairCard } from './pair-card.tsx';
import { groupPairs } from './pairs.ts';

const GROUPS = ['toAnswer', 'active', 'waiting', 'invited', 'past'] as const;

export function MentoringPage() {
  const pairs = useQuery(read(listPairs, {}));
  const groups = groupPairs(pairs.data?.items ?? []);
  const find = (
    <ButtonLink to="/mentoring/find" icon="people">
      {tMentoring.find}
    </ButtonLink>
  );
  const some = pairs.data !== undefined && pairs.data.items.length > 0;
  return (
    <Page title={tMentoring.title} lead={tMentoring.lead} actions={some ? find : null}>
      {pairs.isPending && <Skeleton />}
      <Problem error={pairs.error} retry={pairs.refetch} />
      {pairs.data && !some && (
        <Empty title={tMentoring.empty} actions={find}>
          {tMentoring.emptyAdvice}
        </Empty>
      )}
      <FullNotice />
      {GROUPS.map((name) => (
        <Group key={name} title={tMentoring[name]} pairs={groups[name]} />
      ))}
      {some && (
        <p>
          <Link to="/mentoring/ledger">{tMentoring.myLedger}</Link>
        </p>
      )}
    </Page>
  );
}

function Group({ title, pairs }: { title: string; pairs: readonly Pair[] }) {
  if (pairs.length === 0) return null;
  return (
    <Section title={title}>
      <ul className={css.cards}>
        {pairs.map((pair) => (
          <PairCard key={pair.id} pair={pair} />
        ))}
      </ul>
    </Section>
  );
}
