import { useState } from 'react';
import { cancelSession, type Session } from '../../../shared/contracts/sessions.ts';
import { useCall } from '../../api/use-call.ts';
import { tSessions } from '../../i18n/sessions.ts';
import { Button } from '../../ui/button.tsx';
import { Row } from '../../ui/page.tsx';
import { useToast } from '../../ui/toast.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import { usePutSession } from './use-put-session.ts';

/** Another time, or not at all. */
export function SessionActions({ session, onMove }: { session: Session; onMove: () => void }) {
  const [asking, setAsking] = useState(false);
  const toast = useToast();
  const putSession = usePutSession();
  const cancel = useCall(cancelSession, {
    onSuccess: (changed) => {
      setAsking(false);
      putSession(changed);
      toast(tSessions.cancelled);
    },
  });
  const { may, state } = session;
  if (!may.move && !may.cancel) return null;
  const agreed = state === 'agreed';
  return (
    <>
      <Row>
        {may.move && (
          <Button small onClick={onMove}>
            {tSessions.move}
          </Button>
        )}
        {may.cancel && (
          <Button small look="quiet" onClick={() => setAsking(true)}>
            {agreed ? tSessions.cancel : tSessions.takeBack}
          </Button>
        )}
      </Row>
      {asking && (
        <ReasonDialog
          title={agreed ? tSessions.cancelTitle : tSessions.takeBackTitle}
          confirm={agreed ? tSessions.cancel : tSessions.takeBack}
          session={session}
          call={cancel}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
