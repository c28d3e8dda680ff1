import { useNavigate } from 'react-router';
import { counterPair, type Pair } from '../../../shared/contracts/mentoring.ts';
import { useCall } from '../../api/use-call.ts';
import { tMentoring } from '../../i18n/mentoring.ts';
import { t } from '../../i18n/messages.ts';
import { Button } from '../../ui/button.tsx';
import { fieldsOf, formProblem } from '../../ui/explain.ts';
import { Problem } from '../../ui/feedback.tsx';
import { Form, Row, Soft } from '../../ui/page.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useFocusOnOpen } from '../../ui/use-focus-on-open.ts';
import { termsOf } from './terms.ts';
import { TermsChanges } from './terms-changes.tsx';
import { SHOWN_BESIDE, TermsFields } from './terms-fields.tsx';
import { usePutPair } from './use-pair.ts';
import { useTerms } from './use-terms.ts';

/** An answer to an offer: the same terms to begin with, changed as it suits me. */
export function CounterForm({ pair, onClose }: { pair: Pair; onClose: () => void }) {
  const heading = useFocusOnOpen<HTMLHeadingElement>();
  const navigate = useNavigate();
  const toast = useToast();
  const putPair = usePutPair();
  const name = pair.partner.displayName;
  const offered = { ...termsOf(pair), note: '' };
  const form = useTerms(`counter-${pair.id}`, offered);
  const counter = useCall(counterPair, {
    onSuccess: (newer) => {
      form.forget();
      putPair(newer, pair.id);
      toast(tMentoring.counterSent(name));
      navigate(`/mentoring/${newer.id}`, { replace: true });
    },
  });
  return (
    <Form error={counter.error} onSubmit={() => counter.mutate({ params: { id: pair.id }, body: form.terms })}>
      <div>
        <h3 ref={heading} tabIndex={-1}>
          {tMentoring.counter}
        </h3>
        <Soft>{tMentoring.counterLead(name)}</Soft>
      </div>
      <TermsFields flat form={form} name={name} errors={fieldsOf(counter.error)} />
      <TermsChanges before={offered} after={form.terms} name={name} />
      <Problem error={formProblem(counter.error, SHOWN_BESIDE)} />
      <Row>
        <Button type="submit" look="primary" icon="swap" busy={counter.isPending}>
          {tMentoring.counterSend}
        </Button>
        <Button look="quiet" onClick={onClose}>
          {t.form.cancel}
        </Button>
      </Row>
    </Form>
  );
}
