import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { useLocation } from 'react-router';
import { forgetKept, keptSince, subscribeKept } from '../api/kept.ts';
import { dayHeading, timeOfDay } from '../i18n/format.ts';
import { t } from '../i18n/messages.ts';
import { useOnline } from '../ui/use-online.ts';

/** Says that the network is gone, or the server, and how old then is what one reads. */
export function OfflineNote({ className }: { className: string | undefined }) {
  const online = useOnline();
  const since = useSyncExternalStore(subscribeKept, keptSince);
  const { pathname } = useLocation();
  const queryClient = useQueryClient();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is as old as its own answers
  useEffect(() => forgetKept, [pathname]);
  useEffect(() => {
    const again = () => {
      forgetKept();
      void queryClient.invalidateQueries();
    };
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, [queryClient]);
  const when = since === null ? null : moment(since);
  const words = online
    ? when === null
      ? ''
      : t.shell.unreachableSince(when)
    : when === null
      ? t.shell.offline
      : t.shell.offlineSince(when);
  return (
    <p role="status" className={words === '' ? 'visually-hidden' : className}>
      {words}
    </p>
  );
}

/** `16:02`, or with the day when that was not today. */
function moment(instant: string): string {
  const day = dayHeading(instant);
  return day === t.time.today ? timeOfDay(instant) : `${day}, ${timeOfDay(instant)}`;
}
