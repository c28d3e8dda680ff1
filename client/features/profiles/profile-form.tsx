import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { getSession } from '../../../shared/contracts/accounts.ts';
import { getProfile, type ProfileFields, updateMyProfile } from '../../../shared/contracts/profiles.ts';
import { GRADE_LEVELS } from '../../../shared/vocabulary.ts';
import { keyOf } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { tAccounts } from '../../i18n/accounts.ts';
import { languageName } from '../../i18n/format.ts';
import { t } from '../../i18n/messages.ts';
import { tProfiles } from '../../i18n/profiles.ts';
import { SUGGESTED_SUBJECTS, subjectName, subjectOf } from '../../i18n/subjects.ts';
import { Button } from '../../ui/button.tsx';
import { AnyOf, WordList } from '../../ui/choices.tsx';
import { fieldsOf, formProblem } from '../../ui/explain.ts';
import { Problem } from '../../ui/feedback.tsx';
import { Checkbox, TextArea, TextField } from '../../ui/field.tsx';
import { Form, Row, Sheet } from '../../ui/page.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useSignedIn } from '../accounts/use-me.ts';
import { languageTag, SUGGESTED_LANGUAGES } from './languages.ts';
import { profilePath } from './person.tsx';

export function ProfileForm({ initial }: { initial: ProfileFields }) {
  const me = useSignedIn();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  const [fields, setFields] = useState(initial);
  const set = (change: Partial<ProfileFields>) => setFields({ ...fields, ...change });
  const save = useCall(updateMyProfile, {
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: keyOf(getProfile) });
      void queryClient.invalidateQueries({ queryKey: keyOf(getSession) });
      toast(tProfiles.saved);
      navigate(profilePath(me.handle));
    },
  });
  const errors = fieldsOf(save.error);
  const errorOf = (name: string) => Object.entries(errors).find(([path]) => path.split('.')[0] === name)?.[1];
  return (
    <Form error={save.error} onSubmit={() => save.mutate({ body: fields })}>
      <Sheet>
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
      </Sheet>
      <Sheet>
        <TextField
          label={tProfiles.school}
          hint={tProfiles.schoolHint}
          value={fields.school}
          onChange={(school) => set({ school })}
          error={errors.school}
          maxLength={120}
          autoComplete="organization"
          optional
        />
        <WordList
          label={tProfiles.subjects}
          values={fields.subjects}
          onChange={(subjects) => set({ subjects })}
          error={errorOf('subjects')}
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
        <WordList
          label={tProfiles.languages}
          hint={tProfiles.languagesHint}
          values={fields.languages}
          onChange={(languages) => set({ languages })}
          error={errorOf('languages')}
          suggestions={SUGGESTED_LANGUAGES.map(languageName)}
          show={languageName}
          read={languageTag}
          limit={12}
        />
      </Sheet>
      <Sheet>
        <Checkbox
          label={tProfiles.approves}
          hint={tProfiles.approvesHint}
          checked={fields.approvesFollowers}
          onChange={(approvesFollowers) => set({ approvesFollowers })}
        />
        <Checkbox
          label={tProfiles.shows}
          hint={tProfiles.showsHint}
          checked={fields.showsConnections}
          onChange={(showsConnections) => set({ showsConnections })}
        />
        <Checkbox
          label={tProfiles.discoverable}
          hint={tProfiles.discoverableHint}
          checked={fields.discoverable}
          onChange={(discoverable) => set({ discoverable })}
        />
        <Checkbox
          label={tProfiles.indexable}
          hint={tProfiles.indexableHint}
          checked={fields.indexable}
          onChange={(indexable) => set({ indexable })}
        />
      </Sheet>
      <Problem error={formProblem(save.error, Object.keys(fields))} />
      <Row>
        <Button type="submit" look="primary" busy={save.isPending}>
          {t.form.save}
        </Button>
        <Button look="quiet" onClick={() => navigate(-1)}>
          {t.form.cancel}
        </Button>
      </Row>
    </Form>
  );
}
