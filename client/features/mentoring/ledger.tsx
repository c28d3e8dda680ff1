import { useQuery } from '@tanstack/react-query';
import type { CSSProperties } from 'react';
import { Link } from 'react-router';
import { type LedgerEntry, listLedger, type Pair } from '../../../shared/contracts/mentoring.ts';
import { FEEDBACK_KINDS } from '../../../shared/vocabulary.ts';
import { read } from '../../api/queries.ts';
import { tMentoring } from '../../i18n/mentoring.ts';
import { t } from '../../i18n/messages.ts';
import { tPosts } from '../../i18n/posts.ts';
import { Problem } from '../../ui/feedback.tsx';
import { Soft } from '../../ui/page.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import css from './mentoring.module.css';
import { largest, total } from './pairs.ts';

/** Who gave and who got, as two sides of one page; it counts, and judges nobody. */
export function Ledger({ pair }: { pair: Pair }) {
  const entries = useQuery(read(listLedger, { params: { id: pair.id } }));
  const { given, got } = pair.ledger;
  const scale = largest(pair.ledger);
  return (
    <section className={css.panel} aria-labelledby="ledger">
      <h2 id="ledger">{tMentoring.ledger}</h2>
      <p>{tMentoring.balance(total(given), total(got))}</p>
      <table className={css.balance}>
        <thead>
          <tr>
            <th scope="col">{tMentoring.gave}</th>
            <th scope="col">
              <span className="visually-hidden">{tMentoring.kind}</span>
            </th>
            <th scope="col">{tMentoring.got}</th>
          </tr>
        </thead>
        <tbody>
          {FEEDBACK_KINDS.map((kind) => (
            <tr key={kind}>
              <td className={css.given}>
                <Bar count={given[kind] ?? 0} scale={scale} />
              </td>
              <th scope="row">{t.words.feedbackKinds[kind]}</th>
              <td className={css.got}>
                <Bar count={got[kind] ?? 0} scale={scale} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
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

function Bar({ count, scale }: { count: number; scale: number }) {
  const share: CSSProperties & Record<'--share', number> = { '--share': count / scale };
  return (
    <div className={css.bar}>
      {count}
      {count > 0 && <span style={share} />}
    </div>
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
