import { Link } from 'react-router';
import type { Post } from '../../../shared/contracts/practice.ts';
import { tPractice } from '../../i18n/practice.ts';
import { subjectName } from '../../i18n/subjects.ts';
import { Chip, Chips } from '../../ui/chip.tsx';
import { gradeLevelName } from '../profiles/words.ts';
import css from './post.module.css';

/** Subject, level, and who may see it when that is not everyone. */
export function PostFacts({ post }: { post: Post }) {
  const narrow =
    post.visibility === 'followers'
      ? tPractice.onlyFollowers
      : post.visibility === 'unlisted'
        ? tPractice.unlisted
        : null;
  if (post.subject === '' && post.gradeLevel === null && narrow === null) return null;
  return (
    <Chips label={tPractice.facts}>
      {narrow && (
        <Chip as="li" icon="lock">
          {narrow}
        </Chip>
      )}
      {post.subject !== '' && <Chip as="li">{subjectName(post.subject)}</Chip>}
      {post.gradeLevel !== null && <Chip as="li">{gradeLevelName(post.gradeLevel)}</Chip>}
    </Chips>
  );
}

export function PostTags({ post }: { post: Post }) {
  if (post.tags.length === 0) return null;
  return (
    <ul className={css.tags} aria-label={tPractice.tags}>
      {post.tags.map((tag) => (
        <li key={tag}>
          <Link to={`/tags/${encodeURIComponent(tag)}`}>#{tag}</Link>
        </li>
      ))}
    </ul>
  );
}
