import { useState } from 'react';
import { Link, Navigate, useSearchParams } from 'react-router';
import { signUp } from '../../../shared/contracts/accounts.ts';
import { useCall } from '../../api/use-call.ts';
import { tAccounts } from '../../i18n/accounts.ts';
import { t } from '../../i18n/messages.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { fieldsOf, formProblem } from '../../ui/explain.ts';
import { Empty, Notice, Problem } from '../../ui/feedback.tsx';
import { TextField } from '../../ui/field.tsx';
import { Form, Page, Sheet } from '../../ui/page.tsx';
import { NewAccount } from './credentials.tsx';
import { safeNext } from './safe-next.ts';
import { useInstance, useMe } from './use-me.ts';
import { useSession } from './use-session.ts';

export function SignUpPage() {
  const [search] = useSearchParams();
  const next = search.has('next') ? safeNext(search.get('next')) : '/start';
  const me = useMe();
  const instance = useInstance();
  const session = useSession();
  const [account, setAccount] = useState({ username: '', displayName: '', password: '' });
  const [invitation, setInvitation] = useState(search.get('invitation') ?? '');
  const create = useCall(signUp, {
    // A new account starts where colleagues will look first, or where it was made for.
    onSuccess: (answer) => answer.me && session.enter(answer.me, next),
  });
  const errors = fieldsOf(create.error);

  if (create.data?.status === 'pending') {
    return (
      <Page title={tAccounts.pending} width="narrow" bare>
        <Empty wholePage title={tAccounts.pending} actions={<ButtonLink to="/">{t.shell.toHome}</ButtonLink>}>
          {tAccounts.pendingLead(instance.name)}
        </Empty>
      </Page>
    );
  }
  if (me !== null && !create.isSuccess) return <Navigate to="/" replace />;
  return (
    <Page title={tAccounts.signUp} lead={tAccounts.signUpLead(instance.name)} width="narrow">
      {instance.registration === 'approval' && invitation === '' && <Notice>{tAccounts.approvalNotice}</Notice>}
      {instance.registration === 'invite' && invitation === '' && <Notice>{tAccounts.inviteNotice}</Notice>}
      <Sheet>
        <Form
          error={create.error}
          onSubmit={() => create.mutate({ body: { ...account, ...(invitation.trim() === '' ? {} : { invitation }) } })}
        >
          <Problem error={formProblem(create.error, ['username', 'displayName', 'password', 'invitation'])} />
          <NewAccount value={account} onChange={setAccount} errors={errors} domain={instance.domain} />
          {(instance.registration !== 'open' || invitation !== '') && (
            <TextField
              label={tAccounts.invitation}
              value={invitation}
              onChange={setInvitation}
              error={errors.invitation}
              optional={instance.registration !== 'invite'}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
            />
          )}
          <Button type="submit" look="primary" busy={create.isPending}>
            {tAccounts.signUp}
          </Button>
        </Form>
      </Sheet>
      <p>
        {tAccounts.haveAccount} <Link to="/sign-in">{tAccounts.signIn}</Link>
      </p>
    </Page>
  );
}
