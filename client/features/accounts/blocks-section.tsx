import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { blockDomain, listDomainBlocks, unblockDomain } from '../../../shared/contracts/moderation.ts';
import { read } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { tAccounts } from '../../i18n/accounts.ts';
import { ActionRows } from '../../ui/action-rows.tsx';
import { Button } from '../../ui/button.tsx';
import { fieldsOf, formProblem } from '../../ui/explain.ts';
import { Problem } from '../../ui/feedback.tsx';
import { TextField } from '../../ui/field.tsx';
import { Form, Row, Section, Sheet, Soft } from '../../ui/page.tsx';
import { useToast } from '../../ui/toast.tsx';

export function BlocksSection() {
  const toast = useToast();
  const [domain, setDomain] = useState('');
  const [reason, setReason] = useState('');
  const blocks = useQuery(read(listDomainBlocks, {}));
  const block = useCall(blockDomain, {
    onSuccess: (added) => {
      setDomain('');
      setReason('');
      toast(tAccounts.blocked(added.domain));
      void blocks.refetch();
    },
  });
  const unblock = useCall(unblockDomain, { onSuccess: () => void blocks.refetch() });
  const errors = fieldsOf(block.error);
  return (
    <Section title={tAccounts.blocks} lead={tAccounts.blocksLead}>
      <Sheet>
        <ActionRows label={tAccounts.blocks} none={tAccounts.noBlocks} query={blocks} items={blocks.data?.items}>
          {(item) => (
            <li key={item.domain}>
              <div>
                <strong>{item.domain}</strong>
                {item.reason !== '' && <Soft>{item.reason}</Soft>}
              </div>
              <Button
                small
                busy={unblock.isPending && unblock.variables.params.domain === item.domain}
                onClick={() => unblock.mutate({ params: { domain: item.domain } })}
              >
                {tAccounts.unblock}
              </Button>
            </li>
          )}
        </ActionRows>
        <Problem error={unblock.error} />
        <Form
          error={block.error}
          onSubmit={() => block.mutate({ params: { domain: domain.trim() }, body: { reason } })}
        >
          <Problem error={formProblem(block.error, ['domain', 'reason'])} />
          <TextField
            label={tAccounts.domain}
            value={domain}
            onChange={setDomain}
            error={errors.domain}
            inputMode="url"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
          <TextField label={tAccounts.reason} value={reason} onChange={setReason} error={errors.reason} optional />
          <Row>
            <Button type="submit" look="danger" busy={block.isPending}>
              {tAccounts.block}
            </Button>
          </Row>
        </Form>
      </Sheet>
    </Section>
  );
}
