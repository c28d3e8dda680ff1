import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { getMyLedger } from '../../../shared/contracts/mentoring.ts';
import { read } from '../../api/queries.ts';
import { tMentoring } from '../../i18n/mentoring.ts';
import { OneOf } from '../../ui/choices.tsx';
import { Problem, Skeleton } from '../../ui/feedback.tsx';
import { Page, Section, Sheet } from '../../ui/page.tsx';
import { BalancePicture, WeeksPicture } from './balance-picture.tsx';
import { total } from './pairs.ts';

const PERIODS = ['year', 'all'] as const;

/** What I gave and got in all my pairs: for myself, and beside nobody else's. */
export function MyLedgerPage() {
  const [period, setPeriod] = useState<(typeof PERIODS)[number]>('year');
  const ledger = useQuery(read(getMyLedger, {}));
  const balance = ledger.data?.[period];
  return (
    <Page title={tMentoring.myLedger} lead={tMentoring.myLedgerLead}>
      {ledger.isPending && <Skeleton />}
      <Problem error={ledger.error} retry={ledger.refetch} />
      {balance && (
        <>
          <OneOf
            legend={tMentoring.period}
            hideLegend
            value={period}
            onChange={setPeriod}
            options={PERIODS.map((value) => ({ value, label: tMentoring.periods[value] }))}
          />
          <Sheet>
            <p role="status">{tMentoring.balance(total(balance.feedback.given), total(balance.feedback.got))}</p>
            <BalancePicture balance={balance} />
          </Sheet>
        </>
      )}
      {ledger.data && (
        <Section title={tMentoring.weeks}>
          <Sheet>
            <WeeksPicture weeks={ledger.data.weeks} />
          </Sheet>
        </Section>
      )}
      <p>
        <Link to="/mentoring">{tMentoring.title}</Link>
      </p>
    </Page>
  );
}
