import { Link } from 'react-router';
import type { Post } from '../../../shared/contracts/practice.ts';
import { tPosts } from '../../i18n/posts.ts';
import { tPractice } from '../../i18n/practice.ts';
import { Chip } from '../../ui/chip.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { written } from '../../ui/written.ts';
import { EmojiText } from './emoji-text.tsx';
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
  const { id, author, title, summary, warning, language, emojis, publishedAt } = post;
  return (
    <blockquote className={css.quote}>
      <p className={css.quoted} {...written(title === '' ? null : language)}>
        <Link to={`/posts/${id}`}>
          {title === '' ? tPosts.postBy(author.displayName) : <EmojiText text={title} emojis={emojis} />}
        </Link>
      </p>
      {warning !== '' && (
        <p>
          <Chip icon="alert">{tPosts.warned}</Chip>
        </p>
      )}
      {summary !== '' && (
        <p {...written(language)}>
          <EmojiText text={summary} emojis={emojis} />
        </p>
      )}
      <footer>
        {author.displayName} ({author.handle}), <TimeAgo at={publishedAt} />
      </footer>
    </blockquote>
  );
}
