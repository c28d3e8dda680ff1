import { useEffect, useState, useSyncExternalStore } from 'react';
import { listMessages, type MessagePage, sendMessage } from '../../../shared/contracts/threads.ts';
import { call } from '../../api/call.ts';
import { isApiError } from '../../api/error.ts';
import type { LiveSocket } from '../../live/connection.ts';
import { useLive } from '../../live/live.tsx';
import { deviceStorage } from '../../ui/device-storage.ts';
import { explain } from '../../ui/explain.ts';
import { useVisible } from '../../ui/use-visible.ts';
import { useSignedIn } from '../accounts/use-me.ts';
import { deviceOutbox } from './outbox.ts';
import { ThreadStore } from './thread-store.ts';

const JOIN_DEADLINE_MS = 10_000;
const REJOIN_MS = 5_000;
/** While the socket is down, or something waits: ask again this often. */
const FALLBACK_MS = 15_000;

/** A thread that keeps itself up to date: live while connected, by asking while not, and whole again after any gap. */
export function useThread(thread: string) {
  const me = useSignedIn();
  const { socket, connected } = useLive();
  const visible = useVisible();
  const [error, setError] = useState<unknown>(null);
  const [store] = useState(
    () =>
      new ThreadStore({
        page: (query) => call(listMessages, { params: { id: thread }, query }),
        send: ({ clientId, markdown, feedbackKind, files }) =>
          call(sendMessage, { params: { id: thread }, body: { clientId, markdown, feedbackKind, files: [...files] } }),
        refusal: (failure) =>
          isApiError(failure, 'unreachable', 'unavailable', 'internal', 'too_many_requests') ? null : explain(failure),
        outbox: deviceOutbox(me.id, thread, deviceStorage),
      }),
  );
  const state = useSyncExternalStore(store.subscribe, store.snapshot);

  useEffect(() => {
    if (socket === null || !connected) return;
    const onMessage: Parameters<typeof socket.on<'thread.message'>>[1] = ({ message }) => {
      if (message.thread === thread) store.receive(message);
    };
    const onDelivery = ({ subject }: { subject: string }) => {
      const known = store.snapshot().messages.some((message) => message.id === subject);
      if (known) store.refresh().catch(() => undefined);
    };
    socket.on('thread.message', onMessage);
    socket.on('delivery.changed', onDelivery);
    return () => {
      socket.off('thread.message', onMessage);
      socket.off('delivery.changed', onDelivery);
    };
  }, [socket, connected, thread, store]);

  // Out of sight one is not here: the partner is not told so, and messages notify.
  useEffect(() => {
    if (socket === null || !connected || !visible) return;
    let retry: ReturnType<typeof setTimeout> | undefined;
    const join = () => {
      store
        .catchUp((after) => joinThread(socket, thread, after))
        .then(
          () => setError(null),
          (failure: unknown) => {
            setError(failure);
            if (!isApiError(failure, 'not_found', 'forbidden')) retry = setTimeout(join, REJOIN_MS);
          },
        );
    };
    join();
    return () => {
      clearTimeout(retry);
      socket.emit('thread.leave', { thread });
    };
  }, [socket, connected, visible, thread, store]);

  useEffect(() => {
    const ask = () => {
      store
        .catchUp((after) => call(listMessages, { params: { id: thread }, query: after === null ? {} : { after } }))
        .then(() => setError(null), setError);
    };
    if (connected) {
      // The socket brings what others write; what one wrote oneself may still wait after a failed request.
      const timer = setInterval(() => void store.flush(), FALLBACK_MS);
      return () => clearInterval(timer);
    }
    ask();
    const timer = setInterval(ask, FALLBACK_MS);
    window.addEventListener('online', ask);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', ask);
    };
  }, [connected, thread, store]);

  return { store, state, error, connected };
}

async function joinThread(socket: LiveSocket, thread: string, after: string | null): Promise<MessagePage> {
  const answer = await socket.timeout(JOIN_DEADLINE_MS).emitWithAck('thread.join', { thread, after });
  if (!answer.ok) throw new Error(answer.message);
  return answer.value;
}
