import { useState } from 'react';
import { answerPairInvitation } from '../../../shared/contracts/mentoring.ts';
import { useCall } from '../../api/use-call.ts';
import { tJoin } from '../../i18n/join.ts';
import { Button } from '../../ui/button.tsx';
import { fieldsOf, formProblem } from '../../ui/explain.ts';
import { Notice, Problem } from '../../ui/feedback.tsx';
import { TextField } from '../../ui/field.tsx';
import { Form, Section, Sheet } from '../../ui/page.tsx';

/** For somebody with an account on another instance of Staffroom. */
export function TellElsewhere({ token, name }: { token: string; name: string }) {
  const [handle, setHandle] = useState('');
  const tell = useCall(answerPairInvitation);
  if (tell.isSuccess) {
    return (
      <Section title={tJoin.elsewhere}>
        <Sheet>
          <Notice tone="good">{tJoin.told(name)}</Notice>
          <p>{tJoin.toldElsewhere}</p>
        </Sheet>
      </Section>
    );
  }
  return (
    <Section title={tJoin.elsewhere} lead={tJoin.elsewhereLead(name)}>
      <Sheet>
        <Form error={tell.error} onSubmit={() => tell.mutate({ params: { token }, body: { handle } })}>
          <Problem error={formProblem(tell.error, ['handle'])} />
          <TextField
            label={tJoin.handle}
            hint={tJoin.handleHint}
            value={handle}
            onChange={setHandle}
            error={fieldsOf(tell.error).handle}
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
            required
          />
          <Button type="submit" busy={tell.isPending}>
            {tJoin.tell(name)}
          </Button>
        </Form>
      </Sheet>
    </Section>
  );
}
