import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { listPairs, type Pair } from '../../../shared/contracts/mentoring.ts';
import { read } from '../../api/queries.ts';
import { calendarDay } from '../../i18n/format.ts';
import { tMentoring } from '../../i18n/mentoring.ts';
import { t } from '../../i18n/messages.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Empty, Problem, Skeleton } from '../../ui/feedback.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Goals } from './goals.tsx';
import css from './mentoring.module.css';
import { groupPairs } from './pairs.ts';
import { StateChip } from './state-chip.tsx';
import { TwoAvatars } from './two-avatars.tsx';

export function MentoringPage() {
  const pairs = useQuery(read(listPairs, {}));
  const groups = groupPairs(pairs.data?.items ?? []);
  const find = (
    <ButtonLink to="/people" icon="people">
      {tMentoring.find}
    </ButtonLink>
  );
  return (
    <Page title={tMentoring.title} lead={tMentoring.lead} actions={pairs.data?.items.length ? find : null}>
      {pairs.isPending && <Skeleton />}
      <Problem error={pairs.error} retry={pairs.refetch} />
      {pairs.data?.items.length === 0 && (
        <Empty title={tMentoring.empty} actions={find}>
          {tMentoring.emptyAdvice}
        </Empty>
      )}
      <Group title={tMentoring.toAnswer} pairs={groups.toAnswer} />
      <Group title={tMentoring.active} pairs={groups.active} />
      <Group title={tMentoring.waiting} pairs={groups.waiting} />
      <Group title={tMentoring.past} pairs={groups.past} />
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

function PairCard({ pair }: { pair: Pair }) {
  const name = pair.partner.displayName;
  const title =
    pair.state !== 'offered'
      ? tMentoring.youAnd(name)
      : pair.offeredByMe
        ? tMentoring.youOffered(name)
        : tMentoring.offeredYou(name);
  return (
    <li className={css.card}>
      <div className={css.cardHead}>
        <TwoAvatars partner={pair.partner} />
        <h3>
          <Link to={`/mentoring/${pair.id}`}>{title}</Link>
        </h3>
        {(pair.state === 'declined' || pair.state === 'withdrawn') && <StateChip pair={pair} />}
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
