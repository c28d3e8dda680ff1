import { useState } from 'react';
import { addAlias, removeAlias } from '../../../shared/contracts/account-life.ts';
import { useCall } from '../../api/use-call.ts';
import { tAccountLife } from '../../i18n/account-life.ts';
import { ActionRows } from '../../ui/action-rows.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { fieldsOf, formProblem } from '../../ui/explain.ts';
import { Problem } from '../../ui/feedback.tsx';
import { TextField } from '../../ui/field.tsx';
import { Form, Row, Section, Sheet } from '../../ui/page.tsx';
import { Person } from '../profiles/person.tsx';
import { useMoving } from './use-moving.ts';

/** Which other accounts may move here. */
export function AliasesSection() {
  const { moving, onSuccess } = useMoving();
  const [handle, setHandle] = useState('');
  const add = useCall(addAlias, {
    onSuccess: (changed) => {
      setHandle('');
      onSuccess(changed);
    },
  });
  const remove = useCall(removeAlias, { onSuccess });
  return (
    <Section title={tAccountLife.aliases} lead={tAccountLife.aliasesLead}>
      <Sheet>
        <ActionRows
          label={tAccountLife.aliases}
          none={tAccountLife.noAliases}
          query={moving}
          items={moving.data?.aliases}
        >
          {(person) => (
            <li key={person.id}>
              <Person person={person} />
              <IconButton
                icon="close"
                label={tAccountLife.removeAlias(person.handle)}
                onClick={() => remove.mutate({ params: { id: person.id } })}
              />
            </li>
          )}
        </ActionRows>
        <Problem error={remove.error} />
        <Form error={add.error} onSubmit={() => add.mutate({ body: { handle: handle.trim() } })}>
          <Problem error={formProblem(add.error, ['handle'])} />
          <TextField
            label={tAccountLife.alias}
            hint={tAccountLife.handleHint}
            value={handle}
            onChange={setHandle}
            error={fieldsOf(add.error).handle}
            inputMode="email"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
          <Row>
            <Button type="submit" busy={add.isPending}>
              {tAccountLife.addAlias}
            </Button>
          </Row>
        </Form>
      </Sheet>
    </Section>
  );
}
