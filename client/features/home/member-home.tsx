import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getToday } from '../../../shared/contracts/notifications.ts';
import { getOnboarding } from '../../../shared/contracts/onboarding.ts';
import { getHomeFeed } from '../../../shared/contracts/practice.ts';
import { read, readPages } from '../../api/queries.ts';
import { tHome } from '../../i18n/home.ts';
import { tPosts } from '../../i18n/posts.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Empty } from '../../ui/feedback.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { useSignedIn } from '../accounts/use-me.ts';
import { ResumeOnboarding } from '../onboarding/resume.tsx';
import { FeedList, FeedSkeleton } from '../practice/feed-list.tsx';
import css from './home.module.css';
import { Today, useOtherWords } from './today.tsx';

/** What waits for me, then what the people I follow wrote. */
export function MemberHome() {
  const me = useSignedIn();
  const today = useQuery(read(getToday, {}));
  const other = useOtherWords(today.data?.items);
  const feed = useInfiniteQuery(readPages(getHomeFeed, {}));
  const onboarding = useQuery({ ...read(getOnboarding, {}), staleTime: Number.POSITIVE_INFINITY });
  const hasMoved = today.data?.items.some(({ type }) => type === 'moved');
  // All or none: what came later would push the rest down.
  const waiting = today.isPending || other.isLoading || feed.isPending || onboarding.isPending;
  return (
    <Page title={tHome.title} heading={greeting(me.displayName)}>
      {waiting ? (
        <FeedSkeleton />
      ) : (
        <>
          <ResumeOnboarding />
          <Today today={today} />
          {!hasMoved && (
            <div className={css.prompt}>
              <p>{tPosts.prompt}</p>
              <ButtonLink to="/write" look="primary" icon="write">
                {tPosts.promptAction}
              </ButtonLink>
            </div>
          )}
          <Section title={tHome.feed}>
            <FeedList
              feed={feed}
              empty={
                <Empty
                  title={tHome.empty}
                  actions={
                    <>
                      <ButtonLink to="/people" look="primary" icon="people">
                        {tHome.emptyFind}
                      </ButtonLink>
                      <ButtonLink to="/practice">{tHome.emptyPractice}</ButtonLink>
                    </>
                  }
                >
                  {tHome.emptyAdvice}
                </Empty>
              }
            />
          </Section>
        </>
      )}
    </Page>
  );
}

function greeting(name: string): string {
  const hour = new Date().getHours();
  const first = name.split(/\s+/)[0] ?? name;
  if (hour >= 4 && hour < 12) return tHome.greeting.morning(first);
  return hour >= 12 && hour < 18 ? tHome.greeting.afternoon(first) : tHome.greeting.evening(first);
}
