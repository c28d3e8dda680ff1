import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { PostFilters } from '../../../shared/contracts/search.ts';
import { GRADE_LEVELS, LICENCE_IDS } from '../../../shared/vocabulary.ts';
import { isAddress } from '../profiles/handle.ts';

export const TYPES = ['posts', 'people', 'tags'] as const;
export type SearchType = (typeof TYPES)[number];

export const FILTERS = ['subject', 'gradeLevel', 'language', 'licence', 'kind'] as const;
type FilterName = (typeof FILTERS)[number];

/** A search as the address of the page says it: it can be kept, shared, and gone back to. */
export function useSearch() {
  const [address, setAddress] = useSearchParams();
  const type = TYPES.find((known) => known === address.get('type')) ?? 'posts';
  const filters: PostFilters = {
    subject: address.get('subject') || undefined,
    gradeLevel: GRADE_LEVELS.find((known) => known === address.get('gradeLevel')),
    language: /^[a-z]{2,3}$/.exec(address.get('language') ?? '')?.[0],
    licence: LICENCE_IDS.find((known) => known === address.get('licence')),
    kind: address.get('kind') === 'asks' ? 'asks' : undefined,
  };

  function change(next: { q?: string; type?: SearchType } & Partial<Record<FilterName, string>>) {
    setAddress(
      (before) => {
        const changed = new URLSearchParams(before);
        for (const [name, value] of Object.entries(next)) {
          if (value === '') changed.delete(name);
          else changed.set(name, value);
        }
        return changed;
      },
      // Each letter would be a step back otherwise.
      { replace: true, preventScrollReset: true },
    );
  }
  return { q: address.get('q') ?? '', type, filters, change };
}

/** The value as it was when it last stood still for so long. */
export function useSettled<T>(value: T, milliseconds: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}

/** Whether what was typed is one thing's address, which is looked up, and not words. */
export function isPasted(typed: string): boolean {
  return /^https?:\/\/[^/\s]+\/\S*$/.test(typed) || isAddress(typed);
}

export function hostOf(pasted: string): string {
  return URL.parse(pasted)?.host ?? pasted.split('@').at(-1) ?? '';
}
