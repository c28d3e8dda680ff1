import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changePassword, listSessions, listTokens } from '../../../shared/contracts/accounts.ts';
import { listApps } from '../../../shared/contracts/oauth.ts';
import { keyOf } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { tAccounts } from '../../i18n/accounts.ts';
import { Button } from '../../ui/button.tsx';
import { fieldsOf, formProblem } from '../../ui/explain.ts';
import { Problem } from '../../ui/feedback.tsx';
import { Form, Row, Section, Sheet } from '../../ui/page.tsx';
import { useToast } from '../../ui/toast.tsx';
import { PasswordField } from './credentials.tsx';

export function PasswordSection() {
  const toast = useToast();
  const queryClient = useQueryClient();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useCall(changePassword, {
    onSuccess: () => {
      setCurrent('');
      setNext('');
      toast(tAccounts.passwordChanged);
      // What was opened with the old one is closed.
      for (const endpoint of [listSessions, listTokens, listApps]) {
        void queryClient.invalidateQueries({ queryKey: keyOf(endpoint) });
      }
    },
  });
  const errors = fieldsOf(change.error);
  return (
    <Section title={tAccounts.security} lead={tAccounts.changePasswordLead}>
      <Sheet>
        <Form error={change.error} onSubmit={() => change.mutate({ body: { current, next } })}>
          <Problem error={formProblem(change.error, ['current', 'next'])} />
          <PasswordField
            label={tAccounts.currentPassword}
            value={current}
            onChange={setCurrent}
            error={errors.current}
            autoComplete="current-password"
          />
          <PasswordField
            label={tAccounts.newPassword}
            hint={tAccounts.passwordHint}
            value={next}
            onChange={setNext}
            error={errors.next}
            autoComplete="new-password"
          />
          <Row>
            <Button type="submit" busy={change.isPending}>
              {tAccounts.changePassword}
            </Button>
          </Row>
        </Form>
      </Sheet>
    </Section>
  );
}
