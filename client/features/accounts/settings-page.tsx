import { useState } from 'react';
import { tAccounts } from '../../i18n/accounts.ts';
import { t } from '../../i18n/messages.ts';
import { chooseTheme, currentTheme, THEMES } from '../../theme.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { OneOf } from '../../ui/choices.tsx';
import { Problem } from '../../ui/feedback.tsx';
import { Page, Row, Section, Sheet, Soft } from '../../ui/page.tsx';
import { AppsSection } from '../oauth/apps-section.tsx';
import { CalendarSection } from '../sessions/calendar-section.tsx';
import { KeyboardSection } from './keyboard-section.tsx';
import { LanguageSection } from './language-section.tsx';
import { PasswordSection } from './password-section.tsx';
import { SessionsSection } from './sessions-section.tsx';
import { TokensSection } from './tokens-section.tsx';
import { useSignedIn } from './use-me.ts';
import { useSignOut } from './use-sign-out.ts';

export function SettingsPage() {
  const me = useSignedIn();
  const [theme, setTheme] = useState(currentTheme);
  const leave = useSignOut();
  return (
    <Page title={tAccounts.settings}>
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
            {tAccounts.seeProfile}
          </ButtonLink>
          <ButtonLink to="/settings/profile" icon="write" small>
            {tAccounts.editProfile}
          </ButtonLink>
          <ButtonLink to="/settings/notifications" icon="bell" small>
            {t.shell.notifications}
          </ButtonLink>
          <ButtonLink to="/settings/account" icon="people" small>
            {tAccounts.account}
          </ButtonLink>
          {me.role !== 'teacher' && (
            <ButtonLink to="/admin" icon="admin" small>
              {tAccounts.admin}
            </ButtonLink>
          )}
          <Button small busy={leave.busy} onClick={leave.start}>
            {tAccounts.signOut}
          </Button>
        </Row>
        <Problem error={leave.error} />
      </Sheet>
      <Section title={tAccounts.appearance}>
        <OneOf
          legend={tAccounts.theme}
          hideLegend
          value={theme}
          options={THEMES.map((value) => ({ value, label: tAccounts.themes[value] }))}
          onChange={(chosen) => {
            chooseTheme(chosen);
            setTheme(chosen);
          }}
        />
      </Section>
      <LanguageSection />
      <KeyboardSection />
      <CalendarSection />
      <PasswordSection />
      <SessionsSection />
      <AppsSection />
      <TokensSection />
    </Page>
  );
}
