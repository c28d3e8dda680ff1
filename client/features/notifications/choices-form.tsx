import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  changeNotificationSettings,
  countUnread,
  getNotificationSettings,
  listNotifications,
  type NotificationSetup,
} from '../../../shared/contracts/notifications.ts';
import { NOTIFICATION_KINDS } from '../../../shared/vocabulary.ts';
import { keyOf } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/messages.ts';
import { tNotifications } from '../../i18n/notifications.ts';
import { Button } from '../../ui/button.tsx';
import { AnyOf } from '../../ui/choices.tsx';
import { fieldsOf, formProblem } from '../../ui/explain.ts';
import { Problem } from '../../ui/feedback.tsx';
import { Checkbox, TextField } from '../../ui/field.tsx';
import { Form, Row, Section, Sheet, Soft } from '../../ui/page.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useSignedIn } from '../accounts/use-me.ts';
import { kindsFor } from './kinds-for.ts';
import css from './notifications.module.css';

/** From when school is out until it begins. */
const EVENING = { from: '18:00', to: '07:00' };

/** What notifies, and when nothing may. */
export function ChoicesForm({ setup }: { setup: NotificationSetup }) {
  const me = useSignedIn();
  const toast = useToast();
  const queryClient = useQueryClient();
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [muted, setMuted] = useState(setup.muted);
  const [isQuiet, setQuiet] = useState(setup.quietHours !== null);
  const [hours, setHours] = useState(setup.quietHours ?? { ...EVENING, timeZone: here, weekends: true });
  const save = useCall(changeNotificationSettings, {
    onSuccess: (changed) => {
      queryClient.setQueryData(keyOf(getNotificationSettings), changed);
      for (const endpoint of [countUnread, listNotifications]) {
        void queryClient.invalidateQueries({ queryKey: keyOf(endpoint) });
      }
      toast(tNotifications.saved);
    },
  });
  const errors = fieldsOf(save.error);
  const kinds = kindsFor(me.role);
  return (
    <Form
      error={save.error}
      onSubmit={() =>
        // Whoever saves on a journey means the clock where they are.
        save.mutate({
          body: { muted, quietHours: isQuiet ? { ...hours, timeZone: here } : null, digest: setup.digest },
        })
      }
    >
      <Section title={tNotifications.kindsTitle}>
        <Sheet>
          <AnyOf
            legend={tNotifications.kindsLegend}
            options={kinds.map((value) => ({ value, label: tNotifications.kinds[value] }))}
            values={kinds.filter((kind) => !muted.includes(kind))}
            onChange={(told) =>
              setMuted(NOTIFICATION_KINDS.filter((kind) => kinds.includes(kind) && !told.includes(kind)))
            }
          />
        </Sheet>
      </Section>
      <Section title={tNotifications.quietTitle}>
        <Sheet>
          <Checkbox
            label={tNotifications.quiet}
            hint={tNotifications.quietHint}
            checked={isQuiet}
            onChange={setQuiet}
          />
          {isQuiet && (
            <>
              <div className={css.times}>
                <TextField
                  type="time"
                  label={tNotifications.quietFrom}
                  value={hours.from}
                  onChange={(from) => setHours({ ...hours, from })}
                  error={errors['quietHours.from']}
                />
                <TextField
                  type="time"
                  label={tNotifications.quietTo}
                  value={hours.to}
                  onChange={(to) => setHours({ ...hours, to })}
                  error={errors['quietHours.to']}
                />
              </div>
              <Checkbox
                label={tNotifications.weekends}
                checked={hours.weekends}
                onChange={(weekends) => setHours({ ...hours, weekends })}
              />
              <Soft>{tNotifications.quietZone(here.replaceAll('_', ' '))}</Soft>
            </>
          )}
        </Sheet>
      </Section>
      <Problem error={formProblem(save.error, ['quietHours'])} />
      <Row>
        <Button type="submit" look="primary" busy={save.isPending}>
          {t.form.save}
        </Button>
      </Row>
    </Form>
  );
}
