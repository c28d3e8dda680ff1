import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { getNotificationSettings, type NotificationSetup, setEmail } from '../../../shared/contracts/notifications.ts';
import { keyOf } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { tNotifications } from '../../i18n/notifications.ts';
import { Button } from '../../ui/button.tsx';
import { fieldsOf, formProblem } from '../../ui/explain.ts';
import { Problem } from '../../ui/feedback.tsx';
import { TextField } from '../../ui/field.tsx';
import { Form, Row, Section, Sheet, Soft } from '../../ui/page.tsx';
import { useToast } from '../../ui/toast.tsx';

/** The address for the digest: given, confirmed by its link, taken away. */
export function EmailSection({ setup }: { setup: NotificationSetup }) {
  const [address, setAddress] = useState('');
  const toast = useToast();
  const queryClient = useQueryClient();
  const set = useCall(setEmail, {
    onSuccess: (changed, { body }) => {
      queryClient.setQueryData(keyOf(getNotificationSettings), changed);
      toast(body.address === null ? tNotifications.addressRemoved : tNotifications.linkSent(body.address));
      setAddress('');
    },
  });
  const { email } = setup;
  return (
    <Section title={tNotifications.mailTitle} lead={setup.mailWorks ? tNotifications.mailLead : tNotifications.noMail}>
      {setup.mailWorks && (
        <Sheet>
          {email === null ? (
            <Form error={set.error} onSubmit={() => set.mutate({ body: { address: address.trim() } })}>
              <Problem error={formProblem(set.error, ['address'])} />
              <TextField
                type="email"
                label={tNotifications.address}
                hint={tNotifications.addressHint}
                value={address}
                onChange={setAddress}
                error={fieldsOf(set.error).address}
                autoComplete="email"
              />
              <Row>
                <Button type="submit" busy={set.isPending}>
                  {tNotifications.sendLink}
                </Button>
              </Row>
            </Form>
          ) : (
            <>
              <Soft>
                {email.confirmed ? tNotifications.confirmed(email.address) : tNotifications.unconfirmed(email.address)}
              </Soft>
              <Problem error={set.error} />
              <Row>
                {!email.confirmed && (
                  <Button small busy={set.isPending} onClick={() => set.mutate({ body: { address: email.address } })}>
                    {tNotifications.sendAgain}
                  </Button>
                )}
                <Button small busy={set.isPending} onClick={() => set.mutate({ body: { address: null } })}>
                  {tNotifications.removeAddress}
                </Button>
              </Row>
            </>
          )}
        </Sheet>
      )}
    </Section>
  );
}
