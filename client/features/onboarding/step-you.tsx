import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { getSession } from '../../../shared/contracts/accounts.ts';
import { type ImportedProfile, listSuggestions } from '../../../shared/contracts/onboarding.ts';
import { getMyProfile, getProfile, type ProfileFields, updateMyProfile } from '../../../shared/contracts/profiles.ts';
import { GRADE_LEVELS } from '../../../shared/vocabulary.ts';
import { keyOf, read } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { tOnboarding } from '../../i18n/onboarding.ts';
import { Button } from '../../ui/button.tsx';
import { fieldsOf, formProblem } from '../../ui/explain.ts';
import { Problem, Skeleton } from '../../ui/feedback.tsx';
import { Form, Row, Sheet } from '../../ui/page.tsx';
import { AboutFields, GrowthFields, SubjectFields } from '../profiles/teaching-fields.tsx';
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
  const form = { fields, set, errors };
  const take = (found: ImportedProfile) => {
    setImported(true);
    set(merged(fields, found));
  };
  return (
    <>
      <ProfileImport onFound={take} />
      <Form error={save.error} onSubmit={() => save.mutate({ body: fields })}>
        <Sheet>
          {imported && <AboutFields {...form} />}
          <SubjectFields {...form} />
          <GrowthFields {...form} />
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
