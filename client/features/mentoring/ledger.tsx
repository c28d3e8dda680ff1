import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { type LedgerEntry, listLedger, type Pair } from '../../../shared/contracts/mentoring.ts';
import { read } from '../../api/queries.ts';
import { tMentoring } from '../../i18n/mentoring.ts';
import { tPosts } from '../../i18n/posts.ts';
import { Problem, Skeleton } from '../../ui/feedback.tsx';
import { Soft } from '../../ui/page.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { BalancePicture, WeeksPicture } from './balance-picture.tsx';
import css from './mentoring.module.css';
import { total } from './pairs.ts';

/** Who gave and who got, as two sides of one page; it counts, and judges nobody. */
export function Ledger({ pair }: { pair: Pair }) {
  const ledger = useQuery(read(listLedger, { params: { id: pair.id } }));
  const { given, got } = ledger.data?.balance.feedback ?? pair.ledger;
  return (
    <section className={css.panel} aria-labelledby="ledger">
      <h2 id="ledger">{tMentoring.ledger}</h2>
      <p>{tMentoring.balance(total(given), total(got))}</p>
      {ledger.isPending && <Skeleton lines={3} />}
      <Problem error={ledger.error} retry={ledger.refetch} />
      {ledger.data && (
        <>
          <Gap pair={pair} gap={ledger.data.gap} />
          <BalancePicture balance={ledger.data.balance} />
          <div className={css.weeks}>
            <h3>{tMentoring.weeks}</h3>
            <WeeksPicture weeks={ledger.data.weeks} />
          </div>
          {ledger.data.items.length === 0 ? (
            <Soft>{tMentoring.ledgerEmptyAdvice}</Soft>
          ) : (
            <ol className={css.entries} aria-label={tMentoring.latest}>
              {ledger.data.items.map((entry) => (
                <li key={entry.id}>
                  <EntryWords entry={entry} />
                </li>
              ))}
            </ol>
          )}
        </>
      )}
    </section>
  );
}

/** When one of the two has helped more: said to both, by what could come next. */
function Gap({ pair, gap }: { pair: Pair; gap: { turns: number; owed: 'me' | 'partner' } | null }) {
  if (gap === null) return null;
  const words = gap.owed === 'me' ? tMentoring.gapMine : tMentoring.gapTheirs;
  return <p className={css.gap}>{words(pair.partner.displayName, gap.turns)}</p>;
}

function EntryWords({ entry }: { entry: LedgerEntry }) {
  return (
    <>
      {entry.direction === 'given' ? tMentoring.entryGave[entry.kind] : tMentoring.entryGot[entry.kind]}{' '}
      {entry.post === null ? (
        tMentoring.inThread
      ) : (
        <>
          {tMentoring.onPost} <Link to={`/posts/${entry.post.id}`}>{entry.post.title || tPosts.untitled}</Link>
        </>
      )}
      , <TimeAgo at={entry.at} />
    </>
  );
}
