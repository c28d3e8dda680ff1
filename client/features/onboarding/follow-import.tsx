import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ChangeEvent, useId, useRef, useState } from 'react';
import {
  cancelFollowImport,
  exportFollows,
  FOLLOW_IMPORT_MAX,
  type FollowImport,
  getFollowImport,
  listImportLines,
  startFollowImport,
} from '../../../shared/contracts/onboarding.ts';
import { call } from '../../api/call.ts';
import { keyOf, read } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { tOnboarding } from '../../i18n/onboarding.ts';
import { Button } from '../../ui/button.tsx';
import { Notice, Problem } from '../../ui/feedback.tsx';
import { Section, Sheet, Soft } from '../../ui/page.tsx';
import { type FollowCsv, readFollowCsv, writeFollowCsv } from './follow-csv.ts';
import css from './onboarding.module.css';

const POLL_MS = 1_500;
/** Two thousand lines of a megabyte's worth of columns that nobody reads. */
const FILE_MAX_BYTES = 2_000_000;
const BAD_SHOWN = 5;
const ORDER = ['followed', 'requested', 'already', 'failed', 'waiting'] as const;

/** A file of follows from elsewhere, read on this device; only the addresses in it are sent. */
export function FollowImporter() {
  const queryClient = useQueryClient();
  const [csv, setCsv] = useState<FollowCsv | null>(null);
  const [tooLarge, setTooLarge] = useState(false);
  const file = useId();
  const box = useRef<HTMLDivElement>(null);
  const latest = useQuery({
    ...read(getFollowImport, {}),
    refetchInterval: ({ state }) => (state.data?.latest?.state === 'running' ? POLL_MS : false),
  });
  const changed = () => void queryClient.invalidateQueries({ queryKey: keyOf(getFollowImport) });
  const start = useCall(startFollowImport, {
    onSuccess: () => {
      setCsv(null);
      changed();
      // The button that had the focus goes.
      box.current?.focus();
    },
  });
  const take = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const chosen = target.files?.[0];
    if (chosen === undefined) return;
    setTooLarge(chosen.size > FILE_MAX_BYTES);
    setCsv(chosen.size > FILE_MAX_BYTES ? null : readFollowCsv(await chosen.text()));
    target.value = '';
  };
  const running = latest.data?.latest?.state === 'running';
  return (
    <Section title={tOnboarding.csvTitle} lead={tOnboarding.csvLead}>
      <Sheet>
        <div ref={box} tabIndex={-1} className={css.importBox}>
          {latest.data?.latest && <Progress of={latest.data.latest} onChange={changed} />}
          {!running && (
            <div className={css.file}>
              <label htmlFor={file}>{tOnboarding.csvFile}</label>
              <input id={file} type="file" accept=".csv,text/csv,text/plain" onChange={take} />
            </div>
          )}
          {tooLarge && <Notice tone="error">{tOnboarding.csvUnreadable}</Notice>}
          {csv && <Preview csv={csv} />}
          <Problem error={start.error ?? latest.error} />
          {csv && csv.handles.length > 0 && (
            <div>
              <Button
                look="primary"
                busy={start.isPending}
                onClick={() => start.mutate({ body: { handles: csv.handles } })}
              >
                {tOnboarding.csvStart}
              </Button>
            </div>
          )}
        </div>
      </Sheet>
    </Section>
  );
}

function Preview({ csv }: { csv: FollowCsv }) {
  if (csv.handles.length === 0) return <Notice tone="error">{tOnboarding.csvEmpty}</Notice>;
  return (
    <div role="status">
      <p>{tOnboarding.csvReady(csv.handles.length)}</p>
      {csv.tooMany && <p>{tOnboarding.csvTooMany(FOLLOW_IMPORT_MAX)}</p>}
      {csv.bad.length > 0 && (
        <>
          <p>{tOnboarding.csvBad(csv.bad.length)}</p>
          <ul className={css.lines}>
            {csv.bad.slice(0, BAD_SHOWN).map(({ line, text }) => (
              <li key={line}>{tOnboarding.csvBadLine(line, text)}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function Progress({ of: { id, state, counts }, onChange }: { of: FollowImport; onChange: () => void }) {
  const cancel = useCall(cancelFollowImport, { onSuccess: onChange });
  const failed = useQuery({
    ...read(listImportLines, { params: { id }, query: { outcome: 'failed', limit: 50 } }),
    enabled: state !== 'running' && counts.failed > 0,
  });
  const total = ORDER.reduce((sum, outcome) => sum + counts[outcome], 0);
  const done = total - counts.waiting;
  const summary = ORDER.filter((outcome) => counts[outcome] > 0 && (outcome !== 'waiting' || state === 'cancelled'));
  return (
    <div className={css.progress}>
      {state === 'running' ? (
        <>
          <label>
            {tOnboarding.importRunning}: {tOnboarding.importProgress(done, total)}
            <progress value={done} max={total} />
          </label>
          <Soft>{tOnboarding.importGoesOn}</Soft>
          <div>
            <Button small busy={cancel.isPending} onClick={() => cancel.mutate({ params: { id } })}>
              {tOnboarding.importStop}
            </Button>
          </div>
        </>
      ) : (
        <Notice tone={counts.failed > 0 || state === 'cancelled' ? 'info' : 'good'}>
          <p>{state === 'finished' ? tOnboarding.importFinished : tOnboarding.importCancelled}</p>
          <p>{summary.map((outcome) => tOnboarding.outcomes[outcome](counts[outcome])).join(', ')}</p>
        </Notice>
      )}
      <Problem error={cancel.error ?? failed.error} />
      {failed.data && (
        <ul className={css.lines}>
          {failed.data.items.map(({ handle, reason }) => (
            <li key={handle}>
              <strong>{handle}</strong> {reason}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

export function FollowExporter() {
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const download = async () => {
    setBusy(true);
    setError(null);
    try {
      const { handles } = await call(exportFollows, {});
      const url = URL.createObjectURL(new Blob([writeFollowCsv(handles)], { type: 'text/csv' }));
      const link = document.createElement('a');
      link.href = url;
      link.download = 'following_accounts.csv';
      link.click();
      URL.revokeObjectURL(url);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Section title={tOnboarding.exportTitle} lead={tOnboarding.exportLead}>
      <Problem error={error} />
      <div>
        <Button icon="file" busy={busy} onClick={() => void download()}>
          {tOnboarding.exportButton}
        </Button>
      </div>
    </Section>
  );
}
