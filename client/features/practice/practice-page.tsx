import { Link, useSearchParams } from 'react-router';
import { tPractice } from '../../i18n/practice.ts';
import { Page } from '../../ui/page.tsx';
import { useMe } from '../accounts/use-me.ts';
import { PostsOf } from '../profiles/profile-posts.tsx';
import { InstanceFeed } from './instance-feed.tsx';
import css from './post.module.css';

/** What is written on this instance, and by me. */
export function PracticePage() {
  const me = useMe();
  const [search] = useSearchParams();
  const mine = me !== null && search.get('view') === 'mine';
  return (
    <Page title={tPractice.feeds} lead={tPractice.feedsLead}>
      {me && (
        <nav className={css.switch} aria-label={tPractice.whichFeed}>
          <Link to="/practice" aria-current={mine ? undefined : 'page'}>
            {tPractice.here}
          </Link>
          <Link to="/practice?view=mine" aria-current={mine ? 'page' : undefined}>
            {tPractice.mine}
          </Link>
        </nav>
      )}
      {mine ? <PostsOf isMe name={me.displayName} handle={me.handle} /> : <InstanceFeed />}
    </Page>
  );
}
