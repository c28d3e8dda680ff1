import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { type LedgerEntry, listLedger, type Pair } from '../../../shared/contracts/mentoring.ts';
import { FEEDBACK_KINDS } from '../../../shared/vocabulary.ts';
import { read } from '../../api/queries.ts';
import { shortDay } from '../../i18n/format.ts';
import { tMentoring } from '../../i18n/mentoring.ts';
import { t } from '../../i18n/messages.ts';
import { tPosts } from '../../i18n/posts.ts';
import { Problem } from '../../ui/feedback.tsx';
import { Soft } from '../../ui/page.tsx';
import { Balance } from '../../ui/pictures/balance.tsx';
import { Weeks } from '../../ui/pictures/weeks.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import css from './mentoring.module.css';
import { total } from './pairs.ts';

/** Who gave and who got, as two sides of one page; it counts, and judges nobody. */
export function Ledger({ pair }: { pair: Pair }) {
  const entries = useQuery(read(listLedger, { params: { id: pair.id } }));
  const { given, got } = pair.ledger;
  return (
    <section className={css.panel} aria-labelledby="ledger">
      <h2 id="ledger">{tMentoring.ledger}</h2>
      <p>{tMentoring.balance(total(given), total(got))}</p>
      <Balance
        left={tMentoring.gave}
        right={tMentoring.got}
        rowsAre={tMentoring.kind}
        rows={FEEDBACK_KINDS.map((kind) => ({
          name: kind,
          label: <span>{t.words.feedbackKinds[kind]}</span>,
          left: given[kind] ?? 0,
          right: got[kind] ?? 0,
        }))}
      />
      {entries.data && (
        <div className={css.weeks}>
          <h3>{tMentoring.weeks}</h3>
          <Weeks
            up={tMentoring.gave}
            down={tMentoring.got}
            asTable={tMentoring.asTable}
            weekIs={tMentoring.weekFrom}
            weeks={entries.data.weeks.map((week) => ({
              label: shortDay(week.from),
              up: week.given,
              down: week.got,
            }))}
          />
        </div>
      )}
      <Problem error={entries.error} retry={entries.refetch} />
      {entries.data?.items.length === 0 && <Soft>{tMentoring.ledgerEmptyAdvice}</Soft>}
      {entries.data && entries.data.items.length > 0 && (
        <ol className={css.entries} aria-label={tMentoring.latest}>
          {entries.data.items.map((entry) => (
            <li key={entry.id}>
              <EntryWords entry={entry} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
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
