import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { type FoundPerson, type FoundPost, searchPeople, searchPosts } from '../../../shared/contracts/search.ts';
import { read } from '../../api/queries.ts';
import { useMe } from '../accounts/use-me.ts';
import { wordsOf } from './use-search.ts';

const LIMIT = 4;
const WORDS_MIN = 2;

/** The first few people and posts for words as they are typed; nothing for less than two letters. */
export function useQuickSearch(words: string): { people: readonly FoundPerson[]; posts: readonly FoundPost[] } {
  const q = wordsOf(useDeferredValue(words.trim()));
  const enough = q.length >= WORDS_MIN;
  const signedIn = useMe() !== null;
  const query = { q, limit: LIMIT };
  const people = useQuery({
    ...read(searchPeople, { query }),
    enabled: enough && signedIn,
    placeholderData: keepPreviousData,
  });
  const posts = useQuery({ ...read(searchPosts, { query }), enabled: enough, placeholderData: keepPreviousData });
  return {
    people: (enough && people.data?.items) || [],
    posts: (enough && posts.data?.items) || [],
  };
}
