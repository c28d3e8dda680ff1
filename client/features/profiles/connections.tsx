import { useInfiniteQuery } from '@tanstack/react-query';
import { listFollowers, listFollowing } from '../../../shared/contracts/profiles.ts';
import { isApiError } from '../../api/error.ts';
import { readPages } from '../../api/queries.ts';
import { tProfiles } from '../../i18n/profiles.ts';
import { Problem, Skeleton } from '../../ui/feedback.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { Rows, Sheet, Soft } from '../../ui/page.tsx';
import { Person } from './person.tsx';

export const CONNECTIONS = { followers: listFollowers, following: listFollowing } as const;
export type Direction = keyof typeof CONNECTIONS;

/** Who follows somebody, or whom they follow, page by page. */
export function Connections({ direction, handle, empty }: { direction: Direction; handle: string; empty: string }) {
  const people = useInfiniteQuery(readPages(CONNECTIONS[direction], { handle }));
  if (people.isPending) return <Skeleton lines={3} />;
  if (isApiError(people.error, 'forbidden')) return <Soft>{tProfiles.notShown}</Soft>;
  if (people.data === undefined) return <Problem error={people.error} retry={people.refetch} />;
  const items = people.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <Soft>{empty}</Soft>;
  return (
    <Sheet>
      <Rows>
        {items.map((person) => (
          <li key={person.id}>
            <Person person={person} />
          </li>
        ))}
      </Rows>
      <Problem error={people.error} retry={people.fetchNextPage} />
      <LoadMore {...people} />
    </Sheet>
  );
}
