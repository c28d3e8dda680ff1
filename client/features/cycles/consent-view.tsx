import { useState } from 'react';
import { answerConsent, type Consent } from '../../../shared/contracts/cycles.ts';
import { useCall } from '../../api/use-call.ts';
import { tCycles } from '../../i18n/cycles.ts';
import { Button } from '../../ui/button.tsx';
import { Problem } from '../../ui/feedback.tsx';
import { TextField } from '../../ui/field.tsx';
import { Row } from '../../ui/page.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import { useToast } from '../../ui/toast.tsx';
import css from './turn.module.css';
import { useRefreshCycles } from './use-cycle.ts';

/** A wish to quote, word for word, and what was answered; who is asked answers here. */
export function ConsentView({ consent, partner }: { consent: Consent; partner: string }) {
  const { askedByMe, answer } = consent;
  return (
    <div className={css.followUp}>
      {!askedByMe && answer === 'waiting' && <h4>{tCycles.consentAsked(partner)}</h4>}
      <p>{tCycles.consentQuote}</p>
      {consent.pieces.map((piece) => (
        <blockquote key={piece.contribution} className={css.quote}>
          <RichText html={piece.html} compact />
        </blockquote>
      ))}
      <p className={css.meta}>
        {askedByMe
          ? consent.named
            ? tCycles.named(partner)
            : tCycles.namedNot
          : consent.named
            ? tCycles.consentNamed
            : tCycles.consentUnnamed}
      </p>
      {!askedByMe && answer === 'waiting' ? (
        <Answer consent={consent} />
      ) : (
        <p role="status">
          <strong>{answered(consent, partner)}</strong> {consent.reason}
        </p>
      )}
    </div>
  );
}

function answered({ askedByMe, answer }: Consent, partner: string): string {
  if (answer === 'waiting') return tCycles.consentWaiting(partner);
  if (askedByMe) return answer === 'yes' ? tCycles.consentYes(partner) : tCycles.consentNo(partner);
  return answer === 'yes' ? tCycles.consentMineYes : tCycles.consentMineNo;
}

function Answer({ consent }: { consent: Consent }) {
  const refresh = useRefreshCycles();
  const toast = useToast();
  const [reason, setReason] = useState('');
  const send = useCall(answerConsent, {
    onSuccess: () => {
      refresh();
      toast(tCycles.answered);
    },
  });
  const say = (yes: boolean) => send.mutate({ params: { id: consent.id }, body: { yes, reason } });
  return (
    <>
      <TextField label={tCycles.consentReason} value={reason} onChange={setReason} maxLength={1_000} optional />
      <Problem error={send.error} />
      <Row>
        <Button look="primary" busy={send.isPending} onClick={() => say(true)}>
          {tCycles.consentAgree}
        </Button>
        <Button busy={send.isPending} onClick={() => say(false)}>
          {tCycles.consentRefuse}
        </Button>
      </Row>
    </>
  );
}
