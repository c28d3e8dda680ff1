import { useQueryClient } from '@tanstack/react-query';
import { type Post, replyToPost } from '../../../shared/contracts/practice.ts';
import { useCall } from '../../api/use-call.ts';
import { tPractice } from '../../i18n/practice.ts';
import { useToast } from '../../ui/toast.tsx';
import { refreshPosts } from './post-cache.ts';

/** Answers a post or a response within it; `onSent` clears what was typed, which until then stays. */
export function useReply(post: Post, onSent: () => void) {
  const queryClient = useQueryClient();
  const toast = useToast();
  return useCall(replyToPost, {
    onSuccess: () => {
      onSent();
      toast(tPractice.sent);
      refreshPosts(queryClient, [post.id]);
    },
  });
}
