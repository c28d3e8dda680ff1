import { Link } from 'react-router';
import type { FeedItem } from '../../../shared/contracts/practice.ts';
import { tPractice } from '../../i18n/practice.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Byline } from './byline.tsx';
import { FocusQuestion } from './focus-question.tsx';
import css from './post.module.css';
import { PostActions } from './post-actions.tsx';
import { PostFacts } from './post-facts.tsx';

/** A post in a feed: enough to decide whether to read it, and the question it asks. */
export function PostCard({ item }: { item: FeedItem }) {
  const { post, boostedBy } = item;
  const title = `title-${item.id}`;
  return (
    <article className={css.sheet} aria-labelledby={title}>
      {boostedBy && (
        <p className={css.boosted}>
          <Icon name="boost" size={16} />
          {tPractice.sharedBy(boostedBy.displayName)}
        </p>
      )}
      <div className={css.gutter}>
        <Avatar name={post.author.displayName} handle={post.author.handle} />
      </div>
      <div className={css.content}>
        <Byline post={post} />
        <h2 className={css.title} id={title}>
          <Link to={`/posts/${post.id}`}>{post.title || tPractice.untitled}</Link>
        </h2>
        {post.summary !== '' && <p className={css.summary}>{post.summary}</p>}
        <FocusQuestion question={post.focusQuestion} />
        <PostFacts post={post} />
        <PostActions post={post} linkToReplies />
      </div>
    </article>
  );
}
