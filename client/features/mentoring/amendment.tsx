import { useState } from 'react';
import {
  type Amendment,
  acceptAmendment,
  declineAmendment,
  type Pair,
  withdrawAmendment,
} from '../../../shared/contracts/mentoring.ts';
import { useCall } from '../../api/use-call.ts';
import { tMentoring } from '../../i18n/mentoring.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Problem } from '../../ui/feedback.tsx';
import { TextArea } from '../../ui/field.tsx';
import { useToast } from '../../ui/toast.tsx';
import css from './mentoring.module.css';
import { TermsChanges } from './terms-changes.tsx';
import { usePutPair } from './use-pair.ts';

/** The change that waits for an answer: what would be different, and the steps that the reader may take. */
export function WaitingAmendment({ pair, amendment }: { pair: Pair; amendment: Amendment }) {
  const [declining, setDeclining] = useState(false);
  const [reason, setReason] = useState('');
  const toast = useToast();
  const putPair = usePutPair();
  const done = (words: string) => (changed: Pair) => {
    setDeclining(false);
    putPair(changed);
    toast(words);
  };
  const accept = useCall(acceptAmendment, { onSuccess: done(tMentoring.amendmentAccepted) });
  const decline = useCall(declineAmendment, { onSuccess: done(tMentoring.amendmentDeclined) });
  const withdraw = useCall(withdrawAmendment, { onSuccess: done(tMentoring.amendmentWithdrawn) });
  const params = { id: amendment.id };
  const name = pair.partner.displayName;
  const { may } = amendment;
  return (
    <section className={css.waiting} aria-labelledby="amendment">
      <h3 id="amendment">
        {amendment.proposedByMe ? tMentoring.amendmentMine(name) : tMentoring.amendmentTheirs(name)}
      </h3>
      <TermsChanges before={pair} after={amendment.terms} name={name} />
      {amendment.terms.note !== '' && <p className={css.letter}>{amendment.terms.note}</p>}
      <Problem error={accept.error ?? withdraw.error} />
      <div className={css.actions}>
        {may.accept && (
          <Button small look="primary" icon="check" busy={accept.isPending} onClick={() => accept.mutate({ params })}>
            {tMentoring.amendmentAccept}
          </Button>
        )}
        {may.decline && (
          <Button small onClick={() => setDeclining(true)}>
            {tMentoring.amendmentDecline}
          </Button>
        )}
        {may.withdraw && (
          <Button small busy={withdraw.isPending} onClick={() => withdraw.mutate({ params })}>
            {tMentoring.amendmentWithdraw}
          </Button>
        )}
      </div>
      {declining && (
        <Dialog
          title={tMentoring.amendmentDeclineTitle}
          confirm={tMentoring.amendmentDecline}
          busy={decline.isPending}
          error={decline.error}
          onClose={() => setDeclining(false)}
          onConfirm={() => decline.mutate({ params, body: { reason } })}
        >
          <TextArea
            label={tMentoring.declineReason}
            hint={tMentoring.declineReasonHint(name)}
            value={reason}
            onChange={setReason}
            maxLength={1000}
            optional
          />
        </Dialog>
      )}
    </section>
  );
}
