import { useState } from 'react';
import { reportPerson } from '../../../shared/contracts/account-life.ts';
import type { ProfileSummary } from '../../../shared/contracts/profiles.ts';
import { useCall } from '../../api/use-call.ts';
import { tAccountLife } from '../../i18n/account-life.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { fieldsOf, formProblem } from '../../ui/explain.ts';
import { Checkbox, TextArea } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useToast } from '../../ui/toast.tsx';

const REASON_ROWS = 4;

/** Tells the admins about somebody, or about a post of theirs. */
export function ReportButton({
  person,
  post,
  className,
}: {
  person: ProfileSummary;
  /** Id of the post that it is about. */
  post?: string;
  /** Of the actions it stands among; none where it stands among buttons. */
  className?: string | undefined;
}) {
  const [asking, setAsking] = useState(false);
  const label = tAccountLife.reportLabel(person.displayName);
  return (
    <>
      {className === undefined ? (
        <Button look="quiet" icon="flag" aria-label={label} onClick={() => setAsking(true)}>
          {tAccountLife.report}
        </Button>
      ) : (
        <button type="button" className={className} aria-label={label} onClick={() => setAsking(true)}>
          <Icon name="flag" size={18} />
          {tAccountLife.report}
        </button>
      )}
      {asking && <ReportDialog person={person} posts={post ? [post] : []} onClose={() => setAsking(false)} />}
    </>
  );
}

function ReportDialog({ person, posts, onClose }: { person: ProfileSummary; posts: string[]; onClose: () => void }) {
  const toast = useToast();
  const [reason, setReason] = useState('');
  const [forward, setForward] = useState(false);
  const report = useCall(reportPerson, {
    onSuccess: () => {
      toast(tAccountLife.reported);
      onClose();
    },
  });
  const host = person.handle.split('@').at(-1) ?? '';
  return (
    <Dialog
      title={tAccountLife.reportTitle(person.displayName)}
      confirm={tAccountLife.reportSend}
      busy={report.isPending}
      error={formProblem(report.error, ['reason'])}
      onClose={onClose}
      onConfirm={() => report.mutate({ body: { handle: person.handle, posts, reason, forward } })}
    >
      <p>{tAccountLife.reportAdvice}</p>
      <TextArea
        label={tAccountLife.reportReason}
        rows={REASON_ROWS}
        value={reason}
        onChange={setReason}
        error={fieldsOf(report.error).reason}
      />
      {!person.local && (
        <Checkbox
          label={tAccountLife.reportForward(host)}
          hint={tAccountLife.reportForwardHint}
          checked={forward}
          onChange={setForward}
        />
      )}
    </Dialog>
  );
}
