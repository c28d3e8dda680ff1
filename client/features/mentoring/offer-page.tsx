import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { getProfile } from '../../../shared/contracts/profiles.ts';
import { read } from '../../api/queries.ts';
import { tMentoring } from '../../i18n/mentoring.ts';
import { tProfiles } from '../../i18n/profiles.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Empty } from '../../ui/feedback.tsx';
import { Page, Section, Soft } from '../../ui/page.tsx';
import { LookUpProblem, LookUpWaiting } from '../profiles/look-up.tsx';
import { ProfileSpread } from '../profiles/profile-facts.tsx';
import { OfferForm } from './offer-form.tsx';

export function OfferPage() {
  const { handle = '' } = useParams();
  const profile = useQuery({ ...read(getProfile, { params: { handle } }), retry: false });
  if (profile.data === undefined) {
    return (
      <Page title={tMentoring.offerTitle(handle)}>
        {profile.isPending ? (
          <LookUpWaiting handle={handle} />
        ) : (
          <LookUpProblem handle={handle} error={profile.error} retry={profile.refetch} />
        )}
      </Page>
    );
  }
  const partner = profile.data;
  if (partner.isMe || !partner.understandsPairs) {
    return (
      <Page title={tMentoring.offerTitle(partner.displayName)} bare>
        <Empty
          wholePage
          title={partner.isMe ? tMentoring.offerSelf : tProfiles.noPairs}
          actions={<ButtonLink to="/people">{tMentoring.find}</ButtonLink>}
        >
          {tMentoring.offerSelfAdvice}
        </Empty>
      </Page>
    );
  }
  return (
    <Page title={tMentoring.offerTitle(partner.displayName)} lead={tMentoring.offerLead}>
      <Section title={tMentoring.theySay(partner.displayName)}>
        {partner.helpWith === '' && partner.growIn === '' ? (
          <Soft>{tMentoring.theySayNothing(partner.displayName)}</Soft>
        ) : (
          <ProfileSpread profile={partner} />
        )}
      </Section>
      <OfferForm partner={partner} />
    </Page>
  );
}
