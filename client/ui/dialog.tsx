import { type ReactNode, useEffect, useId, useLayoutEffect, useRef } from 'react';
import { t } from '../i18n/messages.ts';
import { Button } from './button.tsx';
import css from './dialog.module.css';
import { Problem } from './feedback.tsx';

/**
 * A question that must be answered first, or without `confirm` something to read: the native modal dialog keeps the
 * focus, Escape answers no, and the focus returns to where it was.
 */
export function Dialog({
  title,
  onClose,
  confirm,
  onConfirm,
  danger = false,
  busy = false,
  error,
  children,
}: {
  title: string;
  onClose: () => void;
  confirm?: string;
  onConfirm?: () => void;
  danger?: boolean;
  busy?: boolean;
  error?: unknown;
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const toRead = confirm === undefined;
  // Before the paint, and closed while it is still in the page: only then the browser gives the focus back.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // A list is read from its top, not from the button under it.
    if (toRead) element?.querySelector('h2')?.focus();
    return () => element?.close();
  }, [toRead]);
  // To the field that was refused, once the last answer is there.
  useEffect(() => {
    if (!busy) dialog.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [busy]);
  return (
    <dialog
      ref={dialog}
      className={css.dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <h2 className={css.title} id={id} tabIndex={-1}>
        {title}
      </h2>
      <div className={css.body}>
        {children}
        <Problem error={error} />
      </div>
      <div className={css.actions}>
        <Button onClick={onClose}>{confirm === undefined ? t.form.close : t.form.cancel}</Button>
        {confirm !== undefined && (
          <Button look={danger ? 'danger' : 'primary'} busy={busy} onClick={onConfirm}>
            {confirm}
          </Button>
        )}
      </div>
    </dialog>
  );
}
