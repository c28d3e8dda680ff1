import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { deletePost, type Post } from '../../../shared/contracts/practice.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/messages.ts';
import { tPractice } from '../../i18n/practice.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useToast } from '../../ui/toast.tsx';
import css from './post.module.css';
import { refreshPosts } from './post-cache.ts';

/** Edit and delete, for the author alone: a post on a page of its own, a response (`onEdit`) where it stands. */
export function OwnPostActions({ post, onEdit }: { post: Post; onEdit?: () => void }) {
  const [asking, setAsking] = useState(false);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  const isReply = post.kind === 'reply';
  const remove = useCall(deletePost, {
    onSuccess: () => {
      setAsking(false);
      toast(tPractice.deleted);
      refreshPosts(queryClient, [post.root, post.inReplyTo]);
      if (!isReply) navigate('/', { replace: true });
    },
  });
  return (
    <>
      {onEdit && (
        <button type="button" className={css.action} onClick={onEdit}>
          <Icon name="write" size={18} />
          {tPractice.edit}
        </button>
      )}
      {!isReply && (
        <Link className={css.action} to={`/posts/${post.id}/edit`}>
          <Icon name="write" size={18} />
          {tPractice.edit}
        </Link>
      )}
      <button type="button" className={css.action} onClick={() => setAsking(true)}>
        <Icon name="trash" size={18} />
        {tPractice.delete}
      </button>
      {asking && (
        <Dialog
          title={isReply ? tPractice.deleteReplyTitle : tPractice.deleteTitle}
          confirm={t.form.delete}
          danger
          busy={remove.isPending}
          error={remove.error}
          onClose={() => setAsking(false)}
          onConfirm={() => remove.mutate({ params: { id: post.id } })}
        >
          <p>{tPractice.deleteAdvice}</p>
        </Dialog>
      )}
    </>
  );
}
