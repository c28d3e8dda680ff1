import { useEffect, useState } from 'react';
import { useWaiting } from '../features/practice/use-waiting.ts';
import { t } from '../i18n/messages.ts';
import { tPwa } from '../i18n/pwa.ts';
import { useLive } from '../live/live.tsx';
import { Button } from '../ui/button.tsx';
import { useToast } from '../ui/toast.tsx';
import css from './background.module.css';
import { watchForUpdates } from './updates.ts';

const RETRY_MS = 10_000;

/** What goes on behind every page, once it has loaded: the service worker, new versions, and what waits to be sent. */
export function Background() {
  const { items, room } = useWaiting();
  const { connected } = useLive();
  const toast = useToast();
  const [update, setUpdate] = useState<(() => void) | null>(null);
  useEffect(() => watchForUpdates((apply) => setUpdate(() => apply)), []);

  const waits = items.some((item) => item.refused === null);
  // A browser may not notice that the network is back; that the server can be reached shows in the live connection.
  // biome-ignore lint/correctness/useExhaustiveDependencies: connected again is a reason to try again
  useEffect(() => {
    if (room === null || !waits) return;
    const send = () => void room.flush();
    send();
    const timer = setInterval(send, RETRY_MS);
    window.addEventListener('online', send);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', send);
    };
  }, [room, waits, connected]);
  useEffect(() => {
    if (room === null) return;
    const reload = () => room.reload();
    reload();
    window.addEventListener('storage', reload);
    const stop = room.onSent((item) => toast(item.kind === 'post' ? tPwa.postSent(item.fields.title) : tPwa.replySent));
    return () => {
      window.removeEventListener('storage', reload);
      stop();
    };
  }, [room, toast]);

  if (update === null) return null;
  return (
    <div className={css.update} role="status">
      <p>{tPwa.newVersion}</p>
      <Button small look="primary" onClick={update}>
        {t.shell.reload}
      </Button>
      <Button small look="quiet" onClick={() => setUpdate(null)}>
        {tPwa.later}
      </Button>
    </div>
  );
}
