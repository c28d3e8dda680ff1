import { type ReactNode, type Ref, useEffect, useId, useRef } from 'react';
import { t } from '../i18n/messages.ts';
import { cx } from './cx.ts';
import css from './page.module.css';

/** The frame of every page: its document title, its heading, its width. */
export function Page({
  title,
  heading = title,
  lead,
  actions,
  width,
  frame,
  bare = false,
  children,
  ...rest
}: {
  title: string;
  heading?: string;
  lead?: ReactNode;
  actions?: ReactNode;
  width?: 'wide' | 'narrow';
  /** A class of the page's own in place of the usual frame. */
  frame?: string | undefined;
  'data-view'?: string;
  /** The page draws its own heading. */
  bare?: boolean;
  children: ReactNode;
}) {
  useEffect(() => {
    document.title = t.shell.documentTitle(title);
  }, [title]);
  return (
    <div {...rest} className={frame ?? cx(css.page, width && css[width])}>
      {!bare && (
        <header className={css.head}>
          <div>
            <h1 className={css.title}>{heading}</h1>
            {lead && <p className={css.lead}>{lead}</p>}
          </div>
          {actions && <div className={css.row}>{actions}</div>}
        </header>
      )}
      {children}
    </div>
  );
}

export function Section({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section className={css.section} aria-labelledby={id}>
      <div>
        <h2 className={css.sectionTitle} id={id}>
          {title}
        </h2>
        {lead && <p className={css.lead}>{lead}</p>}
      </div>
      {children}
    </section>
  );
}

export function Sheet({ children, ref }: { children: ReactNode; ref?: Ref<HTMLDivElement> }) {
  return (
    <div className={css.sheet} ref={ref}>
      {children}
    </div>
  );
}

export function Row({ children }: { children: ReactNode }) {
  return <div className={css.row}>{children}</div>;
}

export function Rows({ children, label }: { children: ReactNode; label?: string }) {
  return (
    <ul className={css.rows} aria-label={label}>
      {children}
    </ul>
  );
}

export function Soft({ children }: { children: ReactNode }) {
  return <p className={css.soft}>{children}</p>;
}

/**
 * Validation is the server's, field by field, so that its sentences appear beside the fields in our own words. After a
 * refusal the first field with a complaint gets the focus, and its sentence is read out with it.
 */
export function Form({
  onSubmit,
  error,
  children,
}: {
  onSubmit: () => void;
  /** Why the last attempt was refused. */
  error?: unknown;
  children: ReactNode;
}) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [error]);
  return (
    <form
      ref={form}
      noValidate
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}
