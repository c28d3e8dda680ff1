import { useInfiniteQuery } from '@tanstack/react-query';
import { listBlocks, unblockProfile } from '../../../shared/contracts/account-life.ts';
import { readPages } from '../../api/queries.ts';
import { useCall } from '../../api/use-call.ts';
import { tAccountLife } from '../../i18n/account-life.ts';
import { Button } from '../../ui/button.tsx';
import { Problem, Skeleton } from '../../ui/feedback.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { Rows, Section, Sheet, Soft } from '../../ui/page.tsx';
import { useFocusWhenLost } from '../../ui/use-focus-when-lost.ts';
import { Person } from '../profiles/person.tsx';

export function BlockedSection() {
  const blocks = useInfiniteQuery(readPages(listBlocks, {}));
  const unblock = useCall(unblockProfile, { onSuccess: () => void blocks.refetch() });
  const people = blocks.data?.pages.flatMap((page) => page.items) ?? [];
  // The button that had the focus goes with its row.
  const place = useFocusWhenLost<HTMLDivElement>(people.length);
  return (
    <Section title={tAccountLife.blocked} lead={tAccountLife.blockedLead}>
      <Sheet>
        <div ref={place} tabIndex={-1}>
          {blocks.isPending && <Skeleton lines={1} />}
          <Problem error={blocks.error} retry={blocks.refetch} />
          {blocks.data && people.length === 0 && <Soft>{tAccountLife.nobodyBlocked}</Soft>}
          {people.length > 0 && (
            <Rows label={tAccountLife.blocked}>
              {people.map((person) => (
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
              ))}
            </Rows>
          )}
        </div>
        <Problem error={unblock.error} />
        <LoadMore {...blocks} />
      </Sheet>
    </Section>
  );
}
