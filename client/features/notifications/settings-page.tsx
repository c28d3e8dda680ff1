import { useQuery } from '@tanstack/react-query';
import { getNotificationSettings } from '../../../shared/contracts/notifications.ts';
import { read } from '../../api/queries.ts';
import { tNotifications } from '../../i18n/notifications.ts';
import { Button } from '../../ui/button.tsx';
import { Notice, Problem, Skeleton } from '../../ui/feedback.tsx';
import { Page, Row, Section, Sheet, Soft } from '../../ui/page.tsx';
import { ChoicesForm } from './choices-form.tsx';
import { EmailSection } from './email-section.tsx';
import { usePush } from './use-push.ts';

export function NotificationSettingsPage() {
  const setup = useQuery(read(getNotificationSettings, {}));
  return (
    <Page title={tNotifications.settingsTitle} lead={tNotifications.settingsLead}>
      {setup.isPending && <Skeleton />}
      <Problem error={setup.error} retry={setup.refetch} />
      {setup.data && (
        <>
          <PushSection pushKey={setup.data.pushKey} />
          <ChoicesForm setup={setup.data} />
          <EmailSection setup={setup.data} />
        </>
      )}
    </Page>
  );
}

function PushSection({ pushKey }: { pushKey: string }) {
  const push = usePush(pushKey);
  return (
    <Section title={tNotifications.pushTitle}>
      <Sheet>
        <Soft>
          <span role="status">{tNotifications.push[push.state]}</span>
        </Soft>
        {push.error !== null && (
          <Notice tone="error">
            <p>{tNotifications.pushFailed}</p>
          </Notice>
        )}
        {push.state === 'off' && (
          <Row>
            <Button look="primary" icon="bell" busy={push.busy} onClick={() => void push.turnOn()}>
              {tNotifications.pushOn}
            </Button>
          </Row>
        )}
        {push.state === 'on' && (
          <Row>
            <Button busy={push.busy} onClick={() => void push.turnOff()}>
              {tNotifications.pushOff}
            </Button>
          </Row>
        )}
      </Sheet>
    </Section>
  );
}
