import { tFederation } from '../../i18n/federation.ts';
import { Page } from '../../ui/page.tsx';
import { HostsSection } from './hosts-section.tsx';
import { LettersSection } from './letters-section.tsx';
import { RefusalsSection } from './refusals-section.tsx';

/** How this instance gets on with others, for who runs it. */
export function FederationPage() {
  return (
    <Page title={tFederation.title} lead={tFederation.lead}>
      <HostsSection />
      <LettersSection />
      <RefusalsSection />
    </Page>
  );
}
