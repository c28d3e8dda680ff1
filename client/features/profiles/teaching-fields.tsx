import type { ProfileFields } from '../../../shared/contracts/profiles.ts';
import { GRADE_LEVELS } from '../../../shared/vocabulary.ts';
import { tAccounts } from '../../i18n/accounts.ts';
import { t } from '../../i18n/messages.ts';
import { tProfiles } from '../../i18n/profiles.ts';
import { SUGGESTED_SUBJECTS, subjectName, subjectOf } from '../../i18n/subjects.ts';
import { AnyOf, WordList } from '../../ui/choices.tsx';
import { errorUnder } from '../../ui/explain.ts';
import { TextArea, TextField } from '../../ui/field.tsx';

interface Props {
  fields: ProfileFields;
  set: (change: Partial<ProfileFields>) => void;
  errors: Readonly<Record<string, string>>;
}

/** Who somebody is: the name colleagues know, and a few words. */
export function AboutFields({ fields, set, errors }: Props) {
  return (
    <>
      <TextField
        label={tAccounts.displayName}
        value={fields.displayName}
        onChange={(displayName) => set({ displayName })}
        error={errors.displayName}
        maxLength={80}
        autoComplete="name"
        required
      />
      <TextArea
        label={tProfiles.bio}
        hint={tProfiles.bioHint}
        value={fields.bio}
        onChange={(bio) => set({ bio })}
        error={errors.bio}
        maxLength={2000}
        optional
      />
    </>
  );
}

/** What they teach, and whom. */
export function SubjectFields({ fields, set, errors }: Props) {
  return (
    <>
      <WordList
        label={tProfiles.subjects}
        values={fields.subjects}
        onChange={(subjects) => set({ subjects })}
        error={errorUnder(errors, 'subjects')}
        suggestions={SUGGESTED_SUBJECTS}
        show={subjectName}
        read={subjectOf}
        limit={12}
      />
      <AnyOf
        legend={tProfiles.gradeLevels}
        options={GRADE_LEVELS.map((value) => ({ value, label: t.words.gradeLevels[value] }))}
        values={fields.gradeLevels}
        onChange={(gradeLevels) => set({ gradeLevels })}
      />
    </>
  );
}

/** What others come to them for, and what they come to others for. */
export function GrowthFields({ fields, set, errors }: Props) {
  return (
    <>
      <TextArea
        label={tProfiles.helpWith}
        hint={tProfiles.helpWithHint}
        value={fields.helpWith}
        onChange={(helpWith) => set({ helpWith })}
        error={errors.helpWith}
        maxLength={500}
        optional
      />
      <TextArea
        label={tProfiles.growIn}
        hint={tProfiles.growInHint}
        value={fields.growIn}
        onChange={(growIn) => set({ growIn })}
        error={errors.growIn}
        maxLength={500}
        optional
      />
    </>
  );
}
