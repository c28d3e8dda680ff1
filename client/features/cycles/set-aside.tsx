import { useState } from 'react';
import { type Cycle, setCycleAside } from '../../../shared/contracts/cycles.ts';
import { useCall } from '../../api/use-call.ts';
import { tCycles } from '../../i18n/cycles.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Row } from '../../ui/page.tsx';
import { useToast } from '../../ui/toast.tsx';
import { usePutCycle } from './use-cycle.ts';

export function SetAside({ cycle }: { cycle: Cycle }) {
  const putCycle = usePutCycle();
  const toast = useToast();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const aside = useCall(setCycleAside, {
    onSuccess: (changed) => {
      setAsking(false);
      putCycle(changed);
      toast(tCycles.asideDone);
    },
  });
  if (!cycle.may.setAside) return null;
  return (
    <Row>
      <Button small look="quiet" onClick={() => setAsking(true)}>
        {tCycles.aside}
      </Button>
      {asking && (
        <Dialog
          title={tCycles.asideTitle}
          confirm={tCycles.aside}
          busy={aside.isPending}
          error={aside.error}
          onClose={() => setAsking(false)}
          onConfirm={() => aside.mutate({ params: { id: cycle.id }, body: { reason } })}
        >
          <p>{tCycles.asideAdvice}</p>
          <TextArea label={tCycles.asideReason} value={reason} onChange={setReason} maxLength={1_000} optional />
        </Dialog>
      )}
    </Row>
  );
}
