import { useState } from 'react';
import { signOut } from '../../../shared/contracts/accounts.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/messages.ts';
import { chooseTheme, currentTheme, THEMES } from '../../theme.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { OneOf } from '../../ui/choices.tsx';
import { Problem } from '../../ui/feedback.tsx';
import { Page, Row, Section, Sheet, Soft } from '../../ui/page.tsx';
import { PasswordSection } from './password-section.tsx';
import { SessionsSection } from './sessions-section.tsx';
import { TokensSection } from './tokens-section.tsx';
import { useSignedIn } from './use-me.ts';
import { useSession } from './use-session.ts';

export function SettingsPage() {
  const me = useSignedIn();
  const session = useSession();
  const [theme, setTheme] = useState(currentTheme);
  const leave = useCall(signOut, { onSuccess: () => session.leave() });
  return (
    <Page title={t.accounts.settings}>
      <Sheet>
        <Row>
          <Avatar name={me.displayName} handle={me.handle} />
          <div>
            <strong>{me.displayName}</strong>
            <Soft>{me.handle}</Soft>
          </div>
        </Row>
        <Row>
          <ButtonLink to={`/${me.handle}`} icon="me" small>
            {t.accounts.seeProfile}
          </ButtonLink>
          <ButtonLink to="/settings/profile" icon="write" small>
            {t.accounts.editProfile}
          </ButtonLink>
          {me.role !== 'teacher' && (
            <ButtonLink to="/admin" icon="admin" small>
              {t.accounts.admin}
            </ButtonLink>
          )}
          <Button small busy={leave.isPending} onClick={() => leave.mutate({})}>
            {t.accounts.signOut}
          </Button>
        </Row>
        <Problem error={leave.error} />
      </Sheet>
      <Section title={t.accounts.appearance}>
        <OneOf
          legend={t.accounts.theme}
          hideLegend
          value={theme}
          options={THEMES.map((value) => ({ value, label: t.accounts.themes[value] }))}
          onChange={(chosen) => {
            chooseTheme(chosen);
            setTheme(chosen);
          }}
        />
      </Section>
      <PasswordSection />
      <SessionsSection />
      <TokensSection />
    </Page>
  );
}
