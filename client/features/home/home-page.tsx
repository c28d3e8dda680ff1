import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { getToday } from '../../../shared/contracts/notifications.ts';
import { getHomeFeed } from '../../../shared/contracts/practice.ts';
import { read, readPages } from '../../api/queries.ts';
import { tHome } from '../../i18n/home.ts';
import { t } from '../../i18n/messages.ts';
import { tPosts } from '../../i18n/posts.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Empty } from '../../ui/feedback.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { useInstance, useMe, useSignedIn } from '../accounts/use-me.ts';
import { FeedList, FeedSkeleton } from '../practice/feed-list.tsx';
import { InstanceFeed } from '../practice/instance-feed.tsx';
import css from './home.module.css';
import { Today } from './today.tsx';

/** Of use in somebody's first days only: it does not come with the page. */
const ResumeOnboarding = lazy(async () => ({
  default: (await import('../onboarding/resume.tsx')).ResumeOnboarding,
}));

/** Comes with the shell, not after it: most visits begin here. */
export function HomePage() {
  return useMe() === null ? <VisitorHome /> : <MemberHome />;
}

function MemberHome() {
  const me = useSignedIn();
  const today = useQuery(read(getToday, {}));
  const feed = useInfiniteQuery(readPages(getHomeFeed, {}));
  // Both or neither: one that came later would push the other down.
  const waiting = today.isPending || feed.isPending;
  return (
    <Page title={tHome.title} heading={greeting(me.displayName)}>
      {waiting ? (
        <FeedSkeleton />
      ) : (
        <>
          <Suspense>
            <ResumeOnboarding />
          </Suspense>
          <Today today={today} />
          <div className={css.prompt}>
            <p>{tPosts.prompt}</p>
            <ButtonLink to="/write" look="primary" icon="write">
              {tPosts.promptAction}
            </ButtonLink>
          </div>
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

function VisitorHome() {
  const instance = useInstance();
  return (
    <Page title={instance.name} bare>
      <header className={css.hero}>
        <h1>{instance.name}</h1>
        <p>{tHome.visitorLead}</p>
        <div className={css.buttons}>
          <ButtonLink to="/sign-up" look="primary">
            {t.shell.signUp}
          </ButtonLink>
          <ButtonLink to="/sign-in">{t.shell.signIn}</ButtonLink>
        </div>
      </header>
      <Section title={tHome.visitorFeed}>
        <InstanceFeed />
      </Section>
    </Page>
  );
}
