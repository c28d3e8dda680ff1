import { Link } from 'react-router';
import type { Post } from '../../../shared/contracts/practice.ts';
import { tPosts } from '../../i18n/posts.ts';
import { tPractice } from '../../i18n/practice.ts';
import { Chip } from '../../ui/chip.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import css from './extras.module.css';

/** The post that another one quotes, as far as it may be seen here. */
export function QuoteCard({ quote: { url, post } }: { quote: NonNullable<Post['quote']> }) {
  if (post === null) {
    return (
      <p className={css.quote}>
        <a href={url} target="_blank" rel="noopener noreferrer">
          {tPractice.quotedElsewhere(URL.parse(url)?.host ?? '')}
        </a>
      </p>
    );
  }
  const { id, author, title, summary, warning, publishedAt } = post;
  return (
    <blockquote className={css.quote}>
      <p className={css.quoted} dir="auto">
        <Link to={`/posts/${id}`}>{title || tPosts.postBy(author.displayName)}</Link>
      </p>
      {warning !== '' && (
        <p>
          <Chip icon="alert">{tPosts.warned}</Chip>
        </p>
      )}
      {summary !== '' && <p dir="auto">{summary}</p>}
      <footer>
        {author.displayName} ({author.handle}), <TimeAgo at={publishedAt} />
      </footer>
    </blockquote>
  );
}
