import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { getPost, listReplies } from '../../shared/contracts/practice.ts';
import { keyOf } from '../api/queries.ts';
import { useLive } from './live.tsx';

/**
 * While the page shows a post, its changes arrive; what happened before the watch began is asked for once it stands.
 * @param id none until it is there: to ask again for what is not would show the page as loading once more
 */
export function useWatchedPost(id: string | undefined) {
  const { socket, connected } = useLive();
  const queryClient = useQueryClient();
  useEffect(() => {
    if (socket === null || !connected || id === undefined) return;
    socket.emit('post.watch', { post: id }, () => {
      void queryClient.invalidateQueries({ queryKey: keyOf(getPost, { id }) });
      void queryClient.invalidateQueries({ queryKey: keyOf(listReplies, { id }) });
    });
    return () => {
      socket.emit('post.unwatch', { post: id });
    };
  }, [socket, connected, id, queryClient]);
}
