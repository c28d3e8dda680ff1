import { useState } from 'react';
import { acceptSession, declineSession, type Session } from '../../../shared/contracts/sessions.ts';
import { useCall } from '../../api/use-call.ts';
import { tSessions } from '../../i18n/sessions.ts';
import { Button } from '../../ui/button.tsx';
import { OneOf } from '../../ui/choices.tsx';
import { Problem } from '../../ui/feedback.tsx';
import { Row, Soft } from '../../ui/page.tsx';
import { useToast } from '../../ui/toast.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import { usePutSession } from './use-put-session.ts';
import { whenOf } from './when.ts';

/** One of the times, or none of them. */
export function AnswerSession({ session }: { session: Session }) {
  const now = Date.now();
  const open = session.times.flatMap((time, index) => (Date.parse(time.start) > now ? [{ time, index }] : []));
  const [chosen, setChosen] = useState(() => String(open[0]?.index ?? 0));
  const [declining, setDeclining] = useState(false);
  const toast = useToast();
  const putSession = usePutSession();
  const done = (words: string) => (changed: Session) => {
    setDeclining(false);
    putSession(changed);
    toast(words);
  };
  const accept = useCall(acceptSession, { onSuccess: done(tSessions.accepted) });
  const decline = useCall(declineSession, { onSuccess: done(tSessions.declined) });
  const params = { id: session.id };
  return (
    <>
      {open.length === 0 ? (
        <Soft>{tSessions.allOver}</Soft>
      ) : (
        <OneOf
          legend={tSessions.choose}
          value={chosen}
          onChange={setChosen}
          options={open.map(({ time, index }) => ({ value: String(index), label: whenOf(time) }))}
        />
      )}
      <Problem error={accept.error} />
      <Row>
        {open.length > 0 && (
          <Button
            small
            look="primary"
            icon="check"
            busy={accept.isPending}
            onClick={() => accept.mutate({ params, body: { time: Number(chosen) } })}
          >
            {tSessions.accept}
          </Button>
        )}
        <Button small onClick={() => setDeclining(true)}>
          {tSessions.decline}
        </Button>
      </Row>
      {declining && (
        <ReasonDialog
          title={tSessions.declineTitle}
          advice={tSessions.declineAdvice}
          confirm={tSessions.decline}
          session={session}
          call={decline}
          onClose={() => setDeclining(false)}
        />
      )}
    </>
  );
}
