import { useState } from 'react';
import { followUp, type Turn } from '../../../shared/contracts/cycles.ts';
import { useCall } from '../../api/use-call.ts';
import { tCycles } from '../../i18n/cycles.ts';
import { Button } from '../../ui/button.tsx';
import { OneOf } from '../../ui/choices.tsx';
import { fieldsOf, formProblem } from '../../ui/explain.ts';
import { Problem } from '../../ui/feedback.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { Form, Row, Sheet, Soft } from '../../ui/page.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useKeptOnServer } from '../editor/use-kept-on-server.ts';
import { weeksFrom } from '../mentoring/pairs.ts';
import { usePutCycle } from './use-cycle.ts';

/** Soon enough to be remembered, and long enough to have a lesson in it. */
const USUAL_WEEKS = 2;
const TEXT_MAX = 1_000;

/** Something by a day, or nothing for a reason: either closes the turn. */
export function FollowUpForm({ turn, partner }: { turn: Turn; partner: string }) {
  const putCycle = usePutCycle();
  const toast = useToast();
  const [kind, setKind] = useState<'action' | 'decline'>('action');
  const [what, setWhat] = useKeptOnServer(`follow-up:${turn.id}:what`);
  const [reason, setReason] = useKeptOnServer(`follow-up:${turn.id}:reason`);
  const [by, setBy] = useState(() => weeksFrom(new Date(), USUAL_WEEKS));
  const [support, setSupport] = useKeptOnServer(`follow-up:${turn.id}:support`);
  const save = useCall(followUp, {
    onSuccess: (cycle) => {
      setWhat('');
      setReason('');
      setSupport('');
      putCycle(cycle);
      toast(tCycles.followUpSaved);
    },
  });
  const errors = fieldsOf(save.error);
  return (
    <Sheet>
      <Soft>{tCycles.followUpLead}</Soft>
      <Form
        error={save.error}
        onSubmit={() =>
          save.mutate({
            params: { id: turn.id },
            body: kind === 'action' ? { kind, what, by, support } : { kind, reason },
          })
        }
      >
        <OneOf
          legend={tCycles.followUpChoice}
          value={kind}
          onChange={setKind}
          options={[
            { value: 'action', label: tCycles.action },
            { value: 'decline', label: tCycles.decline },
          ]}
        />
        {kind === 'action' ? (
          <>
            <TextArea
              label={tCycles.what}
              placeholder={tCycles.whatPlaceholder}
              value={what}
              onChange={setWhat}
              error={errors.what}
              maxLength={TEXT_MAX}
              required
            />
            <TextField
              label={tCycles.by}
              type="date"
              min={weeksFrom(new Date(), 0)}
              value={by}
              onChange={setBy}
              error={errors.by}
              required
            />
            <TextField
              label={tCycles.support}
              hint={tCycles.supportHint(partner)}
              value={support}
              onChange={setSupport}
              error={errors.support}
              maxLength={300}
              optional
            />
          </>
        ) : (
          <TextArea
            label={tCycles.why}
            hint={tCycles.whyHint}
            value={reason}
            onChange={setReason}
            error={errors.reason}
            maxLength={TEXT_MAX}
            required
          />
        )}
        <Problem error={formProblem(save.error, ['what', 'by', 'support', 'reason'])} />
        <Row>
          <Button type="submit" look="primary" busy={save.isPending}>
            {tCycles.followUpSave}
          </Button>
        </Row>
      </Form>
    </Sheet>
  );
}
