import { Component, type ReactNode } from 'react';
import { t } from '../i18n/messages.ts';
import { Button } from './button.tsx';
import { Empty } from './feedback.tsx';
import { Page } from './page.tsx';

/** A page that throws, or whose code could not be fetched after an update, becomes a sentence and a way on. */
export class ErrorBoundary extends Component<
  { children: ReactNode /** Going to another page is a fresh start. */; page?: string },
  { broken: boolean; page: string | undefined }
> {
  override state = { broken: false, page: this.props.page };

  static getDerivedStateFromProps(props: { page?: string }, state: { page: string | undefined }) {
    return props.page === state.page ? null : { broken: false, page: props.page };
  }

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <Page title={t.shell.broken} bare>
        <Empty
          wholePage
          title={t.shell.broken}
          actions={
            <Button look="primary" onClick={() => location.reload()}>
              {t.shell.reload}
            </Button>
          }
        >
          {t.shell.brokenAdvice}
        </Empty>
      </Page>
    );
  }
}
