import { useSyncExternalStore } from 'react';
import { publishPost, replyToPost } from '../../../shared/contracts/practice.ts';
import { call } from '../../api/call.ts';
import { isApiError } from '../../api/error.ts';
import { queryClient } from '../../api/query-client.ts';
import { deviceStorage } from '../../ui/device-storage.ts';
import { explain } from '../../ui/explain.ts';
import { useMe } from '../accounts/use-me.ts';
import { refreshPosts } from './post-cache.ts';
import { type Waiting, WaitingRoom } from './waiting-room.ts';

const rooms = new Map<string, WaitingRoom>();

/** The one room of an account in this page. */
export function waitingRoom(account: string): WaitingRoom {
  const known = rooms.get(account);
  if (known) return known;
  const room = new WaitingRoom(account, deviceStorage, {
    send,
    refusal: (error) => (mayPass(error) ? null : explain(error)),
  });
  room.onSent((item) => refreshPosts(queryClient, item.kind === 'reply' ? [item.post] : []));
  rooms.set(account, room);
  return room;
}

async function send(item: Waiting): Promise<void> {
  if (item.kind === 'post') await call(publishPost, { body: { ...item.fields, draft: item.id } });
  else {
    const { id: clientId, to, markdown, feedbackKind } = item;
    await call(replyToPost, { params: { id: to }, body: { markdown, feedbackKind, clientId } });
  }
}

/** Signed out is no refusal: it is sent once its author has signed in again. */
function mayPass(error: unknown): boolean {
  return isApiError(error, 'unreachable', 'unavailable', 'internal', 'too_many_requests', 'unauthenticated');
}

/** Whether to let something wait: the server was not reached, or may have taken it without our hearing. */
export function mayWait(error: unknown): boolean {
  return isApiError(error, 'unreachable', 'unavailable');
}

const NONE: readonly Waiting[] = [];
const never = () => () => undefined;

/** What I have published that waits for the network. */
export function useWaiting(): { items: readonly Waiting[]; room: WaitingRoom | null } {
  const me = useMe();
  const room = me === null ? null : waitingRoom(me.id);
  const items = useSyncExternalStore(room?.subscribe ?? never, room?.snapshot ?? (() => NONE));
  return { items, room };
}
