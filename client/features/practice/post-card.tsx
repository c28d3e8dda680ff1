import { Link } from 'react-router';
import type { FeedItem } from '../../../shared/contracts/practice.ts';
import { tPosts } from '../../i18n/posts.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import { written } from '../../ui/written.ts';
import { Picture } from '../media/picture.tsx';
import { Byline } from './byline.tsx';
import { EmojiText } from './emoji-text.tsx';
import { FocusQuestion } from './focus-question.tsx';
import css from './post.module.css';
import { PostActions } from './post-actions.tsx';
import { PostFacts, PostMarks } from './post-facts.tsx';

/** A post in a feed: enough to decide whether to read it, and the question it asks. */
export function PostCard({
  item,
  place,
  atTop = false,
}: {
  item: FeedItem;
  place: { index: number; of: number };
  /** Where it stands because it is pinned, it says so. */
  atTop?: boolean;
}) {
  const { post, boostedBy } = item;
  const { emojis, summary } = post;
  const hasTitle = post.title !== '';
  const title = `title-${item.id}`;
  // Of a post without words the heading is ours.
  const heading = hasTitle || summary !== '' ? post.language : null;
  const shows = !post.sensitive && post.warning === '';
  const image = shows && post.attachments.find((attachment) => attachment.kind === 'image');
  return (
    <article
      className={css.sheet}
      aria-labelledby={title}
      aria-posinset={place.index + 1}
      aria-setsize={place.of}
      tabIndex={-1}
      data-item={item.id}
    >
      {atTop && (
        <p className={css.boosted}>
          <Icon name="pin" size={16} />
          {tPosts.pinned}
        </p>
      )}
      {boostedBy && (
        <p className={css.boosted}>
          <Icon name="boost" size={16} />
          {tPosts.sharedBy(boostedBy.displayName)}
        </p>
      )}
      <div className={css.gutter}>
        <Avatar name={post.author.displayName} handle={post.author.handle} />
      </div>
      <div className={css.content}>
        <Byline post={post} />
        <h2 className={cx(css.title, !hasTitle && css.firstWords)} id={title} {...written(heading)}>
          <Link to={`/posts/${post.id}`}>
            <EmojiText text={post.title || summary || tPosts.postBy(post.author.displayName)} emojis={emojis} />
          </Link>
        </h2>
        {hasTitle && summary !== '' && (
          <p className={css.summary} {...written(post.language)}>
            <EmojiText text={summary} emojis={emojis} />
          </p>
        )}
        <PostMarks post={post} />
        {image && (
          <figure className={css.figure}>
            <Picture image={image} />
          </figure>
        )}
        <FocusQuestion question={post.focusQuestion} language={post.language} />
        <PostFacts post={post} />
        <PostActions post={post} linkToReplies />
      </div>
    </article>
  );
}
