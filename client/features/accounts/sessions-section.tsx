import { useQuery } from '@tanstack/react-query';
import { listSessions, revokeSession, type SessionInfo } from '../../../shared/contracts/accounts.ts';
import { read } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { tAccounts } from '../../i18n/accounts.ts';
import { ActionRows } from '../../ui/action-rows.tsx';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Problem } from '../../ui/feedback.tsx';
import { Section, Sheet, Soft } from '../../ui/page.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { useToast } from '../../ui/toast.tsx';
import { deviceOf } from './device.ts';

export function SessionsSection() {
  const toast = useToast();
  const sessions = useQuery(read(listSessions, {}));
  const revoke = useCall(revokeSession, {
    onSuccess: () => {
      toast(tAccounts.revoked);
      void sessions.refetch();
    },
  });
  return (
    <Section title={tAccounts.sessions}>
      <Sheet>
        <ActionRows label={tAccounts.sessions} query={sessions} items={sessions.data?.items} lines={2}>
          {(session) => (
            <li key={session.id}>
              <SessionWords session={session} />
              {session.current ? (
                <Chip tone="accent">{tAccounts.thisDevice}</Chip>
              ) : (
                <Button
                  small
                  busy={revoke.isPending && revoke.variables.params.id === session.id}
                  onClick={() => revoke.mutate({ params: { id: session.id } })}
                >
                  {tAccounts.revoke}
                </Button>
              )}
            </li>
          )}
        </ActionRows>
        <Problem error={revoke.error} />
      </Sheet>
    </Section>
  );
}

function SessionWords({ session }: { session: SessionInfo }) {
  const { browser, system } = deviceOf(session.userAgent);
  return (
    <div>
      {browser === '' ? tAccounts.unknownDevice : tAccounts.device(browser, system)}
      <Soft>
        {tAccounts.lastSeen} <TimeAgo at={session.lastSeenAt} />
      </Soft>
    </div>
  );
}
