import { t } from '../i18n/messages.ts';
import { ButtonLink } from './button.tsx';
import { Empty } from './feedback.tsx';
import { Page } from './page.tsx';

export function NotFoundPage() {
  return (
    <Page title={t.shell.notFound}>
      <Empty
        title={t.shell.notFoundAdvice}
        actions={
          <ButtonLink to="/" look="primary">
            {t.shell.toHome}
          </ButtonLink>
        }
      >
        {''}
      </Empty>
    </Page>
  );
}
