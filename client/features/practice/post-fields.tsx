import type { DraftFields } from '../../../shared/contracts/practice.ts';
import { GRADE_LEVELS, LICENCE_IDS, SUBJECTS } from '../../../shared/vocabulary.ts';
import { t } from '../../i18n/messages.ts';
import { tPractice } from '../../i18n/practice.ts';
import { WordList } from '../../ui/choices.tsx';
import { Select, TextArea, TextField } from '../../ui/field.tsx';
import { Sheet } from '../../ui/page.tsx';
import { toTag } from './draft-fields.ts';
import css from './editor.module.css';
import { MarkdownField } from './markdown-field.tsx';

/** Everything a teacher writes of a post; the same for a draft and for an edit. */
export function PostFieldsForm({
  fields,
  onChange,
  errors,
}: {
  fields: DraftFields;
  onChange: (change: Partial<DraftFields>) => void;
  errors: Readonly<Record<string, string>>;
}) {
  const tagError = Object.entries(errors).find(([path]) => path.startsWith('tags'))?.[1];
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
      <Sheet>
        <div className={css.pairOfFields}>
          <TextField
            label={tPractice.subject}
            value={fields.subject}
            onChange={(subject) => onChange({ subject })}
            error={errors.subject}
            placeholder={tPractice.noSubject}
            list="subjects"
            maxLength={60}
            optional
          />
          <datalist id="subjects">
            {SUBJECTS.map((subject) => (
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
          error={tagError}
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
      </Sheet>
    </>
  );
}
