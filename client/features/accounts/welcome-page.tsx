import { useState } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import { setUp } from '../../../shared/contracts/accounts.ts';
import { useCall } from '../../api/use-call.ts';
import { tAccounts } from '../../i18n/accounts.ts';
import { Button } from '../../ui/button.tsx';
import { fieldsOf, formProblem } from '../../ui/explain.ts';
import { Problem } from '../../ui/feedback.tsx';
import { TextField } from '../../ui/field.tsx';
import { Form, Page, Sheet } from '../../ui/page.tsx';
import { NewAccount } from './credentials.tsx';
import { useInstance } from './use-me.ts';
import { useSession } from './use-session.ts';

/** The first visit to a new server. The token may come in the URL that the server printed. */
export function WelcomePage() {
  const [search] = useSearchParams();
  const instance = useInstance();
  const session = useSession();
  const [account, setAccount] = useState({ username: '', displayName: '', password: '' });
  const [token, setToken] = useState(search.get('token') ?? '');
  const create = useCall(setUp, { onSuccess: (me) => session.enter(me, '/settings/profile') });
  const errors = fieldsOf(create.error);

  if (!instance.setupNeeded && !create.isSuccess) return <Navigate to="/" replace />;
  return (
    <Page title={tAccounts.setUp} lead={tAccounts.setUpLead} width="narrow">
      <Sheet>
        <Form error={create.error} onSubmit={() => create.mutate({ body: { ...account, token } })}>
          <Problem error={formProblem(create.error, ['username', 'displayName', 'password', 'token'])} />
          <TextField
            label={tAccounts.token}
            hint={tAccounts.tokenHint}
            value={token}
            onChange={setToken}
            error={errors.token}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            required
          />
          <NewAccount value={account} onChange={setAccount} errors={errors} domain={instance.domain} />
          <Button type="submit" look="primary" busy={create.isPending}>
            {tAccounts.setUp}
          </Button>
        </Form>
      </Sheet>
    </Page>
  );
}
