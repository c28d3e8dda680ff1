import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getPinnedPosts, getProfilePosts } from '../../../shared/contracts/practice.ts';
import type { Profile } from '../../../shared/contracts/profiles.ts';
import { read, readPages } from '../../api/queries.ts';
import { tPosts } from '../../i18n/posts.ts';
import { tProfiles } from '../../i18n/profiles.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Empty } from '../../ui/feedback.tsx';
import { Section } from '../../ui/page.tsx';
import { FeedList } from '../practice/feed-list.tsx';

export function ProfilePosts({ profile, handle }: { profile: Profile; handle: string }) {
  return (
    <Section title={tProfiles.posts}>
      <PostsOf isMe={profile.isMe} name={profile.displayName} handle={handle} advice={adviceFor(profile)} />
    </Section>
  );
}

/** What one can do about it that somebody has published nothing. */
function adviceFor({ local, movedTo }: Profile): string {
  if (movedTo !== null) return tProfiles.noPostsMoved;
  return local ? tProfiles.noPostsAdvice : tProfiles.noPostsAdviceElsewhere;
}

export function PostsOf({
  isMe,
  name,
  handle,
  advice,
}: {
  isMe: boolean;
  name: string;
  handle: string;
  advice?: string;
}) {
  const posts = useInfiniteQuery(readPages(getProfilePosts, { handle }));
  const pinned = useQuery(read(getPinnedPosts, { params: { handle } }));
  return (
    <FeedList
      feed={posts}
      top={pinned.data?.items ?? []}
      empty={
        isMe ? (
          <Empty
            title={tProfiles.noPostsMine}
            actions={
              <ButtonLink to="/write" look="primary" icon="write">
                {tPosts.promptAction}
              </ButtonLink>
            }
          >
            {tProfiles.noPostsMineAdvice}
          </Empty>
        ) : (
          <Empty title={tProfiles.noPosts(name)}>{advice}</Empty>
        )
      }
    />
  );
}
