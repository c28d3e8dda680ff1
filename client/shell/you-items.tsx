import { useSignedIn } from '../features/accounts/use-me.ts';
import { useSignOut } from '../features/accounts/use-sign-out.ts';
import { t } from '../i18n/messages.ts';
import { Problem } from '../ui/feedback.tsx';
import { MenuButton, MenuLink } from '../ui/menu.tsx';
import { useKeyboard } from './keyboard.tsx';

/** What the menu of oneself holds; fetched when it is opened. */
export function YouItems() {
  const me = useSignedIn();
  const keyboard = useKeyboard();
  const leave = useSignOut();
  return (
    <>
      <MenuLink to={`/${me.handle}`} icon="me" hint={me.handle}>
        {me.displayName}
      </MenuLink>
      <MenuLink to="/people" icon="people">
        {t.shell.people}
      </MenuLink>
      <MenuLink to="/settings" icon="settings">
        {t.shell.settings}
      </MenuLink>
      {me.role !== 'teacher' && (
        <MenuLink to="/admin" icon="admin">
          {t.shell.admin}
        </MenuLink>
      )}
      <MenuButton icon="keyboard" onPress={keyboard.showShortcuts}>
        {t.shell.shortcuts}
      </MenuButton>
      <MenuButton icon="leave" staysOpen onPress={leave.start}>
        {t.shell.signOut}
      </MenuButton>
      {leave.error && (
        <li>
          <Problem error={leave.error} />
        </li>
      )}
    </>
  );
}
