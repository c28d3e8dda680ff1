import { useQueryClient } from '@tanstack/react-query';
import {
  getMentoringChoices,
  listMyIntroductions,
  listPartners,
  type MentoringChoices,
  updateMentoringChoices,
} from '../../../shared/contracts/partners.ts';
import { getProfile, type ProfileFields } from '../../../shared/contracts/profiles.ts';
import { CADENCES, CAPACITY, type Cadence } from '../../../shared/vocabulary.ts';
import { keyOf } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { t } from '../../i18n/messages.ts';
import { tPartners } from '../../i18n/partners.ts';
import { Button } from '../../ui/button.tsx';
import { OneOf } from '../../ui/choices.tsx';
import { errorUnder, fieldsOf, formProblem } from '../../ui/explain.ts';
import { Problem } from '../../ui/feedback.tsx';
import { Checkbox } from '../../ui/field.tsx';
import { Form, Row, Sheet } from '../../ui/page.tsx';
import { useToast } from '../../ui/toast.tsx';
import { InventoryField } from './inventory-field.tsx';
import type { useChoices } from './use-choices.ts';

const ANY = 'any';
const ROOMS = Array.from({ length: CAPACITY.max - CAPACITY.min + 1 }, (_, n) => String(CAPACITY.min + n));

/** What I bring, what I look for, and how much room I have: short, and the only place where it is asked. */
export function ChoicesForm({
  choices: { fields, set },
  profile,
  onDone,
}: {
  choices: ReturnType<typeof useChoices>;
  profile: Pick<ProfileFields, 'helpWith' | 'growIn'> | undefined;
  /** Saved, or given up. */
  onDone: () => void;
}) {
  const queryClient = useQueryClient();
  const toast = useToast();
  const save = useCall(updateMentoringChoices, {
    onSuccess: (saved) => {
      queryClient.setQueryData(keyOf(getMentoringChoices), saved);
      for (const endpoint of [getMentoringChoices, listPartners, listMyIntroductions, getProfile]) {
        void queryClient.invalidateQueries({ queryKey: keyOf(endpoint) });
      }
      toast(tPartners.saved);
      onDone();
    },
  });
  const errors = fieldsOf(save.error);
  return (
    <Form error={save.error} onSubmit={() => save.mutate({ body: bodyOf(fields) })}>
      <Sheet>
        <InventoryField
          label={tPartners.strengths}
          hint={tPartners.strengthsHint}
          values={fields.strengths}
          onChange={(strengths) => set({ strengths })}
          error={errorUnder(errors, 'strengths')}
          sentence={profile?.helpWith ?? ''}
        />
        <InventoryField
          label={tPartners.growth}
          hint={tPartners.growthHint}
          values={fields.growth}
          onChange={(growth) => set({ growth })}
          error={errorUnder(errors, 'growth')}
          sentence={profile?.growIn ?? ''}
        />
        <OneOf<Cadence | typeof ANY>
          legend={tPartners.cadence}
          value={fields.cadence ?? ANY}
          onChange={(cadence) => set({ cadence: cadence === ANY ? null : cadence })}
          options={[
            { value: ANY, label: tPartners.anyCadence },
            ...CADENCES.map((value) => ({ value, label: t.words.cadences[value] })),
          ]}
        />
        <OneOf
          legend={tPartners.capacity}
          hint={tPartners.capacityHint}
          value={String(fields.capacity)}
          onChange={(capacity) => set({ capacity: Number(capacity) })}
          options={ROOMS.map((value) => ({ value, label: value }))}
        />
        <Checkbox
          label={tPartners.outside}
          hint={tPartners.outsideHint}
          checked={fields.outside}
          onChange={(outside) => set({ outside })}
        />
        <Checkbox
          label={tPartners.open}
          hint={tPartners.openHint}
          checked={fields.open}
          onChange={(open) => set({ open })}
        />
        <Problem error={formProblem(save.error, ['strengths', 'growth'])} />
        <Row>
          <Button type="submit" look="primary" busy={save.isPending}>
            {tPartners.save}
          </Button>
          <Button look="quiet" onClick={onDone}>
            {t.form.cancel}
          </Button>
        </Row>
      </Sheet>
    </Form>
  );
}

/** What came from the server has more in it than goes back. */
function bodyOf({ strengths, growth, open, cadence, outside, capacity }: MentoringChoices): MentoringChoices {
  return { strengths, growth, open, cadence, outside, capacity };
}
