import type { Post } from '../../../shared/contracts/practice.ts';
import { t } from '../../i18n/messages.ts';
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
        {post.editedAt !== null && `, ${t.practice.edited}`}
      </span>
    </p>
  );
}
