import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { getPair, listPairs, type Pair } from '../../../shared/contracts/mentoring.ts';
import { read } from '../../api/queries.ts';
import { tMentoring } from '../../i18n/mentoring.ts';
import css from './mentoring.module.css';
import { TermsChanges } from './terms-changes.tsx';

/** An offer that was answered with other terms leads to the newer one. */
export function CounteredBy({ pair }: { pair: Pair }) {
  const pairs = useQuery(read(listPairs, {}));
  const newer = pairs.data?.items.find(({ counters }) => counters === pair.id);
  const name = pair.partner.displayName;
  return (
    <p>
      {pair.offeredByMe ? tMentoring.counteredByThem(name) : tMentoring.counteredByMe(name)}{' '}
      {newer && <Link to={`/mentoring/${newer.id}`}>{tMentoring.toNewer}</Link>}
    </p>
  );
}

/** What is different from the offer that this one answers. */
export function CountersOffer({ pair, offer }: { pair: Pair; offer: string }) {
  const older = useQuery(read(getPair, { params: { id: offer } }));
  const name = pair.partner.displayName;
  return (
    <section className={css.waiting} aria-label={tMentoring.changes}>
      <p>{pair.offeredByMe ? tMentoring.countersTheirs(name) : tMentoring.countersMine(name)}</p>
      {older.data && <TermsChanges before={older.data} after={pair} name={name} />}
    </section>
  );
}
