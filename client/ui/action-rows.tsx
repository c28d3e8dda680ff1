import type { ReactNode } from 'react';
import { Problem, Skeleton } from './feedback.tsx';
import { Rows, Soft } from './page.tsx';
import { useFocusWhenLost } from './use-focus-when-lost.ts';

/**
 * Rows of which each has buttons that take it away: while they are waited for, when they cannot be read, and when there is
 * none. The focus stays here when its button goes with the row.
 */
export function ActionRows<T>({
  label,
  none,
  query,
  items,
  lines = 1,
  children,
}: {
  label: string;
  /** A sentence in place of rows; not where there is always one. */
  none?: string;
  query: { isPending: boolean; error: unknown; refetch: () => void };
  /** As far as they were read. */
  items: readonly T[] | undefined;
  /** How many are waited for. */
  lines?: number;
  /** A row, as a list item with a key. */
  children: (item: T) => ReactNode;
}) {
  const place = useFocusWhenLost<HTMLDivElement>(items?.length);
  return (
    <div ref={place} tabIndex={-1}>
      {query.isPending && <Skeleton lines={lines} />}
      <Problem error={query.error} retry={query.refetch} />
      {none && items?.length === 0 && <Soft>{none}</Soft>}
      {items && items.length > 0 && <Rows label={label}>{items.map(children)}</Rows>}
    </div>
  );
}
