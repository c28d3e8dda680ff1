import type { QueryClient } from '@tanstack/react-query';
import { getCycle, listCycles, listFollowUps } from '../../shared/contracts/cycles.ts';
import { getMyLedger, getPair, listAmendments, listLedger, listPairs } from '../../shared/contracts/mentoring.ts';
import { countUnread, getToday, listNotifications } from '../../shared/contracts/notifications.ts';
import {
  getHomeFeed,
  getInstanceFeed,
  getPost,
  getProfilePosts,
  listReplies,
} from '../../shared/contracts/practice.ts';
import { listMySessions, listPairSessions } from '../../shared/contracts/sessions.ts';
import { keyOf } from '../api/queries.ts';
import type { LiveSocket } from './connection.ts';

/**
 * Events say only that something changed; the API is asked again and decides anew what may be seen. After a gap
 * everything on screen is asked again, because nobody knows what was missed.
 */
export function refreshOnEvents(socket: LiveSocket, queryClient: QueryClient) {
  const refresh = (...keys: ReturnType<typeof keyOf>[]) => {
    for (const queryKey of keys) void queryClient.invalidateQueries({ queryKey });
  };
  const post = (id: string) => refresh(keyOf(getPost, { id }), keyOf(listReplies, { id }));
  // What is said within a pair may be of any of its parts; only those on screen are asked for.
  const pair = (id: string) =>
    refresh(
      ...[getPair, listLedger, listAmendments, listCycles, listPairSessions].map((endpoint) => keyOf(endpoint, { id })),
      ...[listPairs, getCycle, listFollowUps, listMySessions, getMyLedger].map((endpoint) => keyOf(endpoint)),
    );

  socket.on('post.changed', (event) => post(event.post));
  socket.on('pair.changed', (event) => pair(event.pair));
  socket.on('feed.changed', () => refresh(keyOf(getHomeFeed), keyOf(getInstanceFeed), keyOf(getProfilePosts)));
  socket.on('notifications.changed', () =>
    refresh(keyOf(countUnread), keyOf(listNotifications), keyOf(getToday), keyOf(listPairs)),
  );
  socket.on('delivery.changed', ({ subject }) => {
    post(subject);
    pair(subject);
  });

  let first = true;
  socket.on('connect', () => {
    // The first time, only what may have come between the page's first questions and now, and that nobody watches by name.
    if (first) refresh(keyOf(countUnread), keyOf(listNotifications), keyOf(getToday));
    else void queryClient.invalidateQueries();
    first = false;
  });
}
