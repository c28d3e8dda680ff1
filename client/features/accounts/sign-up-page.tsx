import { useState } from 'react';
import { Link, Navigate, useSearchParams } from 'react-router';
import { signUp } from '../../../shared/contracts/accounts.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/messages.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { fieldsOf, formProblem } from '../../ui/explain.ts';
import { Empty, Notice, Problem } from '../../ui/feedback.tsx';
import { TextField } from '../../ui/field.tsx';
import { Form, Page, Sheet } from '../../ui/page.tsx';
import { NewAccount } from './credentials.tsx';
import { useInstance, useMe } from './use-me.ts';
import { useSession } from './use-session.ts';

export function SignUpPage() {
  const [search] = useSearchParams();
  const me = useMe();
  const instance = useInstance();
  const session = useSession();
  const [account, setAccount] = useState({ username: '', displayName: '', password: '' });
  const [invitation, setInvitation] = useState(search.get('invitation') ?? '');
  const create = useCall(signUp, {
    // A new account starts where colleagues will look first.
    onSuccess: (answer) => answer.me && session.enter(answer.me, '/settings/profile'),
  });
  const errors = fieldsOf(create.error);

  if (create.data?.status === 'pending') {
    return (
      <Page title={t.accounts.pending} width="narrow" bare>
        <Empty title={t.accounts.pending} actions={<ButtonLink to="/">{t.shell.toHome}</ButtonLink>}>
          {t.accounts.pendingLead(instance.name)}
        </Empty>
      </Page>
    );
  }
  if (me !== null && !create.isSuccess) return <Navigate to="/" replace />;
  return (
    <Page title={t.accounts.signUp} lead={t.accounts.signUpLead(instance.name)} width="narrow">
      {instance.registration === 'approval' && invitation === '' && <Notice>{t.accounts.approvalNotice}</Notice>}
      {instance.registration === 'invite' && invitation === '' && <Notice>{t.accounts.inviteNotice}</Notice>}
      <Sheet>
        <Form
          onSubmit={() => create.mutate({ body: { ...account, ...(invitation.trim() === '' ? {} : { invitation }) } })}
        >
          <Problem error={formProblem(create.error, ['username', 'displayName', 'password', 'invitation'])} />
          <NewAccount value={account} onChange={setAccount} errors={errors} domain={instance.domain} />
          {(instance.registration !== 'open' || invitation !== '') && (
            <TextField
              label={t.accounts.invitation}
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
            {t.accounts.signUp}
          </Button>
        </Form>
      </Sheet>
      <p>
        {t.accounts.haveAccount} <Link to="/sign-in">{t.accounts.signIn}</Link>
      </p>
    </Page>
  );
}
