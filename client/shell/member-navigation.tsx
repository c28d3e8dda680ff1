import { useQuery } from '@tanstack/react-query';
import { type FormEvent, lazy, type ReactNode, Suspense, useRef } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import { listPairs } from '../../shared/contracts/mentoring.ts';
import { read } from '../api/queries.ts';
import { useSignedIn } from '../features/accounts/use-me.ts';
import { useAppBadge } from '../features/notifications/use-app-badge.ts';
import { useUnread } from '../features/notifications/use-unread.ts';
import { t } from '../i18n/messages.ts';
import { Avatar } from '../ui/avatar.tsx';
import { cx } from '../ui/cx.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { Menu } from '../ui/menu.tsx';
import css from './app-shell.module.css';

const YouItems = lazy(async () => ({ default: (await import('./you-items.tsx')).YouItems }));

/** A tab bar under the thumb on a phone, a column beside the page on a desk. */
export function MemberNavigation() {
  const me = useSignedIn();
  const pairs = useQuery(read(listPairs, {}));
  const offers = pairs.data?.items.filter((pair) => pair.may.accept).length ?? 0;
  const unread = useUnread();
  useAppBadge(unread.notifications + unread.messages);
  return (
    <>
      <Search />
      <nav className={css.tabs} aria-label={t.shell.navigation}>
        <Tab to="/" icon="home" label={t.shell.home} />
        <Tab to="/practice" icon="practice" label={t.shell.practice} />
        <Tab to="/write" icon="write" label={t.shell.write} className={css.write} />
        <Tab to="/mentoring" icon="pair" label={t.shell.mentoring} waiting={offers + unread.messages} />
        <Tab to="/notifications" icon="bell" label={t.shell.notifications} waiting={unread.notifications} />
        <Tab to="/people" icon="people" label={t.shell.people} className={css.deskOnly} />
        {me.role !== 'teacher' && <Tab to="/admin" icon="admin" label={t.shell.adminShort} className={css.deskOnly} />}
      </nav>
      <You />
    </>
  );
}

function Tab({
  to,
  icon,
  label,
  waiting = 0,
  className,
}: {
  to: string;
  icon: IconName;
  label: string;
  waiting?: number;
  className?: string | undefined;
}) {
  const { pathname } = useLocation();
  const active = pathname === to || (to !== '/' && pathname.startsWith(`${to}/`));
  return (
    <Link to={to} className={cx(css.tab, className, active && css.active)} aria-current={active ? 'page' : undefined}>
      <span className={css.mark}>
        <Icon name={icon} size={24} />
      </span>
      <span className={css.label}>{label}</span>
      {waiting > 0 && <Badge count={waiting} />}
    </Link>
  );
}

const BADGE_MAX = 99;

function Badge({ count }: { count: number }): ReactNode {
  return (
    <span className={css.badge}>
      <span aria-hidden="true">{count > BADGE_MAX ? `${BADGE_MAX}+` : count}</span>
      <span className="visually-hidden">, {t.shell.waiting(count)}</span>
    </span>
  );
}

/** A field on a desk, a way to the page with the field on a phone. */
function Search() {
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const search = (event: FormEvent) => {
    event.preventDefault();
    const words = field.current?.value.trim() ?? '';
    navigate(words === '' ? '/search' : `/search?q=${encodeURIComponent(words)}`);
    if (field.current) field.current.value = '';
  };
  return (
    <search className={css.search}>
      <Link to="/search" className={css.searchLink} aria-label={t.shell.search}>
        <Icon name="search" size={24} />
      </Link>
      <form className={css.searchForm} onSubmit={search}>
        <Icon name="search" size={18} />
        <input
          ref={field}
          type="search"
          enterKeyHint="search"
          aria-label={t.shell.search}
          placeholder={t.shell.search}
          data-search=""
        />
        <span aria-hidden="true">
          <kbd>/</kbd>
        </span>
      </form>
    </search>
  );
}

function You() {
  const me = useSignedIn();
  return (
    <Menu
      className={css.you}
      label={t.shell.you}
      opener={
        <>
          <Avatar name={me.displayName} handle={me.handle} size="small" />
          <span className={css.label}>{t.shell.you}</span>
        </>
      }
    >
      <Suspense>
        <YouItems />
      </Suspense>
    </Menu>
  );
}
