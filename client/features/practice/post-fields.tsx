import type { ReactNode } from 'react';
import type { DraftFields } from '../../../shared/contracts/practice.ts';
import { GRADE_LEVELS, LICENCE_IDS } from '../../../shared/vocabulary.ts';
import { languageName } from '../../i18n/format.ts';
import { t } from '../../i18n/messages.ts';
import { tPractice } from '../../i18n/practice.ts';
import { SUGGESTED_SUBJECTS, subjectName, subjectOf } from '../../i18n/subjects.ts';
import { WordList } from '../../ui/choices.tsx';
import { errorUnder } from '../../ui/explain.ts';
import { Select, TextArea, TextField } from '../../ui/field.tsx';
import { Sheet } from '../../ui/page.tsx';
import { MarkdownField } from '../editor/markdown-field.tsx';
import type { StudentHints } from '../editor/use-student-hints.ts';
import { FileList } from '../media/file-list.tsx';
import type { Uploads } from '../media/use-uploads.ts';
import { SUGGESTED_LANGUAGES } from '../profiles/languages.ts';
import { toTag } from './draft-fields.ts';
import css from './editor.module.css';

/** Everything a teacher writes of a post; the same for a draft and for an edit. */
export function PostFieldsForm({
  fields,
  onChange,
  errors,
  uploads,
  hints,
  poll,
  complain,
}: {
  fields: DraftFields;
  onChange: (change: Partial<DraftFields>) => void;
  errors: Readonly<Record<string, string>>;
  uploads: Uploads;
  hints: StudentHints;
  poll: ReactNode;
  /** Somebody wants to publish: say what is missing. */
  complain: boolean;
}) {
  return (
    <>
      <TextField
        label={tPractice.title}
        placeholder={tPractice.titlePlaceholder}
        value={fields.title}
        onChange={(title) => onChange({ title })}
        error={errors.title}
        maxLength={200}
        required
      />
      <MarkdownField
        label={tPractice.body}
        hint={tPractice.bodyHint}
        value={fields.markdown}
        onChange={(markdown) => onChange({ markdown })}
        error={errors.markdown}
        uploads={uploads}
        hints={hints}
        complain={complain}
      />
      <FileList
        ids={fields.attachments}
        uploads={uploads}
        onRemove={(id) => onChange({ attachments: fields.attachments.filter((other) => other !== id) })}
      />
      <div className={css.focus}>
        <TextArea
          label={tPractice.focus}
          hint={tPractice.focusHint}
          placeholder={tPractice.focusPlaceholder}
          value={fields.focusQuestion}
          onChange={(focusQuestion) => onChange({ focusQuestion })}
          error={errors.focusQuestion}
          maxLength={500}
          optional
        />
      </div>
      {poll}
      <Sheet>
        <div className={css.pairOfFields}>
          <TextField
            label={tPractice.subject}
            value={subjectName(fields.subject)}
            onChange={(typed) => onChange({ subject: subjectOf(typed) })}
            error={errors.subject}
            placeholder={tPractice.noSubject}
            list="subjects"
            maxLength={60}
            optional
          />
          <datalist id="subjects">
            {SUGGESTED_SUBJECTS.map((subject) => (
              <option key={subject} value={subject} />
            ))}
          </datalist>
          <Select
            label={tPractice.gradeLevel}
            optional
            value={fields.gradeLevel ?? ''}
            onChange={(level) => onChange({ gradeLevel: level === '' ? null : level })}
            options={[
              ['', tPractice.noGrade] as const,
              ...GRADE_LEVELS.map((level) => [level, t.words.gradeLevels[level]] as const),
            ]}
          />
        </div>
        <WordList
          label={tPractice.tags}
          hint={tPractice.tagsHint}
          error={errorUnder(errors, 'tags')}
          values={fields.tags}
          onChange={(tags) => onChange({ tags })}
          show={(tag) => `#${tag}`}
          read={toTag}
          limit={10}
        />
        <Select
          label={tPractice.licence}
          hint={tPractice.licenceHint}
          value={fields.licence}
          onChange={(licence) => onChange({ licence })}
          options={LICENCE_IDS.map((id) => [id, t.words.licences[id]] as const)}
        />
        <Select
          label={tPractice.language}
          hint={tPractice.languageHint}
          error={errors.language}
          value={fields.language ?? ''}
          onChange={(language) => onChange({ language: language === '' ? null : language })}
          options={languageOptions(fields.language)}
        />
      </Sheet>
    </>
  );
}

/** By name, with the one that is chosen even when nobody suggests it. */
function languageOptions(chosen: string | null): (readonly [string, string])[] {
  const tags = new Set([...SUGGESTED_LANGUAGES, ...(chosen === null ? [] : [chosen])]);
  const named = [...tags].map((tag) => [tag, languageName(tag)] as const);
  return [['', tPractice.languageUnsaid], ...named.sort(([, a], [, b]) => a.localeCompare(b, t.language))];
}
