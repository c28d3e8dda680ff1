import { lazy } from 'react';
import { t } from '../../i18n/messages.ts';
import { tPosts } from '../../i18n/posts.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { useInstance, useMe } from '../accounts/use-me.ts';
import { InstanceFeed } from '../practice/instance-feed.tsx';
import css from './home.module.css';

const MemberHome = lazy(async () => ({ default: (await import('../../member.ts')).MemberHome }));

/** A visitor's comes with the shell, not after it: most first visits begin here. */
export function HomePage() {
  return useMe() === null ? <VisitorHome /> : <MemberHome />;
}

function VisitorHome() {
  const instance = useInstance();
  return (
    <Page title={instance.name} bare>
      <header className={css.hero}>
        <h1>{instance.name}</h1>
        <p>{tPosts.visitorLead}</p>
        <div className={css.buttons}>
          <ButtonLink to="/sign-up" look="primary">
            {t.shell.signUp}
          </ButtonLink>
          <ButtonLink to="/sign-in">{t.shell.signIn}</ButtonLink>
        </div>
      </header>
      <Section title={tPosts.visitorFeed}>
        <InstanceFeed />
      </Section>
    </Page>
  );
}
