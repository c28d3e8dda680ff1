import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { confirmEmail, unsubscribe } from '../../../shared/contracts/notifications.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/messages.ts';
import { tNotifications } from '../../i18n/notifications.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Problem } from '../../ui/feedback.tsx';
import { Page, Row } from '../../ui/page.tsx';

/** From the link in a digest, signed in or not. A press is asked for: programs that look into mails follow links too. */
export function UnsubscribePage() {
  const { token, page } = useMailLink();
  const stop = useCall(unsubscribe);
  if (page) return page;
  if (stop.isSuccess) {
    return <Said title={tNotifications.unsubscribeDone} lead={tNotifications.unsubscribeDoneLead} />;
  }
  return (
    <Page title={tNotifications.unsubscribeTitle} lead={tNotifications.unsubscribeLead} width="narrow">
      <Problem error={stop.error} />
      <Row>
        <Button look="primary" busy={stop.isPending} onClick={() => stop.mutate({ query: { token } })}>
          {tNotifications.unsubscribe}
        </Button>
      </Row>
    </Page>
  );
}

/** From the link that was sent to an address, on whatever device that mail is read. */
export function ConfirmEmailPage() {
  const { token, page } = useMailLink();
  const confirm = useCall(confirmEmail);
  if (page) return page;
  if (confirm.isSuccess) return <Said title={tNotifications.confirmDone} lead={tNotifications.confirmDoneLead} />;
  return (
    <Page title={tNotifications.confirmTitle} lead={tNotifications.confirmLead} width="narrow">
      <Problem error={confirm.error} />
      <Row>
        <Button look="primary" busy={confirm.isPending} onClick={() => confirm.mutate({ body: { token } })}>
          {tNotifications.confirm}
        </Button>
      </Row>
    </Page>
  );
}

function useMailLink(): { token: string; page: ReactNode } {
  const token = useSearchParams()[0].get('token') ?? '';
  return { token, page: token === '' && <Said title={tNotifications.noToken} lead={tNotifications.noTokenLead} /> };
}

function Said({ title, lead }: { title: string; lead: string }) {
  return (
    <Page title={title} lead={lead} width="narrow">
      <Row>
        <ButtonLink to="/">{t.shell.toHome}</ButtonLink>
      </Row>
    </Page>
  );
}
