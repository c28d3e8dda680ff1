import { type ReactNode, useId, useState } from 'react';
import { t } from '../i18n/messages.ts';
import css from './field.module.css';
import { Field } from './field.tsx';
import { Icon } from './icon.tsx';

interface Option<T> {
  value: T;
  label: ReactNode;
}

/** One of a few, all in sight: native radio buttons, so arrow keys work as people expect. */
export function OneOf<T extends string>({
  legend,
  hideLegend = false,
  hint,
  options,
  value,
  onChange,
}: {
  legend: string;
  hideLegend?: boolean;
  /** What the present choice means. */
  hint?: string;
  options: readonly Option<T>[];
  value: T;
  onChange: (value: T) => void;
}) {
  const name = useId();
  return (
    <fieldset>
      <legend className={hideLegend ? 'visually-hidden' : css.label}>{legend}</legend>
      <div className={css.choices}>
        {options.map((option) => (
          <label key={option.value} className={css.choice}>
            <input type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} />
            {option.label}
          </label>
        ))}
      </div>
      {hint && <p className={css.meaning}>{hint}</p>}
    </fieldset>
  );
}

/** Any of a few. */
export function AnyOf<T extends string>({
  legend,
  options,
  values,
  onChange,
}: {
  legend: string;
  options: readonly Option<T>[];
  values: readonly T[];
  onChange: (values: T[]) => void;
}) {
  return (
    <fieldset>
      <legend className={css.label}>{legend}</legend>
      <div className={css.choices}>
        {options.map(({ value, label }) => (
          <label key={value} className={css.choice}>
            <input
              type="checkbox"
              checked={values.includes(value)}
              onChange={(event) =>
                onChange(event.target.checked ? [...values, value] : values.filter((other) => other !== value))
              }
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Words of one's own, each becoming a chip at Enter or comma, with suggestions; leaving the field keeps the last. */
export function WordList({
  label,
  hint,
  error,
  values,
  onChange,
  suggestions = [],
  limit,
  show = (value) => value,
  read = (typed) => typed,
}: {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  values: readonly string[];
  onChange: (values: string[]) => void;
  suggestions?: readonly string[];
  limit: number;
  /** How a value reads, and which value typed words mean. */
  show?: (value: string) => string;
  read?: (typed: string) => string;
}) {
  const [typed, setTyped] = useState('');
  const list = useId();
  const add = (words: string) => {
    const fresh = words
      .split(',')
      .map((word) => read(word.trim()))
      .filter((word) => word !== '');
    setTyped('');
    if (fresh.length > 0) onChange([...new Set([...values, ...fresh])].slice(0, limit));
  };
  return (
    <Field label={label} hint={hint} error={error} optional>
      {(wiring) => (
        <>
          {values.length > 0 && (
            <ul className={css.tags}>
              {values.map((value) => (
                <li key={value} className={css.tag}>
                  {show(value)}
                  <button
                    type="button"
                    className={css.remove}
                    aria-label={t.form.remove(show(value))}
                    onClick={() => onChange(values.filter((other) => other !== value))}
                  >
                    <Icon name="close" size={14} />
                  </button>
                </li>
              ))}
            </ul>
          )}
          <input
            {...wiring}
            className={css.control}
            list={list}
            value={typed}
            autoComplete="off"
            placeholder={t.form.addWord}
            onChange={(event) => {
              const text = event.target.value;
              if (text.includes(',') || suggestions.includes(text)) add(text);
              else setTyped(text);
            }}
            onKeyDown={(event) => {
              if (event.key === 'Enter') {
                // Also when empty: the suggestion just taken must not send the form.
                event.preventDefault();
                add(typed);
              } else if (event.key === 'Backspace' && typed === '' && values.length > 0) {
                onChange(values.slice(0, -1));
              }
            }}
            onBlur={() => add(typed)}
          />
          <datalist id={list}>
            {suggestions
              .filter((suggestion) => !values.includes(read(suggestion)))
              .map((suggestion) => (
                <option key={suggestion} value={suggestion} />
              ))}
          </datalist>
        </>
      )}
    </Field>
  );
}
