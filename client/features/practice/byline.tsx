import type { PostSummary } from '../../../shared/contracts/practice.ts';
import { tPosts } from '../../i18n/posts.ts';
import { TimeAgo } from '../../ui/time.tsx';
import { PersonLink } from '../profiles/person.tsx';
import css from './post.module.css';

export function Byline({ post }: { post: PostSummary }) {
  return (
    <p className={css.byline}>
      <PersonLink person={post.author} />
      <span>{post.author.handle}</span>
      <span>
        <TimeAgo at={post.publishedAt} />
        {post.editedAt !== null && `, ${tPosts.edited}`}
      </span>
    </p>
  );
}
