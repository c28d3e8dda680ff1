import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type AccountInfo, approveAccount, listAccounts, rejectAccount } from '../../../shared/contracts/accounts.ts';
import { keyOf, readPages } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { tAccounts } from '../../i18n/accounts.ts';
import { ActionRows } from '../../ui/action-rows.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Problem } from '../../ui/feedback.tsx';
import { Row, Section, Sheet, Soft } from '../../ui/page.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { useToast } from '../../ui/toast.tsx';

export function PendingSection() {
  const queryClient = useQueryClient();
  const toast = useToast();
  const accounts = useInfiniteQuery(readPages(listAccounts, {}, { status: 'pending' }));
  const [rejecting, setRejecting] = useState<AccountInfo | null>(null);
  const refresh = () => queryClient.invalidateQueries({ queryKey: keyOf(listAccounts) });
  const approve = useCall(approveAccount, {
    onSuccess: (account) => {
      toast(tAccounts.approved(account.displayName));
      void refresh();
    },
  });
  const reject = useCall(rejectAccount, {
    onSuccess: () => {
      setRejecting(null);
      void refresh();
    },
  });
  const waiting = accounts.data?.pages.flatMap((page) => page.items);
  return (
    <Section title={tAccounts.pendingAccounts}>
      <Sheet>
        <ActionRows label={tAccounts.pendingAccounts} none={tAccounts.noPending} query={accounts} items={waiting}>
          {(account) => (
            <li key={account.id}>
              <div>
                <strong>{account.displayName}</strong>
                <Soft>
                  {account.username}, <TimeAgo at={account.createdAt} />
                </Soft>
              </div>
              <Row>
                <Button
                  small
                  look="primary"
                  busy={approve.isPending && approve.variables.params.id === account.id}
                  onClick={() => approve.mutate({ params: { id: account.id } })}
                >
                  {tAccounts.approve}
                </Button>
                <Button small look="danger" onClick={() => setRejecting(account)}>
                  {tAccounts.reject}
                </Button>
              </Row>
            </li>
          )}
        </ActionRows>
        <Problem error={approve.error} />
        {rejecting && (
          <Dialog
            title={tAccounts.rejectTitle(rejecting.displayName)}
            confirm={tAccounts.reject}
            danger
            busy={reject.isPending}
            error={reject.error}
            onClose={() => setRejecting(null)}
            onConfirm={() => reject.mutate({ params: { id: rejecting.id } })}
          >
            <p>{tAccounts.rejectAdvice}</p>
          </Dialog>
        )}
      </Sheet>
    </Section>
  );
}
