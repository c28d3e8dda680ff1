import { useQuery } from '@tanstack/react-query';
import { type ConnectedApp, disconnectApp, listApps } from '../../../shared/contracts/oauth.ts';
import { read } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { tOAuth } from '../../i18n/oauth.ts';
import { ActionRows } from '../../ui/action-rows.tsx';
import { Button } from '../../ui/button.tsx';
import { Problem } from '../../ui/feedback.tsx';
import { Section, Sheet, Soft } from '../../ui/page.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { useToast } from '../../ui/toast.tsx';

export function AppsSection() {
  const toast = useToast();
  const apps = useQuery(read(listApps, {}));
  const disconnect = useCall(disconnectApp, {
    onSuccess: (_, { params }) => {
      const gone = apps.data?.items.find(({ id }) => id === params.id);
      toast(tOAuth.disconnected(gone?.name ?? ''));
      void apps.refetch();
    },
  });
  return (
    <Section title={tOAuth.apps} lead={tOAuth.appsLead}>
      <Sheet>
        <ActionRows label={tOAuth.apps} none={tOAuth.noApps} query={apps} items={apps.data?.items}>
          {(app) => (
            <li key={app.id}>
              <AppWords app={app} />
              <Button
                small
                look="danger"
                busy={disconnect.isPending && disconnect.variables.params.id === app.id}
                onClick={() => disconnect.mutate({ params: { id: app.id } })}
              >
                {tOAuth.disconnect}
              </Button>
            </li>
          )}
        </ActionRows>
        <Problem error={disconnect.error} />
      </Sheet>
    </Section>
  );
}

function AppWords({ app }: { app: ConnectedApp }) {
  return (
    <div>
      {app.name}
      {app.website !== null && <> ({app.website})</>}
      <Soft>{app.scopes.map((scope) => tOAuth.short[scope]).join(' · ')}</Soft>
      <Soft>
        {tOAuth.since} <TimeAgo at={app.since} />
        {' · '}
        {app.lastUsedAt === null ? (
          tOAuth.neverUsed
        ) : (
          <>
            {tOAuth.lastUsed} <TimeAgo at={app.lastUsedAt} />
          </>
        )}
      </Soft>
    </div>
  );
}
