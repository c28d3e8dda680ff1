import { useRef } from 'react';
import fieldCss from '../../ui/field.module.css';
import { Field } from '../../ui/field.tsx';
import { StudentHintList } from './student-hint-list.tsx';
import { useStudentHints } from './use-student-hints.ts';
import { WritingArea } from './writing-area.tsx';

/** A text area for everyone to read, with its label and error: names and hashtags are completed, and there are hints about students. */
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
  const hints = useStudentHints(value);
  return (
    <>
      <Field label={label} hint={hint} error={error}>
        {(wiring) => (
          <WritingArea
            {...wiring}
            area={area}
            className={fieldCss.control}
            value={value}
            onChange={onChange}
            marks={hints.findings}
            maxLength={maxLength}
            autoFocus={autoFocus}
          />
        )}
      </Field>
      <StudentHintList hints={hints} area={area} onChange={onChange} />
    </>
  );
}
