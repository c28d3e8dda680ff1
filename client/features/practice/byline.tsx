import type { Post } from '../../../shared/contracts/practice.ts';
import { tPractice } from '../../i18n/practice.ts';
import { TimeAgo } from '../../ui/time.tsx';
import { PersonLink } from '../profiles/person.tsx';
import css from './post.module.css';

export function Byline({ post }: { post: Post }) {
  return (
    <p className={css.byline}>
      <PersonLink person={post.author} />
      <span>{post.author.handle}</span>
      <span>
        <TimeAgo at={post.publishedAt} />
        {post.editedAt !== null && `, ${tPractice.edited}`}
      </span>
    </p>
  );
}
