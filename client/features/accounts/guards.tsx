import type { ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';
import { t } from '../../i18n/messages.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Empty } from '../../ui/feedback.tsx';
import { Page } from '../../ui/page.tsx';
import { useMe } from './use-me.ts';

/** Signed out, one goes to sign in and comes back to the page one wanted. */
export function RequireAccount({ children }: { children: ReactNode }) {
  const me = useMe();
  const { pathname, search } = useLocation();
  if (me === null) return <Navigate to={`/sign-in?next=${encodeURIComponent(pathname + search)}`} replace />;
  return children;
}

/** Spares a needless visit; what an account may do is the server's decision. */
export function RequireOrganizer({ children }: { children: ReactNode }) {
  const me = useMe();
  return me?.role === 'organizer' || me?.role === 'admin' ? children : <NoAccess />;
}

/** The same, for what only admins do. */
export function RequireAdmin({ children }: { children: ReactNode }) {
  return useMe()?.role === 'admin' ? children : <NoAccess />;
}

function NoAccess() {
  return (
    <Page title={t.shell.noAccess} bare>
      <Empty wholePage title={t.shell.noAccess} actions={<ButtonLink to="/">{t.shell.toHome}</ButtonLink>}>
        {t.shell.noAccessAdvice}
      </Empty>
    </Page>
  );
}
