import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  changeNotificationSettings,
  getNotificationSettings,
  type NotificationSetup,
  setEmail,
} from '../../../shared/contracts/notifications.ts';
import { DIGESTS } from '../../../shared/vocabulary.ts';
import { keyOf } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { tNotifications } from '../../i18n/notifications.ts';
import { Button } from '../../ui/button.tsx';
import { OneOf } from '../../ui/choices.tsx';
import { fieldsOf, formProblem } from '../../ui/explain.ts';
import { Problem } from '../../ui/feedback.tsx';
import { TextField } from '../../ui/field.tsx';
import { Form, Row, Section, Sheet, Soft } from '../../ui/page.tsx';
import { useToast } from '../../ui/toast.tsx';

/** The address for the digest, given, confirmed by its link and taken away; and how often one goes there. */
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
  const choose = useCall(changeNotificationSettings, {
    onSuccess: (changed) => {
      queryClient.setQueryData(keyOf(getNotificationSettings), changed);
      toast(tNotifications.saved);
    },
  });
  const { email, muted, quietHours } = setup;
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
              <OneOf
                legend={tNotifications.digest}
                value={choose.isPending ? choose.variables.body.digest : setup.digest}
                options={DIGESTS.map((value) => ({ value, label: tNotifications.digests[value] }))}
                onChange={(digest) => choose.mutate({ body: { muted, quietHours, digest } })}
              />
              <Problem error={choose.error} />
            </>
          )}
        </Sheet>
      )}
    </Section>
  );
}
