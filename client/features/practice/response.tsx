import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Post } from '../../../shared/contracts/practice.ts';
import { tPractice } from '../../i18n/practice.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import { ReportButton } from '../account-life/report-button.tsx';
import { useMe } from '../accounts/use-me.ts';
import { MadeThink, Thought } from '../feedback/thought.tsx';
import { Byline } from './byline.tsx';
import { EditReply } from './edit-reply.tsx';
import { KindLabel } from './kind-label.tsx';
import { OwnPostActions } from './own-post-actions.tsx';
import postCss from './post.module.css';
import { PostActions } from './post-actions.tsx';
import { PostBody } from './post-body.tsx';
import { putPost, refreshPosts } from './post-cache.ts';
import { ReplyComposer } from './reply-composer.tsx';
import css from './responses.module.css';

/** One response in the margin of a post. `fresh` came while one was reading. */
export function Response({
  reply,
  post,
  all,
  fresh,
}: {
  reply: Post;
  post: Post;
  all: readonly Post[];
  fresh: boolean;
}) {
  const me = useMe();
  const [answering, setAnswering] = useState(false);
  const [editing, setEditing] = useState(false);
  const answered = reply.inReplyTo === post.id ? undefined : all.find((other) => other.id === reply.inReplyTo);
  return (
    <li id={`response-${reply.id}`} className={cx(css.item, fresh && css.fresh)}>
      <div className={css.gutter}>
        <Avatar name={reply.author.displayName} handle={reply.author.handle} />
      </div>
      <article className={css.body}>
        <Byline post={reply} />
        {answered && <p className={css.meaning}>{tPractice.answering(answered.author.displayName)}</p>}
        {reply.feedbackKind !== null && <KindLabel kind={reply.feedbackKind} />}
        {editing ? <EditReply reply={reply} onDone={() => setEditing(false)} /> : <PostBody post={reply} compact />}
        {reply.feedbackKind !== null && <Thinking reply={reply} to={answered ?? post} post={post} />}
        {reply.delivery !== null && reply.delivery !== 'delivered' && (
          <p className={css.meaning}>{tPractice.delivery[reply.delivery]}</p>
        )}
        <PostActions post={reply}>
          {reply.may.reply && (
            <button
              type="button"
              className={postCss.action}
              aria-expanded={answering}
              onClick={() => setAnswering(!answering)}
            >
              <Icon name="reply" size={18} />
              {answering ? tPractice.closeReply : tPractice.reply}
            </button>
          )}
          {me !== null && reply.author.handle !== me.handle && (
            <ReportButton person={reply.author} post={reply.id} className={postCss.action} />
          )}
          {reply.may.edit && !editing && <OwnPostActions post={reply} onEdit={() => setEditing(true)} />}
        </PostActions>
        {answering && <ReplyComposer to={reply} post={post} onSent={() => setAnswering(false)} />}
      </article>
    </li>
  );
}

/** For who got it a way to say that it made them think; for who gave it, that it did. */
function Thinking({ reply, to, post }: { reply: Post; to: Post; post: Post }) {
  const me = useMe();
  const queryClient = useQueryClient();
  if (me === null || reply.author.handle === to.author.handle) return null;
  if (reply.author.handle === me.handle) {
    return reply.madeMeThink ? <MadeThink name={to.author.displayName} /> : null;
  }
  if (to.author.handle !== me.handle) return null;
  return (
    <Thought
      id={reply.id}
      giver={reply.author.displayName}
      marked={reply.madeMeThink}
      onChanged={(madeMeThink) => {
        putPost(queryClient, { ...reply, madeMeThink });
        refreshPosts(queryClient, [post.id]);
      }}
    />
  );
}
