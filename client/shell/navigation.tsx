import { lazy, useEffect } from 'react';
import { Link } from 'react-router';
import { useMe } from '../features/accounts/use-me.ts';
import { t } from '../i18n/messages.ts';
import { rememberMember } from '../member-hint.ts';
import { ButtonLink } from '../ui/button.tsx';
import css from './app-shell.module.css';

const MemberNavigation = lazy(async () => ({ default: (await import('../member.ts')).MemberNavigation }));

/** The name of the house, and the ways to its rooms. */
export function Navigation() {
  const signedIn = useMe() !== null;
  useEffect(() => rememberMember(signedIn), [signedIn]);
  return (
    <header className={css.header}>
      <Link to="/" className={css.brand}>
        <Mug />
        {t.shell.name}
      </Link>
      {signedIn ? <MemberNavigation /> : <VisitorNavigation />}
    </header>
  );
}

function VisitorNavigation() {
  return (
    <nav className={css.join} aria-label={t.shell.navigation}>
      <ButtonLink to="/sign-in" look="quiet" small>
        {t.shell.signIn}
      </ButtonLink>
      <ButtonLink to="/sign-up" look="primary" small>
        {t.shell.signUp}
      </ButtonLink>
    </nav>
  );
}

function Mug() {
  return (
    <svg viewBox="0 0 24 24" width="28" height="28" fill="none" aria-hidden="true" className={css.mug}>
      <path d="M4 9.5h12v5.2a4.8 4.8 0 0 1-4.8 4.8H8.8a4.8 4.8 0 0 1-4.8-4.8z" fill="currentColor" />
      <path d="M16 11h1.3a2.7 2.7 0 0 1 0 5.4H15.5" stroke="currentColor" strokeWidth="1.7" />
      <path
        d="M7.8 7c0-1.5 1.3-1.5 1.3-3M11.8 7c0-1.5 1.3-1.5 1.3-3"
        className={css.steam}
        strokeWidth="1.5"
        strokeLinecap="round"
      />
    </svg>
  );
}
