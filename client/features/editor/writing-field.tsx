import { useRef } from 'react';
import fieldCss from '../../ui/field.module.css';
import { Field } from '../../ui/field.tsx';
import { WritingArea } from './writing-area.tsx';

/** A text area with its label and error, where names and hashtags are completed. */
export function WritingField({
  label,
  hint,
  error,
  value,
  onChange,
  maxLength,
  autoFocus = false,
}: {
  label: string;
  hint?: string;
  error?: string | undefined;
  value: string;
  onChange: (value: string) => void;
  maxLength: number;
  autoFocus?: boolean;
}) {
  const area = useRef<HTMLTextAreaElement>(null);
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => (
        <WritingArea
          {...wiring}
          area={area}
          className={fieldCss.control}
          value={value}
          onChange={onChange}
          maxLength={maxLength}
          autoFocus={autoFocus}
        />
      )}
    </Field>
  );
}
