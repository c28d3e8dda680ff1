import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { getHomeFeed, getInstanceFeed } from '../../../shared/contracts/practice.ts';
import { readPages } from '../../api/queries.ts';
import { t } from '../../i18n/messages.ts';
import { tPractice } from '../../i18n/practice.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Empty } from '../../ui/feedback.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { useInstance, useMe } from '../accounts/use-me.ts';
import { FeedList } from './feed-list.tsx';
import css from './post.module.css';

export function FeedPage() {
  return useMe() === null ? <VisitorFeed /> : <MemberFeed />;
}

function MemberFeed() {
  const [search] = useSearchParams();
  const instance = search.get('view') === 'instance';
  return (
    <Page title={tPractice.homeTitle} bare>
      <h1 className="visually-hidden">{tPractice.homeTitle}</h1>
      <div className={css.prompt}>
        <p>{tPractice.prompt}</p>
        <ButtonLink to="/write" look="primary" icon="write">
          {tPractice.promptAction}
        </ButtonLink>
      </div>
      <nav className={css.switch} aria-label={tPractice.whichFeed}>
        <Link to="/" aria-current={instance ? undefined : 'page'}>
          {tPractice.following}
        </Link>
        <Link to="/?view=instance" aria-current={instance ? 'page' : undefined}>
          {tPractice.instance}
        </Link>
      </nav>
      {instance ? <InstanceFeed /> : <HomeFeed />}
    </Page>
  );
}

function HomeFeed() {
  const feed = useInfiniteQuery(readPages(getHomeFeed, {}));
  return (
    <FeedList
      feed={feed}
      empty={
        <Empty
          title={tPractice.emptyHome}
          actions={
            <>
              <ButtonLink to="/people" look="primary" icon="people">
                {tPractice.emptyHomeFind}
              </ButtonLink>
              <ButtonLink to="/?view=instance">{tPractice.emptyHomeInstance}</ButtonLink>
            </>
          }
        >
          {tPractice.emptyHomeAdvice}
        </Empty>
      }
    />
  );
}

function InstanceFeed() {
  const feed = useInfiniteQuery(readPages(getInstanceFeed, {}));
  const signedIn = useMe() !== null;
  return (
    <FeedList
      feed={feed}
      empty={
        <Empty
          title={tPractice.emptyInstance}
          actions={
            signedIn && (
              <ButtonLink to="/write" look="primary" icon="write">
                {tPractice.emptyHomeWrite}
              </ButtonLink>
            )
          }
        >
          {tPractice.emptyInstanceAdvice}
        </Empty>
      }
    />
  );
}

function VisitorFeed() {
  const instance = useInstance();
  return (
    <Page title={instance.name} bare>
      <header className={css.hero}>
        <h1>{tPractice.visitorTitle(instance.name)}</h1>
        <p>{tPractice.visitorLead}</p>
        <div className={css.buttons}>
          <ButtonLink to="/sign-up" look="primary">
            {t.shell.signUp}
          </ButtonLink>
          <ButtonLink to="/sign-in">{t.shell.signIn}</ButtonLink>
        </div>
      </header>
      <Section title={tPractice.visitorFeed}>
        <InstanceFeed />
      </Section>
    </Page>
  );
}
