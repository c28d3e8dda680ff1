import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import {
  countUnread,
  listNotifications,
  type Notification,
  readAllNotifications,
} from '../../../shared/contracts/notifications.ts';
import type { NotificationKind } from '../../../shared/vocabulary.ts';
import { keyOf, readPages } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { dayHeading } from '../../i18n/format.ts';
import { tNotifications } from '../../i18n/notifications.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Empty, Problem, Skeleton } from '../../ui/feedback.tsx';
import { Select } from '../../ui/field.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { Page } from '../../ui/page.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useSignedIn } from '../accounts/use-me.ts';
import { kindsFor } from './kinds-for.ts';
import { NotificationItem } from './notification-item.tsx';
import css from './notifications.module.css';

type Shown = NotificationKind | 'all';

/** What happened to me, day by day. */
export function NotificationsPage() {
  const me = useSignedIn();
  const [kind, setKind] = useState<Shown>('all');
  const shown = kind === 'all' ? {} : { kind };
  const list = useInfiniteQuery(readPages(listNotifications, {}, shown));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const days = useRef<HTMLDivElement>(null);
  const queryClient = useQueryClient();
  const toast = useToast();
  const readAll = useCall(readAllNotifications, {
    onSuccess: () => {
      toast(tNotifications.allRead);
      // The button that had the focus goes.
      days.current?.focus();
      for (const endpoint of [countUnread, listNotifications]) {
        void queryClient.invalidateQueries({ queryKey: keyOf(endpoint) });
      }
    },
  });
  const kinds = kindsFor(me.role);
  const newest = items[0];
  return (
    <Page
      title={tNotifications.title}
      actions={
        <ButtonLink to="/settings/notifications" icon="settings" small>
          {tNotifications.settings}
        </ButtonLink>
      }
    >
      <div className={css.tools}>
        <Select<Shown>
          label={tNotifications.show}
          hideLabel
          value={kind}
          onChange={setKind}
          options={[['all', tNotifications.all], ...kinds.map((one) => [one, tNotifications.shortKinds[one]] as const)]}
        />
        {newest !== undefined && items.some(({ unread }) => unread) && (
          <Button
            small
            icon="check"
            busy={readAll.isPending}
            onClick={() => readAll.mutate({ body: { until: newest.at, ...shown } })}
          >
            {tNotifications.readAll}
          </Button>
        )}
      </div>
      <Problem error={readAll.error} />
      {list.isPending && <Skeleton />}
      <Problem error={list.error} retry={list.refetch} />
      {list.isSuccess && items.length === 0 && (
        <Empty
          title={kind === 'all' ? tNotifications.empty : tNotifications.emptyKind}
          actions={kind === 'all' ? <ButtonLink to="/practice">{tNotifications.toFeed}</ButtonLink> : null}
        >
          {kind === 'all' ? tNotifications.emptyAdvice : tNotifications.emptyKindAdvice}
        </Empty>
      )}
      <div ref={days} tabIndex={-1} className={css.days}>
        {byDay(items).map(({ day, entries }) => (
          <section key={day} className={css.day} aria-label={day}>
            <h2>{day}</h2>
            <ol className={css.list}>
              {entries.map((item) => (
                <NotificationItem key={item.id} item={item} />
              ))}
            </ol>
          </section>
        ))}
      </div>
      <LoadMore {...list} />
    </Page>
  );
}

function byDay(items: readonly Notification[]): { day: string; entries: Notification[] }[] {
  const days = new Map<string, Map<string, Notification>>();
  for (const item of items) {
    const day = dayHeading(item.at);
    // Something new pushes what is on the next page down: nothing shows twice.
    const entries = days.get(day) ?? new Map<string, Notification>();
    if (!entries.has(item.id)) entries.set(item.id, item);
    days.set(day, entries);
  }
  return [...days].map(([day, entries]) => ({ day, entries: [...entries.values()] }));
}
