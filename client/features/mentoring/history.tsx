import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listAmendments, type Pair } from '../../../shared/contracts/mentoring.ts';
import { read } from '../../api/queries.ts';
import { tMentoring } from '../../i18n/mentoring.ts';
import { Problem, Skeleton } from '../../ui/feedback.tsx';
import { Soft } from '../../ui/page.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import css from './mentoring.module.css';
import { type HistoryStep, historyOf } from './terms.ts';
import { TermsChanges } from './terms-changes.tsx';

/** How the agreement came to be what it is: asked for when somebody wants to know. */
export function History({ pair }: { pair: Pair }) {
  const [open, setOpen] = useState(false);
  return (
    <details className={css.more} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{tMentoring.history}</summary>
      {open && <Steps pair={pair} />}
    </details>
  );
}

function Steps({ pair }: { pair: Pair }) {
  const amendments = useQuery(read(listAmendments, { params: { id: pair.id } }));
  if (amendments.data === undefined) {
    return amendments.isPending ? (
      <Skeleton lines={3} />
    ) : (
      <Problem error={amendments.error} retry={amendments.refetch} />
    );
  }
  return (
    <ol className={css.history}>
      {historyOf(amendments.data.items).map((step) => (
        <li key={step.amendment.id}>
          <Step step={step} name={pair.partner.displayName} />
        </li>
      ))}
    </ol>
  );
}

function Step({ step: { amendment, before }, name }: { step: HistoryStep; name: string }) {
  const { proposedByMe, state, terms, reason, at } = amendment;
  const who = proposedByMe
    ? before === null
      ? tMentoring.historyMyOffer
      : tMentoring.historyByMe
    : before === null
      ? tMentoring.historyOffer(name)
      : tMentoring.historyBy(name);
  return (
    <>
      <p>
        {who}, <TimeAgo at={at} />
        {before !== null && `. ${tMentoring.amendmentStates[state]}.`}
      </p>
      {before !== null && <TermsChanges before={before} after={terms} name={name} />}
      {reason !== '' && (
        <Soft>
          {tMentoring.reason}: {reason}
        </Soft>
      )}
    </>
  );
}
