import { useQueryClient } from '@tanstack/react-query';
import { getPinnedPosts, type Post, pinPost, unpinPost } from '../../../shared/contracts/practice.ts';
import { keyOf } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { tPractice } from '../../i18n/practice.ts';
import { Problem } from '../../ui/feedback.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useToast } from '../../ui/toast.tsx';
import css from './post.module.css';
import { putPost } from './post-cache.ts';

/** Puts a post of one's own at the top of one's profile, or takes it from there; only where everybody may read it. */
export function PinAction({ post }: { post: Post }) {
  const queryClient = useQueryClient();
  const toast = useToast();
  const onSuccess = (changed: Post) => {
    putPost(queryClient, changed);
    void queryClient.invalidateQueries({ queryKey: keyOf(getPinnedPosts) });
    toast(changed.pinned ? tPractice.pinned : tPractice.unpinned);
  };
  const pin = useCall(pinPost, { onSuccess });
  const unpin = useCall(unpinPost, { onSuccess });
  const busy = pin.isPending || unpin.isPending;
  if (post.kind !== 'practice' || (post.visibility !== 'public' && post.visibility !== 'unlisted')) return null;
  return (
    <>
      <button
        type="button"
        className={css.action}
        onClick={() => !busy && (post.pinned ? unpin : pin).mutate({ params: { id: post.id } })}
      >
        <Icon name="pin" size={18} filled={post.pinned} />
        {post.pinned ? tPractice.unpin : tPractice.pin}
      </button>
      <Problem error={pin.error ?? unpin.error} />
    </>
  );
}
