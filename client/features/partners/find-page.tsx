import { tPartners } from '../../i18n/partners.ts';
import { Page } from '../../ui/page.tsx';
import { ChoicesSection } from './choices-section.tsx';
import { ReceivedIntroductions } from './received.tsx';
import { Suggestions } from './suggestions.tsx';

/** What I bring and look for, then who could fit. */
export function FindPage() {
  return (
    <Page title={tPartners.title} lead={tPartners.lead}>
      <ChoicesSection />
      <ReceivedIntroductions />
      <Suggestions />
    </Page>
  );
}
