import { useInfiniteQuery } from '@tanstack/react-query';
import { getInstanceFeed } from '../../../shared/contracts/practice.ts';
import { readPages } from '../../api/queries.ts';
import { tPosts } from '../../i18n/posts.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Empty } from '../../ui/feedback.tsx';
import { useMe } from '../accounts/use-me.ts';
import { FeedList } from './feed-list.tsx';

export function InstanceFeed() {
  const feed = useInfiniteQuery(readPages(getInstanceFeed, {}));
  const signedIn = useMe() !== null;
  return (
    <FeedList
      feed={feed}
      empty={
        <Empty
          title={tPosts.emptyInstance}
          actions={
            signedIn && (
              <ButtonLink to="/write" look="primary" icon="write">
                {tPosts.emptyHomeWrite}
              </ButtonLink>
            )
          }
        >
          {tPosts.emptyInstanceAdvice}
        </Empty>
      }
    />
  );
}
