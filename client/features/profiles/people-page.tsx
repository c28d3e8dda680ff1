import { tOnboarding } from '../../i18n/onboarding.ts';
import { tProfiles } from '../../i18n/profiles.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { useSignedIn } from '../accounts/use-me.ts';
import { FollowExporter, FollowImporter } from '../onboarding/follow-import.tsx';
import { Suggestions } from '../onboarding/suggestions.tsx';
import { Connections } from './connections.tsx';
import { FollowRequests } from './follow-requests.tsx';

/** Who would like to follow me, whom I might follow, and whom I do. */
export function PeoplePage() {
  const me = useSignedIn();
  return (
    <Page
      title={tProfiles.people}
      lead={tProfiles.peopleLead}
      actions={
        <ButtonLink to="/search?type=people" look="primary" icon="search">
          {tProfiles.findPeople}
        </ButtonLink>
      }
    >
      <FollowRequests />
      <Section title={tOnboarding.suggestions}>
        <Suggestions />
      </Section>
      <Section title={tProfiles.iFollow}>
        <Connections direction="following" handle={me.handle} empty={tProfiles.followNobody} />
      </Section>
      <FollowImporter />
      <FollowExporter />
    </Page>
  );
}
