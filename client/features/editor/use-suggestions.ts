import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { searchProfiles } from '../../../shared/contracts/profiles.ts';
import { completeTags } from '../../../shared/contracts/search.ts';
import { read } from '../../api/queries.ts';
import { tEditor } from '../../i18n/editor.ts';
import type { CompletionTarget } from './completion.ts';
import { useDebounced } from './use-debounced.ts';

const PAUSE_MS = 180;
const SUGGESTIONS_MAX = 6;
const FRESH_MS = 5 * 60_000;

/** One line of the list, and what it puts into the text. */
export interface Suggestion {
  insert: string;
  words: string;
  detail: string;
  /** Whose picture stands beside it. */
  person: { name: string; handle: string } | null;
}

const NONE: readonly Suggestion[] = [];

/** What the letters typed may become, from the server, remembered; none while nothing is being completed. */
export function useSuggestions(target: CompletionTarget | null): readonly Suggestion[] {
  const query = useDebounced(target?.query ?? '', PAUSE_MS);
  const kind = target?.kind ?? null;
  // The first letters that were typed wait for nothing else to be shown than what fits them.
  const fits = target?.query.toLowerCase().startsWith(query.toLowerCase()) ?? false;
  const wanted = query !== '' && fits;
  const keep = { staleTime: FRESH_MS, placeholderData: keepPreviousData, retry: false };
  const people = useQuery({
    ...read(searchProfiles, { query: { q: query } }),
    ...keep,
    enabled: wanted && kind === 'person',
  });
  const tags = useQuery({ ...read(completeTags, { query: { q: query } }), ...keep, enabled: wanted && kind === 'tag' });
  if (!wanted || target === null) return NONE;
  if (kind === 'person') {
    return (people.data?.items ?? []).slice(0, SUGGESTIONS_MAX).map(({ handle, displayName }) => ({
      insert: handle,
      words: displayName,
      detail: handle,
      person: { name: displayName, handle },
    }));
  }
  return (tags.data?.items ?? [])
    .filter(({ name }) => name.startsWith(target.query.toLowerCase()))
    .slice(0, SUGGESTIONS_MAX)
    .map(({ name, posts }) => ({
      insert: `#${name}`,
      words: `#${name}`,
      detail: tEditor.tagPosts(posts),
      person: null,
    }));
}
