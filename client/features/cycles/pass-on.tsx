import { closeStep, type Turn } from '../../../shared/contracts/cycles.ts';
import { useCall } from '../../api/use-call.ts';
import { tCycles } from '../../i18n/cycles.ts';
import { Button } from '../../ui/button.tsx';
import { Problem } from '../../ui/feedback.tsx';
import { Row, Soft } from '../../ui/page.tsx';
import { useToast } from '../../ui/toast.tsx';
import { usePutCycle } from './use-cycle.ts';

/** Ends the present step, or says what it still needs. */
export function PassOn({ turn, step }: { turn: Turn; step: number }) {
  const putCycle = usePutCycle();
  const toast = useToast();
  const close = useCall(closeStep, {
    onSuccess: (cycle) => {
      putCycle(cycle);
      toast(tCycles.passed);
    },
  });
  if (turn.needs !== null) return <Soft>{tCycles.needs[turn.needs]}</Soft>;
  if (!turn.may.close) return null;
  const next = turn.protocol.steps[step + 1];
  return (
    <>
      <Problem error={close.error} />
      <Row>
        <Button
          icon="send"
          busy={close.isPending}
          onClick={() => close.mutate({ params: { id: turn.id }, body: { step } })}
        >
          {next === undefined ? tCycles.passEnd : tCycles.passTo(next.name)}
        </Button>
      </Row>
    </>
  );
}
