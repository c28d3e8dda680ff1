import { t } from '../../i18n/messages.ts';
import { Page } from '../../ui/page.tsx';
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
      title={t.accounts.admin}
      heading={instance.name}
      lead={
        <>
          {t.accounts.adminLead(instance.domain, instance.version)}.{' '}
          {t.accounts.registrationModes[instance.registration]}
        </>
      }
    >
      <PendingSection />
      <InvitationsSection />
      <AccountsSection mayChangeRoles={me.role === 'admin'} />
      {me.role === 'admin' && <BlocksSection />}
    </Page>
  );
}
