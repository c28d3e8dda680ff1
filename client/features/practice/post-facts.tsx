import { Link } from 'react-router';
import type { PostSummary } from '../../../shared/contracts/practice.ts';
import { moment } from '../../i18n/format.ts';
import { tPosts } from '../../i18n/posts.ts';
import { subjectName } from '../../i18n/subjects.ts';
import { Chip, Chips } from '../../ui/chip.tsx';
import type { IconName } from '../../ui/icon.tsx';
import { gradeLevelName } from '../profiles/words.ts';
import css from './post.module.css';

/** Subject, level, and who may see it when that is not everyone. */
export function PostFacts({ post }: { post: PostSummary }) {
  const narrow =
    post.visibility === 'followers' ? tPosts.onlyFollowers : post.visibility === 'unlisted' ? tPosts.unlisted : null;
  if (post.subject === '' && post.gradeLevel === null && narrow === null) return null;
  return (
    <Chips label={tPosts.facts}>
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

/** What a card does not show of it: what is folded away, asked, or happens at a time. */
export function PostMarks({ post: { warning, sensitive, attachments, poll, event } }: { post: PostSummary }) {
  const hidesPictures = sensitive && attachments.some(({ kind }) => kind === 'image');
  const marks: [IconName, string | false | null][] = [
    ['alert', warning !== '' ? tPosts.warned : hidesPictures && tPosts.sensitive],
    ['question', poll && tPosts.poll],
    ['clock', event && (event.cancelled ? tPosts.calledOff : tPosts.event(moment(event.startsAt)))],
  ];
  const told = marks.filter(([, words]) => words);
  if (told.length === 0) return null;
  return (
    <Chips>
      {told.map(([icon, words]) => (
        <Chip key={icon} as="li" icon={icon}>
          {words}
        </Chip>
      ))}
    </Chips>
  );
}

export function PostTags({ post }: { post: PostSummary }) {
  if (post.tags.length === 0) return null;
  return (
    <ul className={css.tags} aria-label={tPosts.tags}>
      {post.tags.map((tag) => (
        <li key={tag}>
          <Link to={`/tags/${encodeURIComponent(tag)}`}>#{tag}</Link>
        </li>
      ))}
    </ul>
  );
}
