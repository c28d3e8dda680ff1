import { useParams } from 'react-router';
import { t } from '../../i18n/messages.ts';
import { Page } from '../../ui/page.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import { LookUpProblem, LookUpWaiting } from './look-up.tsx';
import { ProfileFacts, ProfileSpread } from './profile-facts.tsx';
import { ProfileHead } from './profile-head.tsx';
import { ProfilePosts } from './profile-posts.tsx';
import { useProfile } from './use-profile.ts';

/** Anyone's page, from here or from another instance, by `/@name` or `/@name@host`. */
export function ProfilePage() {
  const { handle = '' } = useParams();
  const profile = useProfile(handle);

  if (profile.data === undefined) {
    return (
      <Page title={handle} bare>
        {profile.isPending ? (
          <LookUpWaiting handle={handle} />
        ) : (
          <LookUpProblem handle={handle} error={profile.error} retry={profile.refetch} wholePage />
        )}
      </Page>
    );
  }
  return (
    <Page title={t.shell.person(profile.data.displayName, profile.data.handle)} bare>
      <ProfileHead profile={profile.data} handle={handle} />
      {profile.data.bioHtml !== '' && <RichText html={profile.data.bioHtml} />}
      <ProfileSpread profile={profile.data} />
      <ProfileFacts profile={profile.data} />
      {!profile.data.relation?.blocking && <ProfilePosts profile={profile.data} handle={handle} />}
    </Page>
  );
}
