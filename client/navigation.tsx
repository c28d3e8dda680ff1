import { useQuery } from '@tanstack/react-query';
import { Link, NavLink } from 'react-router';
import { listPairs } from '../shared/contracts/mentoring.ts';
import { listFollowRequests } from '../shared/contracts/profiles.ts';
import { read } from './api/queries.ts';
import css from './app-shell.module.css';
import { useMe } from './features/accounts/use-me.ts';
import { t } from './i18n/messages.ts';
import { Avatar } from './ui/avatar.tsx';
import { ButtonLink } from './ui/button.tsx';
import { cx } from './ui/cx.ts';
import { Icon, type IconName } from './ui/icon.tsx';

/** A tab bar under the thumb on a phone, a column beside the page on a desk. */
export function Navigation() {
  const me = useMe();
  return (
    <header className={cx(css.header, me === null && css.visitor)}>
      <Link to="/" className={css.brand}>
        <Mug />
        {t.shell.name}
      </Link>
      {me === null ? (
        <nav className={css.join} aria-label={t.shell.navigation}>
          <ButtonLink to="/sign-in" look="quiet" small>
            {t.shell.signIn}
          </ButtonLink>
          <ButtonLink to="/sign-up" look="primary" small>
            {t.shell.signUp}
          </ButtonLink>
        </nav>
      ) : (
        <nav className={css.tabs} aria-label={t.shell.navigation}>
          <Tab to="/" icon="home" label={t.shell.home} />
          <Tab to="/write" icon="write" label={t.shell.write} />
          <MentoringTab />
          <PeopleTab />
          {me.role !== 'teacher' && (
            <div className={css.deskOnly}>
              <Tab to="/admin" icon="admin" label={t.shell.adminShort} />
            </div>
          )}
          <NavLink to="/settings" className={({ isActive }) => cx(css.tab, css.you, isActive && css.active)}>
            <Avatar name={me.displayName} handle={me.handle} size="small" />
            <span>{t.shell.you}</span>
          </NavLink>
        </nav>
      )}
    </header>
  );
}

function Tab({ to, icon, label, waiting = 0 }: { to: string; icon: IconName; label: string; waiting?: number }) {
  return (
    <NavLink to={to} end={to === '/'} className={({ isActive }) => cx(css.tab, isActive && css.active)}>
      <Icon name={icon} size={24} />
      <span>{label}</span>
      {waiting > 0 && (
        <span className={css.badge}>
          <span aria-hidden="true">{waiting}</span>
          <span className="visually-hidden">, {t.shell.waiting(waiting)}</span>
        </span>
      )}
    </NavLink>
  );
}

function MentoringTab() {
  const pairs = useQuery(read(listPairs, {}));
  const waiting = pairs.data?.items.filter((pair) => pair.may.accept).length ?? 0;
  return <Tab to="/mentoring" icon="pair" label={t.shell.mentoring} waiting={waiting} />;
}

function PeopleTab() {
  const requests = useQuery(read(listFollowRequests, {}));
  return <Tab to="/people" icon="people" label={t.shell.people} waiting={requests.data?.items.length ?? 0} />;
}

function Mug() {
  return (
    <svg viewBox="0 0 24 24" width="28" height="28" fill="none" aria-hidden="true" className={css.mug}>
      <path d="M4 9.5h12v5.2a4.8 4.8 0 0 1-4.8 4.8H8.800a4.8 4.8 0 0 1-4.8-4.800z" fill="currentColor" />
      <path d="M16 11h1.300a2.7 2.7 0 0 1 0 5.400H15.5" stroke="currentColor" strokeWidth="1.7" />
      <path
        d="M7.8 7c0-1.5 1.3-1.5 1.3-3M11.8 7c0-1.5 1.3-1.5 1.3-3"
        className={css.steam}
        strokeWidth="1.5"
        strokeLinecap="round"
      />
    </svg>
  );
}
