import { useState } from 'react';
import { signOut } from '../../../shared/contracts/accounts.ts';
import { useCall } from '../../api/use-call.ts';
import { tAccounts } from '../../i18n/accounts.ts';
import { t } from '../../i18n/messages.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Problem } from '../../ui/feedback.tsx';
import { Checkbox } from '../../ui/field.tsx';
import { Form, Page, Row } from '../../ui/page.tsx';
import { useSession } from './use-session.ts';

/** Asked of who signs out while something written here has not reached the server. */
export function SignOutPage() {
  const session = useSession();
  const [keep, setKeep] = useState(false);
  const leave = useCall(signOut, { onSuccess: () => void session.leave(keep) });
  return (
    <Page title={tAccounts.signOut} lead={tAccounts.unsent} width="narrow">
      <Form error={leave.error} onSubmit={() => leave.mutate({})}>
        <Checkbox label={tAccounts.keepUnsent} hint={tAccounts.keepUnsentHint} checked={keep} onChange={setKeep} />
        <Problem error={leave.error} />
        <Row>
          <Button type="submit" look={keep ? 'primary' : 'danger'} busy={leave.isPending}>
            {keep ? tAccounts.signOutKeeping : tAccounts.signOutDeleting}
          </Button>
          <ButtonLink to="/">{t.form.cancel}</ButtonLink>
        </Row>
      </Form>
    </Page>
  );
}
