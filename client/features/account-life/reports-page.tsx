import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { changeReport, listReports, type Report } from '../../../shared/contracts/account-life.ts';
import { readPages } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { tAccountLife } from '../../i18n/account-life.ts';
import { Button } from '../../ui/button.tsx';
import { OneOf } from '../../ui/choices.tsx';
import { Empty, Problem, Skeleton } from '../../ui/feedback.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { Page, Row, Sheet, Soft } from '../../ui/page.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { Person, PersonLink } from '../profiles/person.tsx';
import css from './reports.module.css';
import { SuspendButton } from './suspend-button.tsx';
import { SuspensionsSection } from './suspensions-section.tsx';

const STATES = ['open', 'resolved'] as const;

/** What people want the admins to look at, and whom they took out of sight. */
export function ReportsPage() {
  const [state, setState] = useState<Report['state']>('open');
  const reports = useInfiniteQuery(readPages(listReports, {}, { state }));
  const change = useCall(changeReport, { onSuccess: () => void reports.refetch() });
  const items = reports.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={tAccountLife.reports} lead={tAccountLife.reportsLead}>
      <OneOf
        legend={tAccountLife.show}
        hideLegend
        value={state}
        options={STATES.map((value) => ({ value, label: tAccountLife[value] }))}
        onChange={setState}
      />
      {reports.isPending && <Skeleton lines={3} />}
      <Problem error={reports.error} retry={reports.refetch} />
      <Problem error={change.error} />
      {reports.data && items.length === 0 && (
        <Empty title={state === 'open' ? tAccountLife.noReports : tAccountLife.noResolved} />
      )}
      {items.map((report) => (
        <ReportSheet
          key={report.id}
          report={report}
          busy={change.isPending && change.variables.params.id === report.id}
          onChange={(next) => change.mutate({ params: { id: report.id }, body: { state: next } })}
        />
      ))}
      <LoadMore {...reports} />
      <SuspensionsSection />
    </Page>
  );
}

function ReportSheet({
  report,
  busy,
  onChange,
}: {
  report: Report;
  busy: boolean;
  onChange: (state: Report['state']) => void;
}) {
  const isOpen = report.state === 'open';
  return (
    <Sheet>
      <Person person={report.about} />
      <p dir="auto" className={css.reason}>
        {report.reason || tAccountLife.noReason}
      </p>
      {report.posts.length > 0 && (
        <div>
          <Soft>{tAccountLife.aboutPosts}</Soft>
          <ul>
            {report.posts.map((post) => (
              <li key={post.id}>
                {post.excerpt === null ? (
                  tAccountLife.notPublic
                ) : (
                  <Link to={`/posts/${post.id}`}>{post.excerpt || post.id}</Link>
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
      <Soft>
        {tAccountLife.by} <PersonLink person={report.from} /> ({report.from.handle}), <TimeAgo at={report.at} />
        {report.forwarded && `, ${tAccountLife.forwarded}`}
      </Soft>
      <Row>
        <Button small busy={busy} onClick={() => onChange(isOpen ? 'resolved' : 'open')}>
          {isOpen ? tAccountLife.resolve : tAccountLife.reopen}
        </Button>
        {isOpen && <SuspendButton person={report.about} small />}
      </Row>
    </Sheet>
  );
}
