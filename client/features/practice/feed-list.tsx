import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Page } from '../../../shared/contracts/endpoint.ts';
import type { FeedItem } from '../../../shared/contracts/practice.ts';
import { tPosts } from '../../i18n/posts.ts';
import { Bone, Problem, Waiting } from '../../ui/feedback.tsx';
import { Icon } from '../../ui/icon.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import css from './post.module.css';
import { PostCard } from './post-card.tsx';
import type { WindowedCards } from './windowed-cards.tsx';

/** A feed as it grows downwards; `empty` stands in when there is nothing yet. */
export function FeedList({
  feed,
  top = [],
  empty,
}: {
  feed: UseInfiniteQueryResult<InfiniteData<Page<FeedItem>>>;
  /** Stands above it, and not in it a second time. */
  top?: readonly FeedItem[];
  empty: ReactNode;
}) {
  const atTop = new Set(top.map(({ post }) => post.id));
  const listed = feed.data?.pages.flatMap((page) => page.items) ?? [];
  const all = uniqueById(listed.filter(({ post, boostedBy }) => boostedBy !== null || !atTop.has(post.id)));
  const { items, fresh, showFresh } = useSteadyTop(all);
  if (feed.isPending) return <FeedSkeleton />;
  return (
    <div>
      <p role="status" className={css.freshPlace}>
        {fresh > 0 && (
          <button type="button" className={css.fresh} onClick={showFresh}>
            <Icon name="up" size={18} />
            {tPosts.newPosts(fresh)}
          </button>
        )}
      </p>
      <div className={css.feed}>
        <Problem error={feed.error} retry={feed.refetch} />
        {top.length > 0 && (
          <div className={css.feed}>
            {top.map((item, index) => (
              <PostCard key={item.id} item={item} place={{ index, of: top.length }} atTop />
            ))}
          </div>
        )}
        {feed.isSuccess && all.length === 0 ? (
          top.length === 0 && empty
        ) : (
          <Cards items={items} busy={feed.isFetchingNextPage} />
        )}
        <LoadMore {...feed} />
      </div>
    </div>
  );
}

/** Cards of the size that posts usually have, so that what is under them stays where it is. */
export function FeedSkeleton() {
  return (
    <Waiting>
      <div className={css.feed}>
        {['first', 'second', 'third'].map((name) => (
          <div key={name} className={css.sheet}>
            <div className={css.gutter}>
              <Bone shape="face" />
            </div>
            <div className={css.content}>
              <Bone width="40%" />
              <Bone shape="title" />
              <Bone shape="text" />
              <Bone width="60%" />
            </div>
          </div>
        ))}
      </div>
    </Waiting>
  );
}

/** While pages are asked again one after another, something new can push an item over the edge between two of them. */
export function uniqueById<T extends { id: string }>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [item.id, item])).values()];
}

/** Scrolled further than this, one is reading: nothing is put above the text then. */
const READING_BELOW_PX = 200;

/** The items from the one that was first when one began to read, and how many have come before it since. */
function useSteadyTop(all: readonly FeedItem[]) {
  const [top, setTop] = useState<string | null>(null);
  const newest = all[0]?.id ?? null;
  const fresh = all.findIndex((item) => item.id === top);
  useLayoutEffect(() => {
    if (fresh === -1 || window.scrollY < READING_BELOW_PX) setTop(newest);
  }, [newest, fresh]);
  return {
    items: fresh > 0 ? all.slice(fresh) : all,
    fresh: Math.max(fresh, 0),
    showFresh: () => {
      window.scrollTo({ top: 0 });
      // In the next frame the list knows that it is at its top, and does not make up for what is put above it.
      requestAnimationFrame(() => setTop(newest));
    },
  };
}

/** From this many on, which is a full page of a feed, cards are drawn only near the window, by code fetched then. */
const WINDOWED_FROM = 20;

let loaded: typeof WindowedCards | null = null;

function Cards({ items, busy }: { items: readonly FeedItem[]; busy: boolean }) {
  const [Windowed, setWindowed] = useState(() => loaded);
  const list = useRef<HTMLDivElement>(null);
  const many = items.length >= WINDOWED_FROM;
  useEffect(() => {
    if (!many || Windowed !== null) return;
    let here = true;
    import('./windowed-cards.tsx').then(
      (module) => {
        loaded = module.WindowedCards;
        if (!here) return;
        module.takeOver(list.current);
        setWindowed(() => module.WindowedCards);
      },
      // Not fetched: the list stays whole, which is slower and nothing worse.
      () => undefined,
    );
    return () => {
      here = false;
    };
  }, [many, Windowed]);
  if (many && Windowed !== null) return <Windowed items={items} busy={busy} />;
  return (
    <div ref={list} className={css.feed} role="feed" aria-busy={busy}>
      {items.map((item, index) => (
        <PostCard key={item.id} item={item} place={{ index, of: items.length }} />
      ))}
    </div>
  );
}
