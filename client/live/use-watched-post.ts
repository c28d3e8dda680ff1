import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { getPost, listReplies } from '../../shared/contracts/practice.ts';
import { keyOf } from '../api/queries.ts';
import { useLive } from './live.tsx';

/** While the page shows a post, its changes arrive; what happened before the watch began is asked for once it stands. */
export function useWatchedPost(id: string) {
  const { socket, connected } = useLive();
  const queryClient = useQueryClient();
  useEffect(() => {
    if (socket === null || !connected) return;
    socket.emit('post.watch', { post: id }, () => {
      void queryClient.invalidateQueries({ queryKey: keyOf(getPost, { id }) });
      void queryClient.invalidateQueries({ queryKey: keyOf(listReplies, { id }) });
    });
    return () => {
      socket.emit('post.unwatch', { post: id });
    };
  }, [socket, connected, id, queryClient]);
}
