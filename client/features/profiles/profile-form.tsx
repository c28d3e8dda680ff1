import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { getSession } from '../../../shared/contracts/accounts.ts';
import { getProfile, type ProfileFields, updateMyProfile } from '../../../shared/contracts/profiles.ts';
import { keyOf } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { languageName } from '../../i18n/format.ts';
import { t } from '../../i18n/messages.ts';
import { tProfiles } from '../../i18n/profiles.ts';
import { Button } from '../../ui/button.tsx';
import { WordList } from '../../ui/choices.tsx';
import { errorUnder, fieldsOf, formProblem } from '../../ui/explain.ts';
import { Problem } from '../../ui/feedback.tsx';
import { Checkbox, TextField } from '../../ui/field.tsx';
import { Form, Row, Sheet } from '../../ui/page.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useSignedIn } from '../accounts/use-me.ts';
import { languageTag, SUGGESTED_LANGUAGES } from './languages.ts';
import { profilePath } from './person.tsx';
import { AboutFields, GrowthFields, SubjectFields } from './teaching-fields.tsx';

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
  const form = { fields, set, errors };
  return (
    <Form error={save.error} onSubmit={() => save.mutate({ body: fields })}>
      <Sheet>
        <AboutFields {...form} />
        <GrowthFields {...form} />
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
        <SubjectFields {...form} />
        <WordList
          label={tProfiles.languages}
          hint={tProfiles.languagesHint}
          values={fields.languages}
          onChange={(languages) => set({ languages })}
          error={errorUnder(errors, 'languages')}
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
