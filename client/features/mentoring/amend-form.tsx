import { amendPair, type Pair } from '../../../shared/contracts/mentoring.ts';
import { useCall } from '../../api/use-call.ts';
import { tMentoring } from '../../i18n/mentoring.ts';
import { t } from '../../i18n/messages.ts';
import { Button } from '../../ui/button.tsx';
import { fieldsOf, formProblem } from '../../ui/explain.ts';
import { Problem } from '../../ui/feedback.tsx';
import { Form, Row, Soft } from '../../ui/page.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useFocusOnOpen } from '../../ui/use-focus-on-open.ts';
import { changedTerms, termsOf } from './terms.ts';
import { TermsChanges } from './terms-changes.tsx';
import { SHOWN_BESIDE, TermsFields } from './terms-fields.tsx';
import { usePutPair } from './use-pair.ts';
import { useTerms } from './use-terms.ts';

/** A change of the agreement, written over the present one, with what would be different under it. */
export function AmendForm({ pair, onClose }: { pair: Pair; onClose: () => void }) {
  const heading = useFocusOnOpen<HTMLHeadingElement>();
  const toast = useToast();
  const putPair = usePutPair();
  const name = pair.partner.displayName;
  const agreed = { ...termsOf(pair), note: '' };
  const form = useTerms(`amend-${pair.id}`, agreed);
  const changes = changedTerms(agreed, form.terms);
  const amend = useCall(amendPair, {
    onSuccess: (changed) => {
      form.forget();
      putPair(changed);
      toast(tMentoring.amendSent(name));
      onClose();
    },
  });
  return (
    <Form error={amend.error} onSubmit={() => amend.mutate({ params: { id: pair.id }, body: form.terms })}>
      <div>
        <h3 ref={heading} tabIndex={-1}>
          {tMentoring.amend}
        </h3>
        <Soft>{tMentoring.amendLead(name)}</Soft>
      </div>
      <TermsFields flat form={form} name={name} errors={fieldsOf(amend.error)} />
      <section aria-label={tMentoring.changes}>
        {changes.length === 0 ? (
          <Soft>{tMentoring.amendNothing}</Soft>
        ) : (
          <TermsChanges before={agreed} after={form.terms} name={name} />
        )}
      </section>
      <Problem error={formProblem(amend.error, SHOWN_BESIDE)} />
      <Row>
        {changes.length > 0 && (
          <Button type="submit" look="primary" busy={amend.isPending}>
            {tMentoring.amendSend}
          </Button>
        )}
        <Button look="quiet" onClick={onClose}>
          {t.form.cancel}
        </Button>
      </Row>
    </Form>
  );
}
