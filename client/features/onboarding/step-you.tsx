import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { getSession } from '../../../shared/contracts/accounts.ts';
import { type ImportedProfile, listSuggestions } from '../../../shared/contracts/onboarding.ts';
import { getMyProfile, getProfile, type ProfileFields, updateMyProfile } from '../../../shared/contracts/profiles.ts';
import { GRADE_LEVELS } from '../../../shared/vocabulary.ts';
import { keyOf, read } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { tAccounts } from '../../i18n/accounts.ts';
import { t } from '../../i18n/messages.ts';
import { tOnboarding } from '../../i18n/onboarding.ts';
import { tProfiles } from '../../i18n/profiles.ts';
import { SUGGESTED_SUBJECTS, subjectName, subjectOf } from '../../i18n/subjects.ts';
import { Button } from '../../ui/button.tsx';
import { AnyOf, WordList } from '../../ui/choices.tsx';
import { fieldsOf, formProblem } from '../../ui/explain.ts';
import { Problem, Skeleton } from '../../ui/feedback.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { Form, Row, Sheet } from '../../ui/page.tsx';
import { ProfileImport } from './profile-import.tsx';

interface Props {
  onDone: () => void;
  onSkip: () => void;
}

export function StepYou(props: Props) {
  const profile = useQuery({ ...read(getMyProfile, {}), staleTime: Number.POSITIVE_INFINITY, gcTime: 0 });
  if (profile.data !== undefined) return <YouForm initial={profile.data} {...props} />;
  return profile.isPending ? <Skeleton /> : <Problem error={profile.error} retry={profile.refetch} />;
}

function YouForm({ initial, onDone, onSkip }: Props & { initial: ProfileFields }) {
  const queryClient = useQueryClient();
  const [fields, setFields] = useState(initial);
  const [imported, setImported] = useState(false);
  const set = (change: Partial<ProfileFields>) => setFields({ ...fields, ...change });
  const save = useCall(updateMyProfile, {
    onSuccess: () => {
      for (const endpoint of [getProfile, getSession, listSuggestions]) {
        void queryClient.invalidateQueries({ queryKey: keyOf(endpoint) });
      }
      onDone();
    },
  });
  const errors = fieldsOf(save.error);
  const errorOf = (name: string) => Object.entries(errors).find(([path]) => path.split('.')[0] === name)?.[1];
  const take = (found: ImportedProfile) => {
    setImported(true);
    set(merged(fields, found));
  };
  return (
    <>
      <ProfileImport onFound={take} />
      <Form error={save.error} onSubmit={() => save.mutate({ body: fields })}>
        <Sheet>
          {imported && (
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
          )}
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
        <Problem error={formProblem(save.error, Object.keys(fields))} />
        <Row>
          <Button type="submit" look="primary" busy={save.isPending}>
            {tOnboarding.next}
          </Button>
          <Button look="quiet" onClick={onSkip}>
            {tOnboarding.skip}
          </Button>
        </Row>
      </Form>
    </>
  );
}

/** What was found elsewhere, where it says something; what was typed here stays where it does not. */
function merged(mine: ProfileFields, found: ImportedProfile): Partial<ProfileFields> {
  const both = (a: readonly string[], b: readonly string[]) => [...new Set([...a, ...b])].slice(0, 12);
  return {
    displayName: found.displayName || mine.displayName,
    bio: found.bio || mine.bio,
    school: found.school || mine.school,
    helpWith: found.helpWith || mine.helpWith,
    growIn: found.growIn || mine.growIn,
    subjects: both(mine.subjects, found.subjects),
    gradeLevels: GRADE_LEVELS.filter((level) => mine.gradeLevels.includes(level) || found.gradeLevels.includes(level)),
    languages: both(mine.languages, found.languages),
  };
}
