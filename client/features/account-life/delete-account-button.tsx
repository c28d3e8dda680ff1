import { useState } from 'react';
import { deleteAccount } from '../../../shared/contracts/account-life.ts';
import { useCall } from '../../api/use-call.ts';
import { tAccountLife } from '../../i18n/account-life.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { fieldsOf, formProblem } from '../../ui/explain.ts';
import { TextField } from '../../ui/field.tsx';
import { useToast } from '../../ui/toast.tsx';

/** For admins: deletes somebody's account, once its username is typed. */
export function DeleteAccountButton({
  account,
  onDeleted,
}: {
  account: { id: string; username: string; displayName: string };
  onDeleted: () => void;
}) {
  const [asking, setAsking] = useState(false);
  const [username, setUsername] = useState('');
  const toast = useToast();
  const remove = useCall(deleteAccount, {
    onSuccess: () => {
      setAsking(false);
      toast(tAccountLife.deletedOther(account.displayName));
      onDeleted();
    },
  });
  return (
    <>
      <Button
        small
        look="danger"
        aria-label={tAccountLife.deleteOtherLabel(account.displayName)}
        onClick={() => setAsking(true)}
      >
        {tAccountLife.deleteOther}
      </Button>
      {asking && (
        <Dialog
          title={tAccountLife.deleteOtherTitle(account.displayName)}
          confirm={tAccountLife.deleteOther}
          danger
          busy={remove.isPending}
          error={formProblem(remove.error, ['username'])}
          onClose={() => setAsking(false)}
          onConfirm={() => remove.mutate({ params: { id: account.id }, body: { username } })}
        >
          <p>{tAccountLife.deleteOtherAdvice}</p>
          <TextField
            label={tAccountLife.typeUsername(account.username)}
            value={username}
            onChange={setUsername}
            error={fieldsOf(remove.error).username}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
        </Dialog>
      )}
    </>
  );
}
