import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  createInvitation,
  type Invitation,
  listInvitations,
  revokeInvitation,
} from '../../../shared/contracts/accounts.ts';
import { read } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { tAccounts } from '../../i18n/accounts.ts';
import { calendarDay } from '../../i18n/format.ts';
import { ActionRows } from '../../ui/action-rows.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { fieldsOf, formProblem } from '../../ui/explain.ts';
import { Problem } from '../../ui/feedback.tsx';
import { TextField } from '../../ui/field.tsx';
import { Form, Row, Section, Sheet, Soft } from '../../ui/page.tsx';

const NEW = { note: '', uses: '1', validDays: '14' };

export function InvitationsSection() {
  const [fields, setFields] = useState(NEW);
  const invitations = useQuery(read(listInvitations, {}));
  const create = useCall(createInvitation, {
    onSuccess: () => {
      setFields(NEW);
      void invitations.refetch();
    },
  });
  const revoke = useCall(revokeInvitation, { onSuccess: () => void invitations.refetch() });
  const errors = fieldsOf(create.error);
  return (
    <Section title={tAccounts.invitations} lead={tAccounts.invitationsLead}>
      <Sheet>
        <ActionRows
          label={tAccounts.invitations}
          none={tAccounts.noInvitations}
          query={invitations}
          items={invitations.data?.items}
        >
          {(invitation) => (
            <li key={invitation.id}>
              <div>
                <code>{invitation.code}</code>
                <Soft>{describe(invitation)}</Soft>
              </div>
              <Row>
                <CopyButton text={linkOf(invitation)} label={tAccounts.copyLink} />
                <Button
                  small
                  look="danger"
                  busy={revoke.isPending && revoke.variables.params.id === invitation.id}
                  onClick={() => revoke.mutate({ params: { id: invitation.id } })}
                >
                  {tAccounts.withdraw}
                </Button>
              </Row>
            </li>
          )}
        </ActionRows>
        <Problem error={revoke.error} />
        <Form
          error={create.error}
          onSubmit={() =>
            create.mutate({
              body: { note: fields.note, uses: Number(fields.uses), validDays: Number(fields.validDays) },
            })
          }
        >
          <Problem error={formProblem(create.error, ['note', 'uses', 'validDays'])} />
          <TextField
            label={tAccounts.invitationNote}
            value={fields.note}
            onChange={(note) => setFields({ ...fields, note })}
            error={errors.note}
            optional
          />
          <Row>
            <TextField
              label={tAccounts.invitationUses}
              type="number"
              inputMode="numeric"
              min={1}
              max={500}
              value={fields.uses}
              onChange={(uses) => setFields({ ...fields, uses })}
              error={errors.uses}
            />
            <TextField
              label={tAccounts.invitationDays}
              type="number"
              inputMode="numeric"
              min={1}
              max={90}
              value={fields.validDays}
              onChange={(validDays) => setFields({ ...fields, validDays })}
              error={errors.validDays}
            />
          </Row>
          <Row>
            <Button type="submit" busy={create.isPending}>
              {tAccounts.createInvitation}
            </Button>
          </Row>
        </Form>
      </Sheet>
    </Section>
  );
}

function linkOf(invitation: Invitation): string {
  return `${location.origin}/invite/${encodeURIComponent(invitation.code)}`;
}

function describe(invitation: Invitation): string {
  const words = [
    tAccounts.usesLeft(invitation.usesLeft),
    tAccounts.expires(calendarDay(invitation.expiresAt.slice(0, 10))),
  ];
  return [invitation.note, ...words].filter((part) => part !== '').join(', ');
}
