import { useState } from 'react';
import { useNavigate } from 'react-router';
import { offerPair } from '../../../shared/contracts/mentoring.ts';
import type { Profile } from '../../../shared/contracts/profiles.ts';
import { CADENCES, type Cadence } from '../../../shared/vocabulary.ts';
import { useCall } from '../../api/use-call.ts';
import { tMentoring } from '../../i18n/mentoring.ts';
import { t } from '../../i18n/messages.ts';
import { Button } from '../../ui/button.tsx';
import { OneOf } from '../../ui/choices.tsx';
import { fieldsOf, formProblem } from '../../ui/explain.ts';
import { Problem } from '../../ui/feedback.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { Form, Row, Sheet } from '../../ui/page.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useKeptText } from '../../ui/use-kept-text.ts';
import { useSignedIn } from '../accounts/use-me.ts';
import { weeksFrom } from './pairs.ts';
import { usePutPair } from './use-pair.ts';

/** Long enough to see a change, short enough to say yes to. */
const USUAL_WEEKS = 10;

export function OfferForm({ partner }: { partner: Profile }) {
  const me = useSignedIn();
  const navigate = useNavigate();
  const toast = useToast();
  const putPair = usePutPair();
  const [myGoals, setMyGoals] = useKeptText(`offer-mine:${me.id}:${partner.id}`);
  const [partnerGoals, setPartnerGoals] = useKeptText(`offer-theirs:${me.id}:${partner.id}`);
  const [note, setNote] = useKeptText(`offer-note:${me.id}:${partner.id}`);
  const [cadence, setCadence] = useState<Cadence>('fortnightly');
  const [endsOn, setEndsOn] = useState(() => weeksFrom(new Date(), USUAL_WEEKS));
  const offer = useCall(offerPair, {
    onSuccess: (pair) => {
      for (const clear of [setMyGoals, setPartnerGoals, setNote]) clear('');
      putPair(pair);
      toast(tMentoring.sent(partner.displayName));
      navigate(`/mentoring/${pair.id}`, { replace: true });
    },
  });
  const errors = fieldsOf(offer.error);
  const name = partner.displayName;
  return (
    <Form
      error={offer.error}
      onSubmit={() => offer.mutate({ body: { partner: partner.handle, myGoals, partnerGoals, cadence, endsOn, note } })}
    >
      <Sheet>
        <TextArea
          label={tMentoring.myGoals}
          hint={tMentoring.myGoalsHint(name)}
          value={myGoals}
          onChange={setMyGoals}
          error={errors.myGoals}
          maxLength={1000}
          required
        />
        <TextArea
          label={tMentoring.partnerGoals(name)}
          hint={tMentoring.partnerGoalsHint}
          value={partnerGoals}
          onChange={setPartnerGoals}
          error={errors.partnerGoals}
          maxLength={1000}
          required
        />
      </Sheet>
      <Sheet>
        <OneOf
          legend={tMentoring.cadence}
          value={cadence}
          onChange={setCadence}
          options={CADENCES.map((value) => ({ value, label: t.words.cadences[value] }))}
        />
        <TextField
          label={tMentoring.endsOn}
          hint={tMentoring.endsOnHint}
          type="date"
          min={weeksFrom(new Date(), 0)}
          value={endsOn}
          onChange={setEndsOn}
          error={errors.endsOn}
          required
        />
        <TextArea
          label={tMentoring.note}
          value={note}
          onChange={setNote}
          error={errors.note}
          maxLength={1000}
          optional
        />
      </Sheet>
      <Problem error={formProblem(offer.error, ['myGoals', 'partnerGoals', 'endsOn', 'note'])} />
      <Row>
        <Button type="submit" look="primary" icon="pair" busy={offer.isPending}>
          {tMentoring.send}
        </Button>
        <Button look="quiet" onClick={() => navigate(-1)}>
          {t.form.cancel}
        </Button>
      </Row>
    </Form>
  );
}
