import type { QueryClient } from '@tanstack/react-query';
import { type LiveSocket, openSocket } from './connection.ts';
import { refreshOnEvents } from './refresh.ts';

/** What the page fetches once it stands: the socket, and what follows from its events. */
export async function startLive(signal: AbortSignal, queryClient: QueryClient): Promise<LiveSocket | null> {
  const socket = await openSocket(signal);
  if (socket !== null) refreshOnEvents(socket, queryClient);
  return socket;
}
