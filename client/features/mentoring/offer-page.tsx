import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { getProfile, type Profile } from '../../../shared/contracts/profiles.ts';
import { read } from '../../api/queries.ts';
import { tMentoring } from '../../i18n/mentoring.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Empty } from '../../ui/feedback.tsx';
import { Page, Section, Soft } from '../../ui/page.tsx';
import { LookUpProblem, LookUpWaiting } from '../profiles/look-up.tsx';
import { ProfileSpread } from '../profiles/profile-facts.tsx';
import css from './mentoring.module.css';
import { OfferForm } from './offer-form.tsx';
import { hostOf } from './pairs.ts';

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
  const name = partner.displayName;
  if (partner.isMe) {
    return (
      <Page title={tMentoring.offerTitle(name)} bare>
        <Empty
          wholePage
          title={tMentoring.offerSelf}
          actions={<ButtonLink to="/mentoring/find">{tMentoring.find}</ButtonLink>}
        >
          {tMentoring.offerSelfAdvice}
        </Empty>
      </Page>
    );
  }
  if (!partner.understandsPairs) return <InvitePage partner={partner} />;
  return (
    <Page title={tMentoring.offerTitle(name)} lead={tMentoring.offerLead}>
      <Section title={tMentoring.theySay(name)}>
        {partner.helpWith === '' && partner.growIn === '' ? (
          <Soft>{tMentoring.theySayNothing(name)}</Soft>
        ) : (
          <ProfileSpread profile={partner} />
        )}
      </Section>
      <OfferForm partner={partner} />
    </Page>
  );
}

/** To somebody whose server does not know pairs: what they will get, before anything is sent. */
function InvitePage({ partner }: { partner: Profile }) {
  const name = partner.displayName;
  return (
    <Page title={tMentoring.inviteTitle(name)} lead={tMentoring.inviteLead(hostOf(partner))}>
      <ol className={css.steps}>
        {tMentoring.inviteSteps(name).map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <OfferForm partner={partner} />
    </Page>
  );
}
