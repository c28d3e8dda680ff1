import { keepPreviousData, type UseInfiniteQueryResult, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Page } from '../../../shared/contracts/endpoint.ts';
import {
  completeTags,
  lookUp,
  type PostFilters,
  searchPeople,
  searchPosts,
  TAG_COUNT_MAX,
} from '../../../shared/contracts/search.ts';
import { read, readPages } from '../../api/queries.ts';
import { tSearch } from '../../i18n/search.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Empty, Problem, Skeleton } from '../../ui/feedback.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { Section } from '../../ui/page.tsx';
import { useMe } from '../accounts/use-me.ts';
import { FoundPersonItem, FoundPostItem } from './found-items.tsx';
import css from './search.module.css';
import { hostOf, wordsOf } from './use-search.ts';

/** Longer tags than this are not asked for. */
const TAG_MAX = 60;

/** What is not set is not asked for. */
function given<T extends object>(filters: T): T {
  return JSON.parse(JSON.stringify(filters));
}

export function PostResults({ q, filters, clear }: { q: string; filters: PostFilters; clear: () => void }) {
  const me = useMe();
  const found = useInfiniteQuery({
    ...readPages(searchPosts, {}, { q: wordsOf(q), ...given(filters) }),
    placeholderData: keepPreviousData,
  });
  const filtered = Object.keys(given(filters)).length > 0;
  return (
    <Results
      found={found}
      item={(post) => <FoundPostItem post={post} />}
      empty={
        <Empty
          title={tSearch.nothing(q)}
          actions={
            <>
              {filtered && <Button onClick={clear}>{tSearch.clearFilters}</Button>}
              {me !== null && (
                <ButtonLink to="/write" icon="write">
                  {tSearch.write}
                </ButtonLink>
              )}
            </>
          }
        >
          {filtered
            ? tSearch.nothingFiltered
            : `${tSearch.nothingAdvice}${me === null ? '' : ` ${tSearch.nothingAsk}`}`}
        </Empty>
      }
    />
  );
}

export function PeopleResults({ q, filters }: { q: string; filters: PostFilters }) {
  const { subject, gradeLevel, language } = filters;
  const found = useInfiniteQuery({
    ...readPages(searchPeople, {}, { q: wordsOf(q), ...given({ subject, gradeLevel, language }) }),
    placeholderData: keepPreviousData,
  });
  return (
    <Results
      found={found}
      item={(person) => <FoundPersonItem found={person} />}
      empty={<Empty title={tSearch.nobody(q)}>{tSearch.nobodyAdvice}</Empty>}
    />
  );
}

function Results<T extends { id?: string; person?: { id: string } }>({
  found,
  item,
  empty,
}: {
  found: UseInfiniteQueryResult<{ pages: Page<T>[] }>;
  item: (one: T) => ReactNode;
  empty: ReactNode;
}) {
  if (found.isPending) return <Skeleton />;
  if (found.data === undefined) return <Problem error={found.error} retry={found.refetch} />;
  const items = found.data.pages.flatMap((page) => page.items);
  return (
    <>
      <p role="status" className="visually-hidden">
        {found.hasNextPage ? tSearch.foundMore(items.length) : tSearch.found(items.length)}
      </p>
      {items.length === 0 ? (
        empty
      ) : (
        <ul className={css.results} aria-busy={found.isPlaceholderData}>
          {items.map((one) => (
            <li key={one.id ?? one.person?.id}>{item(one)}</li>
          ))}
        </ul>
      )}
      <Problem error={found.error} retry={found.fetchNextPage} />
      <LoadMore {...found} />
    </>
  );
}

export function TagResults({ q }: { q: string }) {
  const tag = (q.replace(/^#/, '').split(/\s+/)[0] ?? '').slice(0, TAG_MAX);
  const found = useQuery({
    ...read(completeTags, { query: { q: tag === '' ? '#' : tag } }),
    placeholderData: keepPreviousData,
  });
  if (found.data === undefined) {
    return found.isPending ? <Skeleton lines={3} /> : <Problem error={found.error} retry={found.refetch} />;
  }
  if (found.data.items.length === 0) return <Empty title={tSearch.noTag(q)}>{tSearch.noTagAdvice}</Empty>;
  return (
    <ul className={css.results}>
      {found.data.items.map(({ name, posts }) => (
        <li key={name} className={css.tag}>
          <Link to={`/tags/${encodeURIComponent(name)}`}>#{name}</Link>
          <span>{tSearch.tagPosts(posts, TAG_COUNT_MAX)}</span>
        </li>
      ))}
    </ul>
  );
}

/** One thing by its address. It may take ten seconds, so it is not asked for twice. */
export function LookedUp({ pasted }: { pasted: string }) {
  const found = useQuery({ ...read(lookUp, { query: { q: pasted } }), retry: false, staleTime: 60_000 });
  if (found.isPending) {
    return (
      <>
        <p role="status">{tSearch.looking(hostOf(pasted))}</p>
        <Skeleton lines={3} />
      </>
    );
  }
  if (found.data === undefined) {
    return (
      <Section title={tSearch.lookUpFailed}>
        <Problem error={found.error} retry={found.refetch} />
      </Section>
    );
  }
  return (
    <Section title={tSearch.lookedUp}>
      <div className={css.results}>
        {found.data.type === 'post' ? (
          <FoundPostItem post={found.data.post} />
        ) : (
          <FoundPersonItem found={found.data.person} />
        )}
      </div>
    </Section>
  );
}
