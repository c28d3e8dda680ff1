import type { ReactNode } from 'react';
import { t } from '../i18n/messages.ts';
import { Button } from './button.tsx';
import { cx } from './cx.ts';
import { explain } from './explain.ts';
import css from './feedback.module.css';
import { Icon } from './icon.tsx';

export function Notice({ tone = 'info', children }: { tone?: 'info' | 'error' | 'good'; children: ReactNode }) {
  const icon = tone === 'good' ? 'check' : 'alert';
  return (
    <div
      className={cx(css.notice, tone === 'error' && css.error, tone === 'good' && css.good)}
      role={tone === 'error' ? 'alert' : 'status'}
    >
      <Icon name={icon} />
      <div className={css.body}>{children}</div>
    </div>
  );
}

/** Why something did not work and what to do next; with a way to try again where that can help. */
export function Problem({ error, retry }: { error: unknown; retry?: () => void }) {
  if (!error) return null;
  return (
    <Notice tone="error">
      <p>{explain(error)}</p>
      {retry && (
        <Button small onClick={retry}>
          {t.form.tryAgain}
        </Button>
      )}
    </Notice>
  );
}

/** Nothing here, or not yet: why, and what one can do about it. */
export function Empty({
  title,
  wholePage = false,
  children,
  actions,
}: {
  title: string;
  /** There is nothing else on the page: this is its heading. */
  wholePage?: boolean;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  const Heading = wholePage ? 'h1' : 'h2';
  return (
    <div className={css.empty}>
      <Heading>{title}</Heading>
      {children && <p>{children}</p>}
      {actions && <div className={css.actions}>{actions}</div>}
    </div>
  );
}

/** The shape of what is coming. */
export function Skeleton({ lines = 6 }: { lines?: number }) {
  return (
    <Waiting>
      <div className={css.skeleton}>
        {Array.from({ length: lines }, (_, line) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: identical bones that never move
          <Bone key={line} />
        ))}
      </div>
    </Waiting>
  );
}

/** Around a skeleton: says once that something is coming, and shows it only to those who wait (`take-over.ts` too). */
export function Waiting({ children }: { children: ReactNode }) {
  return (
    <div className={css.waiting} role="status" data-waiting="">
      <span className="visually-hidden">{t.shell.loading}</span>
      {children}
    </div>
  );
}

/** One part of a skeleton, in the size of what will stand there. */
export function Bone({ shape, width }: { shape?: 'title' | 'text' | 'face'; width?: string }) {
  return <div className={cx(css.bone, shape && css[shape])} style={width ? { width } : undefined} />;
}
