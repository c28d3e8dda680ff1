import type { Session } from '../../../shared/contracts/sessions.ts';
import { tSessions } from '../../i18n/sessions.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/field.tsx';
import { useKeptOnServer } from '../editor/use-kept-on-server.ts';

/** Asks once more, and for a word about why. */
export function ReasonDialog({
  title,
  advice,
  confirm,
  session,
  call,
  onClose,
}: {
  title: string;
  advice?: string;
  confirm: string;
  session: Session;
  call: {
    mutate: (request: { params: { id: string }; body: { reason: string } }, options: { onSuccess: () => void }) => void;
    isPending: boolean;
    error: unknown;
  };
  onClose: () => void;
}) {
  const [reason, setReason] = useKeptOnServer(`session-reason:${session.id}`);
  return (
    <Dialog
      title={title}
      confirm={confirm}
      busy={call.isPending}
      error={call.error}
      onClose={onClose}
      onConfirm={() => {
        call.mutate({ params: { id: session.id }, body: { reason } }, { onSuccess: () => setReason('') });
      }}
    >
      {advice && <p>{advice}</p>}
      <TextArea
        label={tSessions.reason}
        hint={tSessions.reasonHint(session.partner.displayName)}
        value={reason}
        onChange={setReason}
        maxLength={1000}
        optional
      />
    </Dialog>
  );
}
