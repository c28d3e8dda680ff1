import { type ReactNode, useEffect, useId, useRef } from 'react';
import { t } from '../i18n/messages.ts';
import { Button } from './button.tsx';
import css from './dialog.module.css';
import { Problem } from './feedback.tsx';

/** A question that must be answered first: the native modal dialog keeps the focus, and Escape answers no. */
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
  confirm: string;
  onConfirm: () => void;
  danger?: boolean;
  busy?: boolean;
  error?: unknown;
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
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
      <h2 className={css.title} id={id}>
        {title}
      </h2>
      <div className={css.body}>
        {children}
        <Problem error={error} />
      </div>
      <div className={css.actions}>
        <Button onClick={onClose}>{t.form.cancel}</Button>
        <Button look={danger ? 'danger' : 'primary'} busy={busy} onClick={onConfirm}>
          {confirm}
        </Button>
      </div>
    </dialog>
  );
}
