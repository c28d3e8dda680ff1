import { useState } from 'react';
import {
  acceptPair,
  declinePair,
  endPair,
  leavePair,
  type Pair,
  withdrawPair,
} from '../../../shared/contracts/mentoring.ts';
import { useCall } from '../../api/use-call.ts';
import { tMentoring } from '../../i18n/mentoring.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Problem } from '../../ui/feedback.tsx';
import { TextArea } from '../../ui/field.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useKeptOnServer } from '../editor/use-kept-on-server.ts';
import { CounterForm } from './counter-form.tsx';
import css from './mentoring.module.css';
import { usePutPair } from './use-pair.ts';

/** Each step that the pair's state allows; those that close something ask once more. */
export function PairActions({ pair }: { pair: Pair }) {
  const [asking, setAsking] = useState<'decline' | 'withdraw' | 'counter' | 'end' | 'leave' | null>(null);
  const [reason, setReason] = useKeptOnServer(`pair-reason:${pair.id}`);
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
  const leave = useCall(leavePair, { onSuccess: done(tMentoring.done.left) });
  const params = { id: pair.id };
  const name = pair.partner.displayName;
  const { may } = pair;
  const close = () => setAsking(null);
  if (asking === 'counter') return <CounterForm pair={pair} onClose={close} />;
  if (!(may.accept || may.decline || may.withdraw || may.counter || may.end || may.leave)) return null;
  return (
    <>
      <Problem error={accept.error} />
      <div className={css.actions}>
        {may.accept && (
          <Button look="primary" icon="check" busy={accept.isPending} onClick={() => accept.mutate({ params })}>
            {tMentoring.accept}
          </Button>
        )}
        {may.counter && <Button onClick={() => setAsking('counter')}>{tMentoring.counter}</Button>}
        {may.decline && <Button onClick={() => setAsking('decline')}>{tMentoring.decline}</Button>}
        {may.withdraw && <Button onClick={() => setAsking('withdraw')}>{tMentoring.withdraw}</Button>}
        {may.end && (
          <Button small onClick={() => setAsking('end')}>
            {tMentoring.end}
          </Button>
        )}
        {may.leave && (
          <Button small look="quiet" onClick={() => setAsking('leave')}>
            {tMentoring.leave}
          </Button>
        )}
      </div>
      {asking === 'decline' && (
        <Dialog
          title={tMentoring.declineTitle(name)}
          confirm={tMentoring.decline}
          busy={decline.isPending}
          error={decline.error}
          onClose={close}
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
          onClose={close}
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
          onClose={close}
          onConfirm={() => end.mutate({ params, body: { reason } })}
        >
          <p>{tMentoring.endAdvice}</p>
          <TextArea label={tMentoring.endReason} value={reason} onChange={setReason} maxLength={1000} optional />
        </Dialog>
      )}
      {asking === 'leave' && (
        <Dialog
          title={tMentoring.leaveTitle}
          confirm={tMentoring.leaveDo}
          busy={leave.isPending}
          error={leave.error}
          onClose={close}
          onConfirm={() => leave.mutate({ params })}
        >
          <p>{tMentoring.leaveAdvice(name)}</p>
        </Dialog>
      )}
    </>
  );
}
