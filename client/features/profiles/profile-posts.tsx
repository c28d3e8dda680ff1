import { useInfiniteQuery } from '@tanstack/react-query';
import { getProfilePosts } from '../../../shared/contracts/practice.ts';
import type { Profile } from '../../../shared/contracts/profiles.ts';
import { readPages } from '../../api/queries.ts';
import { t } from '../../i18n/messages.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Empty } from '../../ui/feedback.tsx';
import { Section } from '../../ui/page.tsx';
import { FeedList } from '../practice/feed-list.tsx';

export function ProfilePosts({ profile, handle }: { profile: Profile; handle: string }) {
  const posts = useInfiniteQuery(readPages(getProfilePosts, { handle }));
  return (
    <Section title={t.profiles.posts}>
      <FeedList
        feed={posts}
        empty={
          profile.isMe ? (
            <Empty
              title={t.profiles.noPostsMine}
              actions={
                <ButtonLink to="/write" look="primary" icon="write">
                  {t.practice.promptAction}
                </ButtonLink>
              }
            >
              {t.profiles.noPostsMineAdvice}
            </Empty>
          ) : (
            <Empty title={t.profiles.noPosts(profile.displayName)}>{t.profiles.noPostsAdvice}</Empty>
          )
        }
      />
    </Section>
  );
}
