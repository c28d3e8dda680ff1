import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import {
  countUnread,
  listNotifications,
  readPairNotifications,
  readPostNotifications,
} from '../../../shared/contracts/notifications.ts';
import { call } from '../../api/call.ts';
import { keyOf } from '../../api/queries.ts';
import { useVisible } from '../../ui/use-visible.ts';
import { useUnread } from './use-unread.ts';

/** Whoever has a post or a pair before them has seen what notifications say about it, also what comes while they look. */
export function useSeen(what: 'post' | 'pair', id: string | undefined) {
  const { notifications } = useUnread();
  const visible = useVisible();
  const queryClient = useQueryClient();
  useEffect(() => {
    if (id === undefined || notifications === 0 || !visible) return;
    call(what === 'post' ? readPostNotifications : readPairNotifications, { params: { id } }).then(
      () => {
        for (const endpoint of [countUnread, listNotifications]) {
          void queryClient.invalidateQueries({ queryKey: keyOf(endpoint) });
        }
      },
      // They stay unread; the next visit tries again.
      () => undefined,
    );
  }, [what, id, notifications, visible, queryClient]);
}
