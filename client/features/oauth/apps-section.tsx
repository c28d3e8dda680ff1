import { useQuery } from '@tanstack/react-query';
import { type ConnectedApp, disconnectApp, listApps } from '../../../shared/contracts/oauth.ts';
import { read } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { tOAuth } from '../../i18n/oauth.ts';
import { Button } from '../../ui/button.tsx';
import { Problem, Skeleton } from '../../ui/feedback.tsx';
import { Rows, Section, Sheet, Soft } from '../../ui/page.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useFocusWhenLost } from '../../ui/use-focus-when-lost.ts';

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
  // The button that had the focus goes with its row.
  const place = useFocusWhenLost<HTMLDivElement>(apps.data?.items.length);
  return (
    <Section title={tOAuth.apps} lead={tOAuth.appsLead}>
      <Sheet>
        <div ref={place} tabIndex={-1}>
          {apps.isPending && <Skeleton lines={1} />}
          <Problem error={apps.error} retry={apps.refetch} />
          {apps.data?.items.length === 0 && <Soft>{tOAuth.noApps}</Soft>}
          {apps.data && apps.data.items.length > 0 && (
            <Rows label={tOAuth.apps}>
              {apps.data.items.map((app) => (
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
              ))}
            </Rows>
          )}
        </div>
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
