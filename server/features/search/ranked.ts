import type { Page, PageQuery } from '../../../shared/contracts/endpoint.ts';
import { allOf, beginningMark, type SearchableView, type SearchFor, type Shelf, scoreOf } from './search.model.ts';
import type { SearchViews } from './search.views.ts';

/** With fewer than this of what has the last word whole, words that only begin so count as well. */
const ENOUGH = 60;
/** Things looked at for one page of what may be shown. */
const SHOWN_TRIED_MAX = 200;
const BATCH = 20;

export interface Ranked {
  iri: string;
  score: number;
  position: string;
}

/** Where to search, and the marks that must be there: who may see what differs. */
export interface Scope {
  shelf: Shelf;
  marks: readonly string[];
  /**
   * Those of what was found that whoever asks may see, where the marks do not say it. The rest is left out before it can
   * count for anything.
   */
  allowed?(found: readonly SearchableView[]): Promise<readonly SearchableView[]>;
}

/** The newest things that fit in any of the scopes, best first. */
export async function ranked(
  views: SearchViews,
  search: SearchFor,
  scopes: readonly Scope[],
  today: Date,
): Promise<Ranked[]> {
  const best = new Map<string, Ranked>();
  const asked = new Set<string>();

  async function look(words: readonly string[], reading: SearchFor['readings'][number]): Promise<void> {
    for (const { shelf, marks, allowed } of scopes) {
      const all = [...words, ...search.filters, ...marks];
      const question = `${shelf} ${allOf(all)}`;
      // Another language may read the words just so.
      if (asked.has(question)) continue;
      asked.add(question);
      const newest = await views.newest(shelf, all);
      for (const found of allowed ? await allowed(newest) : newest) take(found, scoreOf(found, reading, today));
    }
  }

  function take({ _id: iri, position }: SearchableView, score: number | null): void {
    if (score !== null && score > (best.get(iri)?.score ?? Number.NEGATIVE_INFINITY)) {
      best.set(iri, { iri, score, position });
    }
  }

  for (const reading of search.readings) if (reading.stems.length > 0) await look(reading.stems, reading);
  if (best.size < ENOUGH) {
    for (const reading of search.readings) {
      if (reading.unfinished === null) continue;
      await look([...reading.finished, beginningMark(reading.unfinished)], reading);
    }
  }
  return [...best.values()].sort(byScore);
}

function byScore(a: Pick<Ranked, 'score' | 'position'>, b: Pick<Ranked, 'score' | 'position'>): number {
  return b.score - a.score || (a.position === b.position ? 0 : a.position < b.position ? 1 : -1);
}

/** Where a page ended, and which day it was: scores change from one day to the next, and pages must not. */
interface Place {
  today: Date;
  after: Pick<Ranked, 'score' | 'position'> | null;
}

const DAY_CHARS = '2026-01-01'.length;

/** The beginning for a cursor that is none of ours. */
export function placeOf(cursor: string | undefined, now: Date): Place {
  const beginning = { today: new Date(now.toISOString().slice(0, DAY_CHARS)), after: null };
  if (cursor === undefined) return beginning;
  const [day = '', score = '', ...position] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  const today = new Date(day);
  if (Number.isNaN(today.getTime()) || !/^-?\d{1,9}$/.test(score)) return beginning;
  return { today, after: { score: Number(score), position: position.join(' ') } };
}

function cursorAt(today: Date, { score, position }: Ranked): string {
  return Buffer.from(`${today.toISOString().slice(0, DAY_CHARS)} ${score} ${position}`).toString('base64url');
}

/**
 * One page of what `show` lets through. Bounded: after `SHOWN_TRIED_MAX` things of which too few may be shown, the list
 * ends. What is left out leaves no trace: there is more only when more may be shown, and the cursor is that of an item on
 * the page.
 */
export async function rankedPage<Item>(
  all: readonly Ranked[],
  { today, after }: Place,
  { limit }: Pick<PageQuery, 'limit'>,
  show: (iris: readonly string[]) => Promise<Map<string, Item>>,
): Promise<Page<Item>> {
  const rest = after === null ? all : all.filter((one) => byScore(after, one) < 0);
  const items: Item[] = [];
  let last = rest[0];
  for (let from = 0; from < Math.min(rest.length, SHOWN_TRIED_MAX); from += BATCH) {
    const batch = rest.slice(from, from + BATCH);
    const shown = await show(batch.map(({ iri }) => iri));
    for (const one of batch) {
      const item = shown.get(one.iri);
      if (item === undefined) continue;
      if (items.length === limit && last) return { items, next: cursorAt(today, last) };
      items.push(item);
      last = one;
    }
  }
  return { items, next: null };
}
