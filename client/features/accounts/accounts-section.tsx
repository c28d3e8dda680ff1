import { useInfiniteQuery } from '@tanstack/react-query';
import { changeRole, listAccounts } from '../../../shared/contracts/accounts.ts';
import { ROLES } from '../../../shared/vocabulary.ts';
import { readPages } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { tAccounts } from '../../i18n/accounts.ts';
import { t } from '../../i18n/messages.ts';
import { Chip } from '../../ui/chip.tsx';
import { Problem, Skeleton } from '../../ui/feedback.tsx';
import { Select } from '../../ui/field.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { Row, Rows, Section, Sheet, Soft } from '../../ui/page.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { useToast } from '../../ui/toast.tsx';
import { DeleteAccountButton } from '../account-life/delete-account-button.tsx';
import { SuspendButton } from '../account-life/suspend-button.tsx';
import { useSignedIn } from './use-me.ts';

export function AccountsSection({ mayChangeRoles }: { mayChangeRoles: boolean }) {
  const me = useSignedIn();
  const toast = useToast();
  const accounts = useInfiniteQuery(readPages(listAccounts, {}, { status: 'active' }));
  const change = useCall(changeRole, {
    onSuccess: () => {
      toast(tAccounts.roleChanged);
      void accounts.refetch();
    },
  });
  return (
    <Section title={tAccounts.accounts}>
      <Sheet>
        {accounts.isPending && <Skeleton lines={3} />}
        <Problem error={accounts.error} retry={accounts.refetch} />
        <Problem error={change.error} />
        <Rows label={tAccounts.accounts}>
          {accounts.data?.pages
            .flatMap((page) => page.items)
            .map((account) => (
              <li key={account.id}>
                <div>
                  <strong>{account.displayName}</strong>
                  <Soft>
                    {account.username}, {tAccounts.joined} <TimeAgo at={account.createdAt} />
                  </Soft>
                </div>
                {mayChangeRoles && account.username !== me.username ? (
                  <Row>
                    <Select
                      label={tAccounts.role(account.displayName)}
                      hideLabel
                      value={account.role}
                      options={ROLES.map((role) => [role, t.words.roles[role]] as const)}
                      onChange={(role) => change.mutate({ params: { id: account.id }, body: { role } })}
                    />
                    <SuspendButton
                      small
                      person={{ handle: account.username, displayName: account.displayName, local: true }}
                    />
                    <DeleteAccountButton account={account} onDeleted={() => void accounts.refetch()} />
                  </Row>
                ) : (
                  <Chip>{t.words.roles[account.role]}</Chip>
                )}
              </li>
            ))}
        </Rows>
        <LoadMore {...accounts} />
      </Sheet>
    </Section>
  );
}
