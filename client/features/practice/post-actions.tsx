import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import {
  boostPost,
  likePost,
  type Post,
  type PostSummary,
  unboostPost,
  unlikePost,
} from '../../../shared/contracts/practice.ts';
import { useCall } from '../../api/use-call.ts';
import { tPosts } from '../../i18n/posts.ts';
import { Problem } from '../../ui/feedback.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { useMe } from '../accounts/use-me.ts';
import css from './post.module.css';
import { putPost } from './post-cache.ts';

export function PostActions({
  post,
  linkToReplies = false,
  children,
}: {
  post: PostSummary;
  linkToReplies?: boolean;
  children?: ReactNode;
}) {
  const me = useMe();
  const signedIn = me !== null;
  const invites = post.replies === 0 && post.may.reply && post.author.handle !== me?.handle;
  const queryClient = useQueryClient();
  const onSuccess = (changed: Post) => putPost(queryClient, changed);
  const like = useCall(likePost, { onSuccess });
  const unlike = useCall(unlikePost, { onSuccess });
  const boost = useCall(boostPost, { onSuccess });
  const unboost = useCall(unboostPost, { onSuccess });
  const request = { params: { id: post.id } };
  return (
    <>
      <div className={css.actions}>
        {linkToReplies && (
          <Link className={css.action} to={`/posts/${post.id}#responses`}>
            <Icon name="reply" size={18} />
            {invites ? tPosts.giveFeedback : tPosts.repliesLink(post.replies)}
          </Link>
        )}
        <Toggle
          icon="heart"
          label={tPosts.like}
          count={post.likes}
          countWords={tPosts.likes(post.likes)}
          on={post.mine.liked}
          busy={like.isPending || unlike.isPending}
          disabled={!signedIn}
          onToggle={() => (post.mine.liked ? unlike : like).mutate(request)}
        />
        <Toggle
          icon="boost"
          label={tPosts.boost}
          count={post.boosts}
          countWords={tPosts.boosts(post.boosts)}
          on={post.mine.boosted}
          busy={boost.isPending || unboost.isPending}
          disabled={!signedIn || !(post.may.boost || post.mine.boosted)}
          onToggle={() => (post.mine.boosted ? unboost : boost).mutate(request)}
        />
        {children}
      </div>
      <Problem error={like.error ?? unlike.error ?? boost.error ?? unboost.error} />
    </>
  );
}

/** Pressed shows at once; the count follows when the server has it. Where it may not be pressed it is plain text. */
function Toggle({
  icon,
  label,
  count,
  countWords,
  on,
  busy,
  disabled,
  onToggle,
}: {
  icon: IconName;
  label: string;
  count: number;
  countWords: string;
  on: boolean;
  busy: boolean;
  disabled: boolean;
  onToggle: () => void;
}) {
  const shown = busy ? !on : on;
  if (disabled) {
    return count === 0 ? null : <span className={css.small}>{countWords}</span>;
  }
  return (
    <button type="button" className={css.action} aria-pressed={shown} title={label} onClick={() => !busy && onToggle()}>
      <Icon name={icon} size={18} filled={shown && icon === 'heart'} />
      {count > 0 && <span aria-hidden="true">{count}</span>}
      <span className="visually-hidden">
        {label}
        {count > 0 && `, ${countWords}`}
      </span>
    </button>
  );
}
