import { useState } from 'react';
import { acceptPair, declinePair, endPair, type Pair, withdrawPair } from '../../../shared/contracts/mentoring.ts';
import { useCall } from '../../api/use-call.ts';
import { tMentoring } from '../../i18n/mentoring.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Problem } from '../../ui/feedback.tsx';
import { TextArea } from '../../ui/field.tsx';
import { useToast } from '../../ui/toast.tsx';
import css from './mentoring.module.css';
import { usePutPair } from './use-pair.ts';

/** Each step that the pair's state allows; the three that close something ask once more. */
export function PairActions({ pair }: { pair: Pair }) {
  const [asking, setAsking] = useState<'decline' | 'withdraw' | 'end' | null>(null);
  const [reason, setReason] = useState('');
  const toast = useToast();
  const putPair = usePutPair();
  const done = (words: string) => (changed: Pair) => {
    setAsking(null);
    setReason('');
    putPair(changed);
    toast(words);
  };
  const accept = useCall(acceptPair, { onSuccess: done(tMentoring.accepted) });
  const decline = useCall(declinePair, { onSuccess: done(tMentoring.done.declined) });
  const withdraw = useCall(withdrawPair, { onSuccess: done(tMentoring.done.withdrawn) });
  const end = useCall(endPair, { onSuccess: done(tMentoring.done.ended) });
  const params = { id: pair.id };
  const name = pair.partner.displayName;
  const { may } = pair;
  if (!(may.accept || may.decline || may.withdraw || may.end)) return null;
  return (
    <>
      <Problem error={accept.error} />
      <div className={css.actions}>
        {may.accept && (
          <Button look="primary" icon="check" busy={accept.isPending} onClick={() => accept.mutate({ params })}>
            {tMentoring.accept}
          </Button>
        )}
        {may.decline && <Button onClick={() => setAsking('decline')}>{tMentoring.decline}</Button>}
        {may.withdraw && <Button onClick={() => setAsking('withdraw')}>{tMentoring.withdraw}</Button>}
        {may.end && (
          <Button small onClick={() => setAsking('end')}>
            {tMentoring.end}
          </Button>
        )}
      </div>
      {asking === 'decline' && (
        <Dialog
          title={tMentoring.declineTitle(name)}
          confirm={tMentoring.decline}
          busy={decline.isPending}
          error={decline.error}
          onClose={() => setAsking(null)}
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
      {asking === 'withdraw' && (
        <Dialog
          title={tMentoring.withdrawTitle}
          confirm={tMentoring.withdraw}
          busy={withdraw.isPending}
          error={withdraw.error}
          onClose={() => setAsking(null)}
          onConfirm={() => withdraw.mutate({ params })}
        >
          <p>{tMentoring.withdrawAdvice(name)}</p>
        </Dialog>
      )}
      {asking === 'end' && (
        <Dialog
          title={tMentoring.endTitle}
          confirm={tMentoring.end}
          danger
          busy={end.isPending}
          error={end.error}
          onClose={() => setAsking(null)}
          onConfirm={() => end.mutate({ params, body: { reason } })}
        >
          <p>{tMentoring.endAdvice}</p>
          <TextArea label={tMentoring.endReason} value={reason} onChange={setReason} maxLength={1000} optional />
        </Dialog>
      )}
    </>
  );
}
