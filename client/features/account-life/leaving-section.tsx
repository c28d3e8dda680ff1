import { useState } from 'react';
import { deleteMyAccount } from '../../../shared/contracts/account-life.ts';
import { useCall } from '../../api/use-call.ts';
import { tAccountLife } from '../../i18n/account-life.ts';
import { tAccounts } from '../../i18n/accounts.ts';
import { Button } from '../../ui/button.tsx';
import { fieldsOf, formProblem } from '../../ui/explain.ts';
import { Problem } from '../../ui/feedback.tsx';
import { TextField } from '../../ui/field.tsx';
import { Form, Row, Section, Sheet, Soft } from '../../ui/page.tsx';
import { useFocusOnOpen } from '../../ui/use-focus-on-open.ts';
import { PasswordField } from '../accounts/credentials.tsx';
import { useSignedIn } from '../accounts/use-me.ts';
import { useSession } from '../accounts/use-session.ts';

/** Deleting one's account: what it means in plain words, then the username and the password. */
export function LeavingSection() {
  const [wanted, setWanted] = useState(false);
  const place = useFocusOnOpen<HTMLDivElement>(wanted);
  return (
    <Section title={tAccountLife.leaving} lead={tAccountLife.leavingLead}>
      <Sheet>
        {tAccountLife.leavingMeans.map((sentence) => (
          <Soft key={sentence}>{sentence}</Soft>
        ))}
        <div ref={place} tabIndex={-1}>
          {wanted ? (
            <DeleteForm onClose={() => setWanted(false)} />
          ) : (
            <Row>
              <Button look="danger" onClick={() => setWanted(true)}>
                {tAccountLife.deleteAccount}
              </Button>
            </Row>
          )}
        </div>
      </Sheet>
    </Section>
  );
}

function DeleteForm({ onClose }: { onClose: () => void }) {
  const { username: mine } = useSignedIn();
  const session = useSession();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const remove = useCall(deleteMyAccount, {
    // A fresh page, and nothing of the account stays on this device.
    onSuccess: () => void session.leave(false),
  });
  const errors = fieldsOf(remove.error);
  return (
    <Form error={remove.error} onSubmit={() => remove.mutate({ body: { username, password } })}>
      <Problem error={formProblem(remove.error, ['username', 'password'])} />
      <TextField
        label={tAccountLife.typeUsername(mine)}
        value={username}
        onChange={setUsername}
        error={errors.username}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <PasswordField
        label={tAccounts.password}
        value={password}
        onChange={setPassword}
        error={errors.password}
        autoComplete="current-password"
      />
      <Row>
        <Button onClick={onClose}>{tAccountLife.keepAccount}</Button>
        <Button type="submit" look="danger" busy={remove.isPending}>
          {tAccountLife.deleteTitle}
        </Button>
      </Row>
    </Form>
  );
}
