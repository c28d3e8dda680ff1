import { t } from '../i18n/messages.ts';
import { ButtonLink } from './button.tsx';
import { Page, Row } from './page.tsx';

export function NotFoundPage() {
  return (
    <Page title={t.shell.notFound} lead={t.shell.notFoundAdvice}>
      <Row>
        <ButtonLink to="/" look="primary">
          {t.shell.toHome}
        </ButtonLink>
      </Row>
    </Page>
  );
}
