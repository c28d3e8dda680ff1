import type { Socket } from 'socket.io-client';
import type { ClientEvents, ServerEvents } from '../../shared/contracts/live.ts';

export type LiveSocket = Socket<ServerEvents, ClientEvents>;

/** Hidden for longer than this, a phone may have frozen the page: the socket may be dead without knowing it. */
const MAYBE_FROZEN_MS = 20_000;
const TURNED_AWAY_RETRY_MS = 30_000;
/** A server that is about to start, or a network that swallows everything, may never answer: then it is dialled anew. */
const ANSWER_DEADLINE_MS = 10_000;

/**
 * Opens the socket; closed again when `signal` aborts. socket.io reconnects by itself after what it notices; here we
 * add what only the page knows: the network went or came back, the device slept.
 */
export async function openSocket(signal: AbortSignal): Promise<LiveSocket | null> {
  const { io } = await import('socket.io-client');
  if (signal.aborted) return null;
  const socket: LiveSocket = io({
    timeout: ANSWER_DEADLINE_MS,
    reconnectionDelayMax: 10_000,
    randomizationFactor: 0.5,
  });
  const redial = () => socket.disconnect().connect();
  let hiddenAt: number | null = null;

  window.addEventListener('offline', () => socket.disconnect(), { signal });
  window.addEventListener('online', redial, { signal });
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.hidden) hiddenAt = Date.now();
      else {
        if (hiddenAt !== null && Date.now() - hiddenAt > MAYBE_FROZEN_MS && navigator.onLine) redial();
        hiddenAt = null;
      }
    },
    { signal },
  );
  window.addEventListener('pageshow', (event) => event.persisted && redial(), { signal });

  // The server hung up on purpose, for instance to restart or because a session ended: socket.io then waits for us.
  let retry: ReturnType<typeof setTimeout> | undefined;
  socket.on('disconnect', (reason) => {
    if (reason !== 'io server disconnect') return;
    retry = setTimeout(() => socket.connect(), TURNED_AWAY_RETRY_MS * (0.5 + Math.random() / 2));
  });
  signal.addEventListener('abort', () => {
    clearTimeout(retry);
    socket.disconnect();
  });
  return socket;
}
