import { Link } from 'react-router';
import type { Post } from '../../../shared/contracts/practice.ts';
import { LICENCES } from '../../../shared/vocabulary.ts';
import { t } from '../../i18n/messages.ts';
import { tPosts } from '../../i18n/posts.ts';
import { tPractice } from '../../i18n/practice.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { written } from '../../ui/written.ts';
import { ReportButton } from '../account-life/report-button.tsx';
import { useMe } from '../accounts/use-me.ts';
import { MuteThreadButton } from '../notifications/mute-buttons.tsx';
import { PersonLink } from '../profiles/person.tsx';
import { Byline } from './byline.tsx';
import { EmojiText } from './emoji-text.tsx';
import { FocusQuestion } from './focus-question.tsx';
import { OwnPostActions } from './own-post-actions.tsx';
import { PinAction } from './pin-action.tsx';
import css from './post.module.css';
import { PostActions } from './post-actions.tsx';
import { PostBody } from './post-body.tsx';
import { PostFacts, PostTags } from './post-facts.tsx';

export function FullPost({ post }: { post: Post }) {
  const me = useMe();
  return (
    <article className={css.sheet}>
      <div className={css.gutter}>
        <Avatar name={post.author.displayName} handle={post.author.handle} />
      </div>
      <div className={css.content}>
        <Byline post={post} />
        {post.title === '' ? (
          <h1 className="visually-hidden">{titleOf(post)}</h1>
        ) : (
          <h1 className={css.fullTitle} {...written(post.language)}>
            <EmojiText text={post.title} emojis={post.emojis} />
          </h1>
        )}
        {post.root !== null && post.root !== post.id && <Link to={`/posts/${post.root}`}>{tPractice.partOf}</Link>}
        {post.root === null && post.inReplyTo !== null && <p className={css.small}>{tPractice.partOfUnknown}</p>}
        {post.community && (
          <p className={css.small}>
            {tPractice.postedTo} <PersonLink person={post.community} />
          </p>
        )}
        <PostFacts post={post} />
        <div className={css.body}>
          <PostBody post={post} />
        </div>
        <FocusQuestion question={post.focusQuestion} language={post.language} />
        <PostTags post={post} />
        <p className={css.small}>
          <Licence licence={post.licence} />
          {!post.author.local && (
            <a href={post.url} rel="noopener noreferrer" target="_blank">
              {tPractice.original}
            </a>
          )}
          {post.delivery !== null && <span role="status">{tPractice.delivery[post.delivery]}</span>}
        </p>
        <PostActions post={post}>
          <span className={css.own}>
            {me !== null && <MuteThreadButton post={post.id} className={css.action} />}
            {me !== null && post.author.handle !== me.handle && (
              <ReportButton person={post.author} post={post.id} className={css.action} />
            )}
            {post.may.edit && <PinAction post={post} />}
            {post.may.edit && <OwnPostActions post={post} />}
          </span>
        </PostActions>
      </div>
    </article>
  );
}

/** What a post is called that may have no title. */
export function titleOf({ title, kind, author }: Post): string {
  if (title !== '') return title;
  return kind === 'reply' ? tPractice.partTitle(author.displayName) : tPosts.postBy(author.displayName);
}

/** Ours by name with a link to the deed; of other instances whatever they sent. */
function Licence({ licence }: { licence: string | null }) {
  if (licence === null) return null;
  const known = Object.entries(LICENCES).find(([id, url]) => id === licence || url === licence);
  const [name, url] = known ?? [licence, null];
  const words = name === 'all-rights-reserved' ? t.words.licences[name] : name;
  return (
    <span>
      {tPractice.licence}: {url === null ? words : <a href={url}>{words}</a>}
    </span>
  );
}
