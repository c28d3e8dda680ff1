import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react';
import { t } from '../i18n/messages.ts';
import css from './field.module.css';
import { Icon } from './icon.tsx';

interface Words {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  /** Where the place says it already; screen readers still hear it. */
  hideLabel?: boolean;
  /** Says so in words: a star explains nothing. */
  optional?: boolean;
}

interface Wiring {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

/** Label above, hint under it, the error under the control; all tied together for screen readers. */
export function Field({
  label,
  hideLabel = false,
  hint,
  error,
  optional,
  children,
}: Words & { children: (wiring: Wiring) => ReactNode }) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className={css.field}>
      <label className={hideLabel ? 'visually-hidden' : css.label} htmlFor={id}>
        {label} {optional && <span className={css.optional}>{t.form.optional}</span>}
      </label>
      {hint && (
        <p className={css.hint} id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
      <FieldError id={`${id}-error`} error={error} />
    </div>
  );
}

function FieldError({ id, error }: { id: string; error: string | undefined }) {
  if (!error) return null;
  return (
    <p className={css.error} id={id}>
      <Icon name="alert" size={16} />
      {error}
    </p>
  );
}

type Changed = { value: string; onChange: (value: string) => void };

export function TextField({
  label,
  hint,
  error,
  optional,
  value,
  onChange,
  ...rest
}: Words & Changed & Omit<InputHTMLAttributes<HTMLInputElement>, keyof Changed>) {
  return (
    <Field label={label} hint={hint} error={error} {...(optional && { optional })}>
      {(wiring) => (
        <input
          {...rest}
          {...wiring}
          className={css.control}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

export function TextArea({
  label,
  hint,
  error,
  optional,
  value,
  onChange,
  ...rest
}: Words & Changed & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, keyof Changed>) {
  return (
    <Field label={label} hint={hint} error={error} {...(optional && { optional })}>
      {(wiring) => (
        <textarea
          {...rest}
          {...wiring}
          className={css.control}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

export function Select<T extends string>({
  label,
  hideLabel,
  hint,
  error,
  optional,
  value,
  onChange,
  options,
  ...rest
}: Words & { value: T; onChange: (value: T) => void; options: readonly (readonly [T, string])[] } & Omit<
    SelectHTMLAttributes<HTMLSelectElement>,
    'value' | 'onChange'
  >) {
  return (
    <Field label={label} hint={hint} error={error} {...(optional && { optional })} {...(hideLabel && { hideLabel })}>
      {(wiring) => (
        <select
          {...rest}
          {...wiring}
          className={css.control}
          value={value}
          onChange={(event) => {
            const chosen = options.find(([option]) => option === event.target.value);
            if (chosen) onChange(chosen[0]);
          }}
        >
          {options.map(([option, words]) => (
            <option key={option} value={option}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export function Checkbox({
  label,
  hint,
  checked,
  onChange,
}: {
  label: string;
  hint?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  const id = useId();
  return (
    <label className={css.check}>
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        aria-describedby={hint && id}
      />
      <span>
        {label}
        {hint && (
          <span className={css.hint} id={id}>
            <br />
            {hint}
          </span>
        )}
      </span>
    </label>
  );
}
