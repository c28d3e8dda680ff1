import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Page } from '../../../shared/contracts/endpoint.ts';
import type { FeedItem } from '../../../shared/contracts/practice.ts';
import { Problem, Skeleton } from '../../ui/feedback.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import css from './post.module.css';
import { PostCard } from './post-card.tsx';

/** A feed as it grows downwards; `empty` stands in when there is nothing yet. */
export function FeedList({
  feed,
  empty,
}: {
  feed: UseInfiniteQueryResult<InfiniteData<Page<FeedItem>>>;
  empty: ReactNode;
}) {
  if (feed.isPending) return <Skeleton />;
  const items = uniqueById(feed.data?.pages.flatMap((page) => page.items) ?? []);
  return (
    <div className={css.feed}>
      <Problem error={feed.error} retry={feed.refetch} />
      {feed.isSuccess && items.length === 0 ? empty : items.map((item) => <PostCard key={item.id} item={item} />)}
      <LoadMore {...feed} />
    </div>
  );
}

/** While pages are asked again one after another, something new can push an item over the edge between two of them. */
export function uniqueById<T extends { id: string }>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [item.id, item])).values()];
}
