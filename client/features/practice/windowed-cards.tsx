import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState } from 'react';
import type { FeedItem } from '../../../shared/contracts/practice.ts';
import css from './post.module.css';
import { PostCard } from './post-card.tsx';

const USUAL_HEIGHT_PX = 420;
const GAP_PX = 16;
/** Cards drawn before and after those in sight, so that Tab and `j` find the next one there. */
const MARGIN_CARDS = 4;

/** How tall each card was, at the width the window had then: with it a feed one comes back to is as long as it was. */
const heights = new Map<string, number>();
let heightsAtWidth = 0;

/** Before the plain list is replaced: the same cards, the same heights, so nothing moves. */
export function rememberHeights(list: HTMLElement | null) {
  forgetAtOtherWidth();
  for (const card of list?.querySelectorAll<HTMLElement>('article[data-item]') ?? []) {
    heights.set(card.dataset.item ?? '', card.getBoundingClientRect().height);
  }
}

/**
 * A long feed of which only the cards near the window are in the page. They keep their order and the one with the focus
 * stays, so keyboards and screen readers go through it as through a plain list; the browser's own find-in-page sees only
 * what is drawn, which the search of the instance makes up for.
 */
export function WindowedCards({ items, busy }: { items: readonly FeedItem[]; busy: boolean }) {
  const list = useRef<HTMLDivElement>(null);
  const [offset, setOffset] = useState(0);
  const [focused, setFocused] = useState<string | null>(null);
  useState(forgetAtOtherWidth);
  useLayoutEffect(() => {
    // What stands above may have grown since the last drawing.
    setOffset((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY);
  });
  const virtualizer = useWindowVirtualizer({
    count: items.length,
    getItemKey: (index) => items[index]?.id ?? index,
    estimateSize: (index) => heights.get(items[index]?.id ?? '') ?? USUAL_HEIGHT_PX,
    gap: GAP_PX,
    overscan: MARGIN_CARDS,
    scrollMargin: offset,
    rangeExtractor: (range) => {
      const drawn = defaultRangeExtractor(range);
      const kept = items.findIndex((item) => item.id === focused);
      return kept === -1 || drawn.includes(kept) ? drawn : [...drawn, kept].sort((a, b) => a - b);
    },
  });
  useLayoutEffect(
    () => () => {
      for (const { key, size } of virtualizer.measurementsCache) heights.set(String(key), size);
    },
    [virtualizer],
  );
  return (
    <div
      ref={list}
      role="feed"
      aria-busy={busy}
      className={css.windowed}
      style={{ height: virtualizer.getTotalSize() }}
      onFocus={(event) => setFocused(event.target.closest<HTMLElement>('[data-item]')?.dataset.item ?? null)}
      onBlur={() => setFocused(null)}
    >
      {virtualizer.getVirtualItems().map(({ key, index, start }) => {
        const item = items[index];
        return (
          item && (
            <div
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              style={{ transform: `translateY(${start - offset}px)` }}
            >
              <PostCard item={item} place={{ index, of: items.length }} />
            </div>
          )
        );
      })}
    </div>
  );
}

function forgetAtOtherWidth() {
  if (heightsAtWidth !== window.innerWidth) heights.clear();
  heightsAtWidth = window.innerWidth;
}
