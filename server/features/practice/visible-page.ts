import type { Page } from '../../../shared/contracts/endpoint.ts';

export interface PageRequest {
  cursor?: string | undefined;
  limit: number;
}

const MAX_ROUNDS = 20;
const MAX_ROWS_A_ROUND = 50;

/**
 * A page of what `show` lets through, filled from as many rows as it takes. What is left out leaves no trace: a page is
 * short only at the end, and the cursor is always that of an item on it.
 *
 * The work is bounded: after 1,000 rows of which nothing may be shown, the list ends.
 */
export async function visiblePage<Row, Item>(
  { cursor, limit }: PageRequest,
  rows: {
    read(cursor: string | null, limit: number): Promise<Row[]>;
    /** For each row the item, or null for what is not shown. */
    show(rows: readonly Row[]): Promise<(Item | null)[]>;
    cursorOf(row: Row): string;
  },
): Promise<Page<Item>> {
  const items: Item[] = [];
  let next: string | null = null;
  let from = cursor ?? null;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const wanted = round === 0 ? limit : MAX_ROWS_A_ROUND;
    const found = await rows.read(from, wanted);
    const shown = await rows.show(found);
    for (const [index, row] of found.entries()) {
      from = rows.cursorOf(row);
      const item = shown[index] ?? null;
      if (item === null) continue;
      items.push(item);
      next = from;
      if (items.length === limit) return { items, next };
    }
    if (found.length < wanted) return { items, next: null };
  }
  return { items, next };
}
