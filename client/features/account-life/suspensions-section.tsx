import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { liftSuspension, listSuspensions, suspendPerson } from '../../../shared/contracts/account-life.ts';
import { readPages } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { tAccountLife } from '../../i18n/account-life.ts';
import { ActionRows } from '../../ui/action-rows.tsx';
import { Button } from '../../ui/button.tsx';
import { fieldsOf, formProblem } from '../../ui/explain.ts';
import { Problem } from '../../ui/feedback.tsx';
import { TextField } from '../../ui/field.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { Form, Row, Section, Sheet } from '../../ui/page.tsx';
import { useToast } from '../../ui/toast.tsx';
import { Person } from '../profiles/person.tsx';

export function SuspensionsSection() {
  const toast = useToast();
  const [handle, setHandle] = useState('');
  const [reason, setReason] = useState('');
  const suspensions = useInfiniteQuery(readPages(listSuspensions, {}));
  const suspend = useCall(suspendPerson, {
    onSuccess: ({ person }) => {
      setHandle('');
      setReason('');
      toast(tAccountLife.suspended(person.displayName));
      void suspensions.refetch();
    },
  });
  const lift = useCall(liftSuspension, {
    onSuccess: (_nothing, { params }) => {
      toast(tAccountLife.lifted(params.handle));
      void suspensions.refetch();
    },
  });
  const items = suspensions.data?.pages.flatMap((page) => page.items);
  return (
    <Section title={tAccountLife.suspensions} lead={tAccountLife.suspensionsLead}>
      <Sheet>
        <ActionRows
          label={tAccountLife.suspensions}
          none={tAccountLife.nobodySuspended}
          query={suspensions}
          items={items}
        >
          {({ person, reason: why }) => (
            <li key={person.id}>
              <Person person={person}>{why === '' ? person.handle : `${person.handle}: ${why}`}</Person>
              <Button
                small
                aria-label={tAccountLife.liftLabel(person.displayName)}
                busy={lift.isPending && lift.variables.params.handle === person.handle}
                onClick={() => lift.mutate({ params: { handle: person.handle } })}
              >
                {tAccountLife.lift}
              </Button>
            </li>
          )}
        </ActionRows>
        <Problem error={lift.error} />
        <LoadMore {...suspensions} />
        <Form
          error={suspend.error}
          onSubmit={() => suspend.mutate({ params: { handle: handle.trim() }, body: { reason } })}
        >
          <Problem error={formProblem(suspend.error, ['handle', 'reason'])} />
          <TextField
            label={tAccountLife.suspendHandle}
            hint={tAccountLife.handleHint}
            value={handle}
            onChange={setHandle}
            error={fieldsOf(suspend.error).handle}
            inputMode="email"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
          <TextField label={tAccountLife.suspendReason} value={reason} onChange={setReason} optional />
          <Row>
            <Button type="submit" look="danger" busy={suspend.isPending}>
              {tAccountLife.suspend}
            </Button>
          </Row>
        </Form>
      </Sheet>
    </Section>
  );
}
