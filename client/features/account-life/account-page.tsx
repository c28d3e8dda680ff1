import { tAccountLife } from '../../i18n/account-life.ts';
import { Page } from '../../ui/page.tsx';
import { AliasesSection } from './aliases-section.tsx';
import { BlockedSection } from './blocked-section.tsx';
import { LeavingSection } from './leaving-section.tsx';
import { MovingSection } from './moving-section.tsx';

/** Where one's account goes: elsewhere, apart from others, or away. */
export function AccountPage() {
  return (
    <Page title={tAccountLife.title}>
      <BlockedSection />
      <AliasesSection />
      <MovingSection />
      <LeavingSection />
    </Page>
  );
}
