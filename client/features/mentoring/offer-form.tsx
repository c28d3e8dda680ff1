import { useNavigate } from 'react-router';
import { offerPair } from '../../../shared/contracts/mentoring.ts';
import type { Profile } from '../../../shared/contracts/profiles.ts';
import { useCall } from '../../api/use-call.ts';
import { tMentoring } from '../../i18n/mentoring.ts';
import { t } from '../../i18n/messages.ts';
import { Button } from '../../ui/button.tsx';
import { fieldsOf, formProblem } from '../../ui/explain.ts';
import { Problem } from '../../ui/feedback.tsx';
import { Form, Row } from '../../ui/page.tsx';
import { useToast } from '../../ui/toast.tsx';
import { weeksFrom } from './pairs.ts';
import { SHOWN_BESIDE, TermsFields } from './terms-fields.tsx';
import { usePutPair } from './use-pair.ts';
import { useTerms } from './use-terms.ts';

/** Long enough to see a change, short enough to say yes to. */
const USUAL_WEEKS = 10;

/** An offer; to somebody whose server does not know pairs, the private note that invites them. */
export function OfferForm({ partner }: { partner: Profile }) {
  const navigate = useNavigate();
  const toast = useToast();
  const putPair = usePutPair();
  const name = partner.displayName;
  const form = useTerms(`offer-${partner.id}`, {
    myGoals: '',
    partnerGoals: '',
    cadence: 'fortnightly',
    endsOn: weeksFrom(new Date(), USUAL_WEEKS),
    protocol: '',
    confidentiality: 'ask-first',
    note: '',
  });
  const offer = useCall(offerPair, {
    onSuccess: (pair) => {
      form.forget();
      putPair(pair);
      toast(pair.state === 'invited' ? tMentoring.invitationSent(name) : tMentoring.sent(name));
      navigate(`/mentoring/${pair.id}`, { replace: true });
    },
  });
  return (
    <Form error={offer.error} onSubmit={() => offer.mutate({ body: { partner: partner.handle, ...form.terms } })}>
      <TermsFields form={form} name={name} errors={fieldsOf(offer.error)} />
      <Problem error={formProblem(offer.error, SHOWN_BESIDE)} />
      <Row>
        <Button type="submit" look="primary" icon="pair" busy={offer.isPending}>
          {partner.understandsPairs ? tMentoring.send : tMentoring.sendInvitation}
        </Button>
        <Button look="quiet" onClick={() => navigate(-1)}>
          {t.form.cancel}
        </Button>
      </Row>
    </Form>
  );
}
