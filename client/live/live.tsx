import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { useMe } from '../features/accounts/use-me.ts';
import { whenIdle } from '../when-idle.ts';
import type { LiveSocket } from './connection.ts';

interface Live {
  /** Null while signed out or still loading. */
  socket: LiveSocket | null;
  connected: boolean;
}

const LiveContext = createContext<Live>({ socket: null, connected: false });

/** The one socket of the page, open while someone is signed in. */
export function useLive(): Live {
  return useContext(LiveContext);
}

export function LiveProvider({ children }: { children: ReactNode }) {
  const account = useMe()?.id ?? null;
  const queryClient = useQueryClient();
  const [live, setLive] = useState<Live>({ socket: null, connected: false });

  useEffect(() => {
    if (account === null) return;
    const abort = new AbortController();
    whenIdle()
      .then(() => import('./start-live.ts'))
      .then(({ startLive }) => startLive(abort.signal, queryClient))
      .then((socket) => {
        if (socket === null) return;
        socket.on('connect', () => setLive({ socket, connected: true }));
        socket.on('disconnect', () => setLive({ socket, connected: false }));
        setLive({ socket, connected: socket.connected });
      })
      // The chunk did not load: the pages work without live updates, and the next visit tries again.
      .catch(() => undefined);
    return () => {
      abort.abort();
      setLive({ socket: null, connected: false });
    };
  }, [account, queryClient]);

  return <LiveContext value={live}>{children}</LiveContext>;
}
