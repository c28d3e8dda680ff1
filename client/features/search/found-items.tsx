import { Link } from 'react-router';
import type { FoundPerson, FoundPost } from '../../../shared/contracts/search.ts';
import { tPosts } from '../../i18n/posts.ts';
import { tSearch } from '../../i18n/search.ts';
import { subjectName } from '../../i18n/subjects.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { written } from '../../ui/written.ts';
import { PersonLink, profilePath } from '../profiles/person.tsx';
import { gradeLevelName } from '../profiles/words.ts';
import { Marked } from './marked.tsx';
import css from './search.module.css';

export function FoundPostItem({ post }: { post: FoundPost }) {
  const untitled = post.kind === 'reply' ? tSearch.reply : tPosts.postBy(post.author.displayName);
  return (
    <article className={css.found}>
      <h2 className={css.title} {...written(post.title.text === '' ? null : post.language)}>
        <Link to={`/posts/${post.id}`}>
          {post.title.text === '' ? untitled : <Marked of={post.title} emojis={post.emojis} />}
        </Link>
      </h2>
      <p className={css.by}>
        <PersonLink person={post.author} />
        <TimeAgo at={post.publishedAt} />
      </p>
      {post.snippet.text !== '' && (
        <p className={css.snippet} {...written(post.language)}>
          <Marked of={post.snippet} emojis={post.emojis} />
        </p>
      )}
      {post.focusQuestion !== '' && (
        <p className={css.question} {...written(post.language)}>
          {post.focusQuestion}
        </p>
      )}
      <p className={css.facts}>
        {post.subject !== '' && <span>{subjectName(post.subject)}</span>}
        {post.gradeLevel !== null && <span>{gradeLevelName(post.gradeLevel)}</span>}
        {post.kind === 'practice' && (
          <span>
            {post.replies > 0 ? tSearch.replies(post.replies) : post.focusQuestion !== '' ? tSearch.waits : ''}
          </span>
        )}
      </p>
    </article>
  );
}

export function FoundPersonItem({ found: { person, about, emojis, subjects } }: { found: FoundPerson }) {
  return (
    <article className={css.foundPerson}>
      <Avatar name={person.displayName} handle={person.handle} />
      <div>
        <h2 className={css.name}>
          <Link to={profilePath(person.handle)}>{person.displayName}</Link>
        </h2>
        <p className={css.handle}>{person.handle}</p>
        {about.text !== '' && (
          <p className={css.snippet} dir="auto">
            <Marked of={about} emojis={emojis} />
          </p>
        )}
        {subjects.length > 0 && (
          <p className={css.facts}>
            {subjects.map((subject) => (
              <span key={subject}>{subjectName(subject)}</span>
            ))}
          </p>
        )}
      </div>
    </article>
  );
}
