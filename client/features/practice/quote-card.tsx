import { Link } from 'react-router';
import type { Post } from '../../../shared/contracts/practice.ts';
import { tPractice } from '../../i18n/practice.ts';
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
  const { id, author, title, summary, publishedAt } = post;
  return (
    <blockquote className={css.quote}>
      <p className={css.quoted}>
        <Link to={`/posts/${id}`}>{title || tPractice.partTitle(author.displayName)}</Link>
      </p>
      {summary !== '' && <p>{summary}</p>}
      <footer>
        {author.displayName} ({author.handle}), <TimeAgo at={publishedAt} />
      </footer>
    </blockquote>
  );
}
