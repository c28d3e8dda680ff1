import { useInfiniteQuery } from '@tanstack/react-query';
import { getProfilePosts } from '../../../shared/contracts/practice.ts';
import type { Profile } from '../../../shared/contracts/profiles.ts';
import { readPages } from '../../api/queries.ts';
import { tPractice } from '../../i18n/practice.ts';
import { tProfiles } from '../../i18n/profiles.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Empty } from '../../ui/feedback.tsx';
import { Section } from '../../ui/page.tsx';
import { FeedList } from '../practice/feed-list.tsx';

export function ProfilePosts({ profile, handle }: { profile: Profile; handle: string }) {
  const posts = useInfiniteQuery(readPages(getProfilePosts, { handle }));
  return (
    <Section title={tProfiles.posts}>
      <FeedList
        feed={posts}
        empty={
          profile.isMe ? (
            <Empty
              title={tProfiles.noPostsMine}
              actions={
                <ButtonLink to="/write" look="primary" icon="write">
                  {tPractice.promptAction}
                </ButtonLink>
              }
            >
              {tProfiles.noPostsMineAdvice}
            </Empty>
          ) : (
            <Empty title={tProfiles.noPosts(profile.displayName)}>{tProfiles.noPostsAdvice}</Empty>
          )
        }
      />
    </Section>
  );
}
