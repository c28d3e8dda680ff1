import { useState } from 'react';
import { comeBack, type Moving, moveAway } from '../../../shared/contracts/account-life.ts';
import { useCall } from '../../api/use-call.ts';
import { tAccountLife } from '../../i18n/account-life.ts';
import { tAccounts } from '../../i18n/accounts.ts';
import { calendarDay } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { fieldsOf, formProblem } from '../../ui/explain.ts';
import { Notice, Problem, Skeleton } from '../../ui/feedback.tsx';
import { TextField } from '../../ui/field.tsx';
import { Form, Row, Section, Sheet, Soft } from '../../ui/page.tsx';
import { useToast } from '../../ui/toast.tsx';
import { PasswordField } from '../accounts/credentials.tsx';
import { useSignedIn } from '../accounts/use-me.ts';
import { useMoving } from './use-moving.ts';

/** Moving to another account, and coming back. */
export function MovingSection() {
  const { moving, onSuccess } = useMoving();
  return (
    <Section title={tAccountLife.moving} lead={tAccountLife.movingLead}>
      <Sheet>
        {moving.isPending && <Skeleton lines={2} />}
        <Problem error={moving.error} retry={moving.refetch} />
        {moving.data &&
          (moving.data.movedTo === null ? (
            <MoveForm mayMoveFrom={moving.data.mayMoveFrom} onMoved={onSuccess} />
          ) : (
            <Away handle={moving.data.movedTo.handle} onBack={onSuccess} />
          ))}
      </Sheet>
    </Section>
  );
}

function MoveForm({ mayMoveFrom, onMoved }: { mayMoveFrom: string | null; onMoved: (moving: Moving) => void }) {
  const me = useSignedIn();
  const toast = useToast();
  const [handle, setHandle] = useState('');
  const [password, setPassword] = useState('');
  const move = useCall(moveAway, {
    onSuccess: (moving) => {
      toast(tAccountLife.moved);
      onMoved(moving);
    },
  });
  if (mayMoveFrom !== null) return <Soft>{tAccountLife.notYet(calendarDay(mayMoveFrom.slice(0, 10)))}</Soft>;
  const errors = fieldsOf(move.error);
  return (
    <Form error={move.error} onSubmit={() => move.mutate({ body: { handle: handle.trim(), password } })}>
      <Soft>{tAccountLife.movingSteps(me.handle)}</Soft>
      <Soft>{tAccountLife.movingPairs}</Soft>
      <Soft>{tAccountLife.movingMeans}</Soft>
      <Problem error={formProblem(move.error, ['handle', 'password'])} />
      <TextField
        label={tAccountLife.newAccount}
        hint={tAccountLife.handleHint}
        value={handle}
        onChange={setHandle}
        error={errors.handle}
        inputMode="email"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <PasswordField
        label={tAccounts.password}
        value={password}
        onChange={setPassword}
        error={errors.password}
        autoComplete="current-password"
      />
      <Row>
        <Button type="submit" look="danger" busy={move.isPending}>
          {tAccountLife.move}
        </Button>
      </Row>
    </Form>
  );
}

function Away({ handle, onBack }: { handle: string; onBack: (moving: Moving) => void }) {
  const toast = useToast();
  const back = useCall(comeBack, {
    onSuccess: (moving) => {
      toast(tAccountLife.cameBack);
      onBack(moving);
    },
  });
  return (
    <>
      <Notice>
        <p>{tAccountLife.movedTo(handle)}</p>
        <p>{tAccountLife.movedAdvice}</p>
      </Notice>
      <Soft>{tAccountLife.comeBackAdvice}</Soft>
      <Problem error={back.error} />
      <Row>
        <Button busy={back.isPending} onClick={() => back.mutate({})}>
          {tAccountLife.comeBack}
        </Button>
      </Row>
    </>
  );
}
