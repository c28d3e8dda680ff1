import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { type PostFilters, SEARCH_WORDS_MAX_CHARS } from '../../../shared/contracts/search.ts';
import { GRADE_LEVELS, LICENCE_IDS } from '../../../shared/vocabulary.ts';
import { isAddress } from '../profiles/handle.ts';

export const TYPES = ['posts', 'people', 'tags'] as const;
export type SearchType = (typeof TYPES)[number];

export const FILTERS = ['subject', 'gradeLevel', 'language', 'licence', 'kind'] as const;
type FilterName = (typeof FILTERS)[number];

/**
 * A search as the address of the page says it: it can be kept, shared, and gone back to. The address follows a moment
 * later, so what was chosen last stands here, and not there.
 */
export function useSearch() {
  const [address, setAddress] = useSearchParams();
  const [said, setSaid] = useState(() => address.toString());
  const last = useRef(said);
  /** Addresses of our own that have yet to arrive: they are no news. */
  const own = useRef(new Set<string>());
  useEffect(() => {
    const arrived = address.toString();
    if (own.current.delete(arrived)) return;
    last.current = arrived;
    setSaid(arrived);
  }, [address]);

  const params = new URLSearchParams(said);
  const filters: PostFilters = {
    subject: params.get('subject') || undefined,
    gradeLevel: GRADE_LEVELS.find((known) => known === params.get('gradeLevel')),
    language: /^[a-z]{2,3}$/.exec(params.get('language') ?? '')?.[0],
    licence: LICENCE_IDS.find((known) => known === params.get('licence')),
    kind: params.get('kind') === 'asks' ? 'asks' : undefined,
  };

  function change(next: { q?: string; type?: SearchType } & Partial<Record<FilterName, string>>) {
    const changed = new URLSearchParams(last.current);
    for (const [name, value] of Object.entries(next)) {
      if (value === '') changed.delete(name);
      else changed.set(name, value);
    }
    const now = changed.toString();
    if (now === last.current) return;
    last.current = now;
    own.current.add(now);
    setSaid(now);
    // Each letter would be a step back otherwise.
    setAddress(changed, { replace: true, preventScrollReset: true });
  }
  const type = TYPES.find((known) => known === params.get('type')) ?? 'posts';
  return { q: params.get('q') ?? '', type, filters, change };
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

/** What is searched of something long that was pasted: its beginning. */
export function wordsOf(typed: string): string {
  return typed.slice(0, SEARCH_WORDS_MAX_CHARS);
}

/** Whether what was typed is one thing's address, which is looked up, and not words. */
export function isPasted(typed: string): boolean {
  return /^https?:\/\/[^/\s]+\/\S*$/.test(typed) || isAddress(typed);
}

export function hostOf(pasted: string): string {
  return URL.parse(pasted)?.host ?? pasted.split('@').at(-1) ?? '';
}
