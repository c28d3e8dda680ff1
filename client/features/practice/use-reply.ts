import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Post, replyToPost } from '../../../shared/contracts/practice.ts';
import type { FeedbackKind } from '../../../shared/vocabulary.ts';
import { call } from '../../api/call.ts';
import { tPractice } from '../../i18n/practice.ts';
import { useToast } from '../../ui/toast.tsx';
import { refreshPosts } from './post-cache.ts';
import { mayWait, useWaiting } from './use-waiting.ts';
import { newWaitingId } from './waiting-room.ts';

interface Words {
  markdown: string;
  feedbackKind: FeedbackKind | null;
}

/**
 * Answers `to`, the post or a response within it. `onSent` clears what was typed, which until then stays: when the server
 * has it, or when it waits on this device for the network.
 */
export function useReply(post: Post, to: Post, onSent: () => void) {
  const queryClient = useQueryClient();
  const toast = useToast();
  const { room } = useWaiting();
  // One id until it is sent, so that a second attempt after a lost answer is the same answer.
  const [clientId, setClientId] = useState(newWaitingId);
  return useMutation<'sent' | 'waits', Error, Words>({
    mutationFn: async ({ markdown, feedbackKind }) => {
      try {
        await call(replyToPost, { params: { id: to.id }, body: { markdown, feedbackKind, clientId } });
        return 'sent';
      } catch (error) {
        if (room === null || !mayWait(error) || markdown.trim() === '') throw error;
        const waiting = { id: clientId, writtenAt: new Date().toISOString(), refused: null };
        room.add({ ...waiting, kind: 'reply', to: to.id, post: post.id, markdown, feedbackKind });
        return 'waits';
      }
    },
    onSuccess: (outcome) => {
      setClientId(newWaitingId());
      onSent();
      toast(outcome === 'sent' ? tPractice.sent : tPractice.waits);
      refreshPosts(queryClient, [post.id]);
    },
  });
}
