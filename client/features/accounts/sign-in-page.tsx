import { useState } from 'react';
import { Link, Navigate, useSearchParams } from 'react-router';
import { signIn } from '../../../shared/contracts/accounts.ts';
import { isApiError } from '../../api/error.ts';
import { useCall } from '../../api/use-call.ts';
import { tAccounts } from '../../i18n/accounts.ts';
import { Button } from '../../ui/button.tsx';
import { fieldsOf, formProblem } from '../../ui/explain.ts';
import { Notice, Problem } from '../../ui/feedback.tsx';
import { TextField } from '../../ui/field.tsx';
import { Form, Page, Row, Sheet } from '../../ui/page.tsx';
import { PasswordField } from './credentials.tsx';
import { safeNext } from './safe-next.ts';
import { useInstance, useMe } from './use-me.ts';
import { useSession } from './use-session.ts';

export function SignInPage() {
  const [search] = useSearchParams();
  const next = safeNext(search.get('next'));
  const me = useMe();
  const instance = useInstance();
  const session = useSession();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const enter = useCall(signIn, { onSuccess: (account) => session.enter(account, next) });
  const errors = fieldsOf(enter.error);

  if (me !== null) return <Navigate to={next} replace />;
  return (
    <Page title={tAccounts.signIn} lead={tAccounts.signInLead(instance.name)} width="narrow">
      <Sheet>
        <Form error={enter.error} onSubmit={() => enter.mutate({ body: { username, password } })}>
          {isApiError(enter.error, 'unauthenticated') ? (
            <Notice tone="error">{tAccounts.wrongCredentials}</Notice>
          ) : (
            <Problem error={formProblem(enter.error, ['username', 'password'])} />
          )}
          <TextField
            label={tAccounts.username}
            value={username}
            onChange={setUsername}
            error={errors.username}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
          />
          <PasswordField
            label={tAccounts.password}
            value={password}
            onChange={setPassword}
            error={errors.password}
            autoComplete="current-password"
          />
          <Button type="submit" look="primary" busy={enter.isPending}>
            {tAccounts.signIn}
          </Button>
        </Form>
      </Sheet>
      <Row>
        <p>
          {tAccounts.noAccount} <Link to="/sign-up">{tAccounts.createOne}</Link>
        </p>
      </Row>
    </Page>
  );
}
