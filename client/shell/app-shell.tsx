import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Navigate, useLocation } from 'react-router';
import { instanceQuery, meQuery } from '../features/accounts/use-me.ts';
import { t } from '../i18n/messages.ts';
import { LiveProvider } from '../live/live.tsx';
import { Later } from '../pwa/later.tsx';
import { OfflineNote } from '../pwa/offline-note.tsx';
import { AppRoutes } from '../routes.tsx';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { Problem, Skeleton } from '../ui/feedback.tsx';
import { Page } from '../ui/page.tsx';
import { useNavigationFocus } from '../ui/use-navigation-focus.ts';
import css from './app-shell.module.css';
import { Keyboard } from './keyboard.tsx';
import { Navigation } from './navigation.tsx';

/** For visitors, at the foot of the page. */
const LanguageLinks = lazy(async () => ({ default: (await import('./language-links.tsx')).LanguageLinks }));

/** Around every page: the way to the others, the skip link, news of the connection, and a floor to fall on. */
export function AppShell() {
  const me = useQuery(meQuery);
  const instance = useQuery(instanceQuery);
  const { pathname } = useLocation();
  const main = useNavigationFocus();

  const failed = me.error ?? instance.error;
  const ready = me.data !== undefined && instance.data !== undefined;
  if (instance.data?.setupNeeded && me.data === null && pathname !== '/welcome')
    return <Navigate to="/welcome" replace />;
  return (
    <LiveProvider>
      <Keyboard signedIn={me.data !== null}>
        <a className={css.skip} href="#main">
          {t.shell.skip}
        </a>
        <div className={css.frame} data-visitor={me.data === null || undefined}>
          {/* Who is here decides what the navigation is: drawn before that, it would change under the finger. */}
          <Suspense fallback={<header className={css.header} />}>
            {ready ? <Navigation /> : <header className={css.header} />}
          </Suspense>
          <main id="main" className={css.main} ref={main} tabIndex={-1}>
            <OfflineNote className={css.offline} />
            <ErrorBoundary page={pathname}>
              {ready ? (
                <Suspense fallback={<Waiting />}>
                  <AppRoutes />
                </Suspense>
              ) : failed ? (
                <Page title={t.shell.name} bare>
                  <Problem
                    error={failed}
                    retry={() => {
                      void me.refetch();
                      void instance.refetch();
                    }}
                  />
                </Page>
              ) : (
                <Waiting />
              )}
            </ErrorBoundary>
          </main>
          <Suspense>{ready && me.data === null && <LanguageLinks className={css.foot} />}</Suspense>
        </div>
      </Keyboard>
      <Later />
    </LiveProvider>
  );
}

function Waiting() {
  return (
    <Page title={t.shell.loading} bare>
      <Skeleton />
    </Page>
  );
}
