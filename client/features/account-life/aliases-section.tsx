import { useState } from 'react';
import { addAlias, removeAlias } from '../../../shared/contracts/account-life.ts';
import { useCall } from '../../api/use-call.ts';
import { tAccountLife } from '../../i18n/account-life.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { fieldsOf, formProblem } from '../../ui/explain.ts';
import { Problem, Skeleton } from '../../ui/feedback.tsx';
import { TextField } from '../../ui/field.tsx';
import { Form, Row, Rows, Section, Sheet, Soft } from '../../ui/page.tsx';
import { useFocusWhenLost } from '../../ui/use-focus-when-lost.ts';
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
  const aliases = moving.data?.aliases;
  // The button that had the focus goes with its row.
  const place = useFocusWhenLost<HTMLDivElement>(aliases?.length);
  return (
    <Section title={tAccountLife.aliases} lead={tAccountLife.aliasesLead}>
      <Sheet>
        <div ref={place} tabIndex={-1}>
          {moving.isPending && <Skeleton lines={1} />}
          <Problem error={moving.error} retry={moving.refetch} />
          {aliases?.length === 0 && <Soft>{tAccountLife.noAliases}</Soft>}
          {aliases && aliases.length > 0 && (
            <Rows label={tAccountLife.aliases}>
              {aliases.map((person) => (
                <li key={person.id}>
                  <Person person={person} />
                  <IconButton
                    icon="close"
                    label={tAccountLife.removeAlias(person.handle)}
                    onClick={() => remove.mutate({ params: { id: person.id } })}
                  />
                </li>
              ))}
            </Rows>
          )}
        </div>
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
