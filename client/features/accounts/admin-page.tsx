import { tAccounts } from '../../i18n/accounts.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { IntroduceSection } from '../partners/introduce-section.tsx';
import { AccountsSection } from './accounts-section.tsx';
import { BlocksSection } from './blocks-section.tsx';
import { InvitationsSection } from './invitations-section.tsx';
import { PendingSection } from './pending-section.tsx';
import { useInstance, useSignedIn } from './use-me.ts';

export function AdminPage() {
  const me = useSignedIn();
  const instance = useInstance();
  return (
    <Page
      title={tAccounts.admin}
      heading={instance.name}
      actions={
        <>
          <ButtonLink to="/admin/protocols">{tAccounts.protocols}</ButtonLink>
          {me.role === 'admin' && <ButtonLink to="/admin/reports">{tAccounts.reports}</ButtonLink>}
          {me.role === 'admin' && <ButtonLink to="/admin/federation">{tAccounts.federation}</ButtonLink>}
        </>
      }
      lead={
        <>
          {tAccounts.adminLead(instance.domain, instance.version)}. {tAccounts.registrationModes[instance.registration]}
        </>
      }
    >
      <PendingSection />
      <InvitationsSection />
      <IntroduceSection />
      <AccountsSection mayChangeRoles={me.role === 'admin'} />
      {me.role === 'admin' && <BlocksSection />}
    </Page>
  );
}
