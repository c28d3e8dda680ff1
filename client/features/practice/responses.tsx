import { useInfiniteQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { Link, useLocation } from 'react-router';
import { listReplies, type Post } from '../../../shared/contracts/practice.ts';
import { readPages } from '../../api/queries.ts';
import { tPractice } from '../../i18n/practice.ts';
import { Empty, Notice, Problem, Skeleton } from '../../ui/feedback.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { useHashTarget } from '../../ui/use-hash-target.ts';
import { useMe } from '../accounts/use-me.ts';
import { uniqueById } from './feed-list.tsx';
import { FeedbackComposer } from './feedback-composer.tsx';
import { Response } from './response.tsx';
import css from './responses.module.css';
import { WaitingReplies } from './waiting-replies.tsx';

/** What colleagues answered, oldest first; new ones arrive while one reads, and are announced. */
export function Responses({ post }: { post: Post }) {
  const me = useMe();
  const { pathname } = useLocation();
  const replies = useInfiniteQuery(readPages(listReplies, { id: post.id }));
  const items = uniqueById(replies.data?.pages.flatMap((page) => page.items) ?? []);
  useHashTarget(replies.isSuccess);
  const known = useRef<Set<string> | null>(null);
  if (known.current === null && replies.isSuccess) known.current = new Set(items.map((item) => item.id));
  const title =
    items.length === 0 ? tPractice.responses : tPractice.responsesCount(Math.max(post.replies, items.length));
  return (
    <section className={css.section} id="responses" aria-labelledby="responses-title">
      <h2 className={css.head} id="responses-title">
        {title}
      </h2>
      <p role="status" className="visually-hidden">
        {replies.isSuccess && items.length > 0 ? title : ''}
      </p>
      {replies.isPending && <Skeleton lines={3} />}
      <Problem error={replies.error} retry={replies.refetch} />
      {replies.isSuccess && items.length === 0 && (
        <Empty title={tPractice.noResponses}>
          {post.author.handle === me?.handle
            ? tPractice.noResponsesMine
            : post.focusQuestion === ''
              ? tPractice.noResponsesNoticed
              : tPractice.noResponsesAdvice}
        </Empty>
      )}
      {items.length > 0 && (
        <ol className={css.list}>
          {items.map((reply) => (
            <Response
              key={reply.id}
              reply={reply}
              post={post}
              all={items}
              fresh={known.current?.has(reply.id) === false}
            />
          ))}
        </ol>
      )}
      <LoadMore {...replies} />
      <WaitingReplies post={post.id} />
      {post.may.reply && <FeedbackComposer post={post} />}
      {me === null && (
        <Notice>
          <p>
            <Link to={`/sign-in?next=${encodeURIComponent(pathname)}`}>{tPractice.signInToReply}</Link>{' '}
            {tPractice.replyElsewhere}
          </p>
        </Notice>
      )}
    </section>
  );
}
