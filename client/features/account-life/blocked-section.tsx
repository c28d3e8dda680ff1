import { useInfiniteQuery } from '@tanstack/react-query';
import { listBlocks, unblockProfile } from '../../../shared/contracts/account-life.ts';
import { readPages } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { tAccountLife } from '../../i18n/account-life.ts';
import { ActionRows } from '../../ui/action-rows.tsx';
import { Button } from '../../ui/button.tsx';
import { Problem } from '../../ui/feedback.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { Section, Sheet } from '../../ui/page.tsx';
import { Person } from '../profiles/person.tsx';

export function BlockedSection() {
  const blocks = useInfiniteQuery(readPages(listBlocks, {}));
  const unblock = useCall(unblockProfile, { onSuccess: () => void blocks.refetch() });
  const people = blocks.data?.pages.flatMap((page) => page.items);
  return (
    <Section title={tAccountLife.blocked} lead={tAccountLife.blockedLead}>
      <Sheet>
        <ActionRows label={tAccountLife.blocked} none={tAccountLife.nobodyBlocked} query={blocks} items={people}>
          {(person) => (
            <li key={person.id}>
              <Person person={person} />
              <Button
                small
                aria-label={tAccountLife.unblockLabel(person.displayName)}
                busy={unblock.isPending && unblock.variables.params.handle === person.handle}
                onClick={() => unblock.mutate({ params: { handle: person.handle } })}
              >
                {tAccountLife.unblock}
              </Button>
            </li>
          )}
        </ActionRows>
        <Problem error={unblock.error} />
        <LoadMore {...blocks} />
      </Sheet>
    </Section>
  );
}
