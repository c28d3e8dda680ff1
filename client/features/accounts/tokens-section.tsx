import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { createToken, listTokens, revokeToken } from '../../../shared/contracts/accounts.ts';
import { read } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { tAccounts } from '../../i18n/accounts.ts';
import { ActionRows } from '../../ui/action-rows.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { fieldsOf, formProblem } from '../../ui/explain.ts';
import { Notice, Problem } from '../../ui/feedback.tsx';
import { TextField } from '../../ui/field.tsx';
import { Form, Row, Section, Sheet, Soft } from '../../ui/page.tsx';
import { TimeAgo } from '../../ui/time.tsx';

export function TokensSection() {
  const [name, setName] = useState('');
  const tokens = useQuery(read(listTokens, {}));
  const create = useCall(createToken, {
    onSuccess: () => {
      setName('');
      void tokens.refetch();
    },
  });
  const revoke = useCall(revokeToken, { onSuccess: () => void tokens.refetch() });
  return (
    <Section title={tAccounts.tokens} lead={tAccounts.tokensLead}>
      <Sheet>
        <ActionRows label={tAccounts.tokens} none={tAccounts.noTokens} query={tokens} items={tokens.data?.items}>
          {(token) => (
            <li key={token.id}>
              <div>
                {token.name}
                <Soft>
                  {token.lastUsedAt === null ? (
                    tAccounts.neverUsed
                  ) : (
                    <>
                      {tAccounts.lastUsed} <TimeAgo at={token.lastUsedAt} />
                    </>
                  )}
                </Soft>
              </div>
              <Button
                small
                look="danger"
                busy={revoke.isPending && revoke.variables.params.id === token.id}
                onClick={() => revoke.mutate({ params: { id: token.id } })}
              >
                {tAccounts.revokeToken}
              </Button>
            </li>
          )}
        </ActionRows>
        <Problem error={revoke.error} />
        {create.data && (
          <Notice tone="good">
            <p>{tAccounts.tokenSecret}</p>
            <code>{create.data.secret}</code>
            <CopyButton text={create.data.secret} />
          </Notice>
        )}
        <Form error={create.error} onSubmit={() => create.mutate({ body: { name } })}>
          <Problem error={formProblem(create.error, ['name'])} />
          <TextField
            label={tAccounts.tokenName}
            value={name}
            onChange={setName}
            error={fieldsOf(create.error).name}
            autoComplete="off"
          />
          <Row>
            <Button type="submit" busy={create.isPending}>
              {tAccounts.createToken}
            </Button>
          </Row>
        </Form>
      </Sheet>
    </Section>
  );
}
