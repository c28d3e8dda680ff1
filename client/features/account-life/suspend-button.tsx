import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { listSuspensions, suspendPerson } from '../../../shared/contracts/account-life.ts';
import { listAccounts } from '../../../shared/contracts/accounts.ts';
import { getProfile } from '../../../shared/contracts/profiles.ts';
import { keyOf } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { tAccountLife } from '../../i18n/account-life.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { useToast } from '../../ui/toast.tsx';

/** For admins: takes somebody out of sight, after saying what that means. */
export function SuspendButton({
  person,
  small = false,
}: {
  person: { handle: string; displayName: string; local: boolean };
  small?: boolean;
}) {
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const queryClient = useQueryClient();
  const toast = useToast();
  const suspend = useCall(suspendPerson, {
    onSuccess: () => {
      setAsking(false);
      toast(tAccountLife.suspended(person.displayName));
      for (const endpoint of [listSuspensions, listAccounts, getProfile]) {
        void queryClient.invalidateQueries({ queryKey: keyOf(endpoint) });
      }
    },
  });
  return (
    <>
      <Button small={small} look="quiet" onClick={() => setAsking(true)}>
        {tAccountLife.suspend}
      </Button>
      {asking && (
        <Dialog
          title={tAccountLife.suspendTitle(person.displayName)}
          confirm={tAccountLife.suspend}
          danger
          busy={suspend.isPending}
          error={suspend.error}
          onClose={() => setAsking(false)}
          onConfirm={() => suspend.mutate({ params: { handle: person.handle }, body: { reason } })}
        >
          <p>{person.local ? tAccountLife.suspendHere : tAccountLife.suspendElsewhere}</p>
          <TextField label={tAccountLife.suspendReason} value={reason} onChange={setReason} optional />
        </Dialog>
      )}
    </>
  );
}
