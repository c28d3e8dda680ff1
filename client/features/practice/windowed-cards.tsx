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

const THINGS = 'a, button, summary, input';
/** In which card of the plain list the focus was, and on which of its things; none is the card itself. */
let focusBefore: { item: string; thing: number } | null = null;

/** Before the plain list is replaced: the same cards, the same heights and the focus where it was, so nothing moves. */
export function takeOver(list: HTMLElement | null) {
  forgetAtOtherWidth();
  focusBefore = null;
  const active = document.activeElement;
  for (const card of list?.querySelectorAll<HTMLElement>('article[data-item]') ?? []) {
    const item = card.dataset.item ?? '';
    heights.set(item, card.getBoundingClientRect().height);
    if (active !== null && card.contains(active)) {
      focusBefore = { item, thing: [...card.querySelectorAll(THINGS)].indexOf(active) };
    }
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
  const [focused, setFocused] = useState(() => focusBefore?.item ?? null);
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
  useLayoutEffect(() => {
    // The cards are drawn when the window has been measured.
    if (focusBefore === null || !list.current?.querySelector('[data-item]')) return;
    const { item, thing } = focusBefore;
    focusBefore = null;
    const card = list.current.querySelector<HTMLElement>(`[data-item="${CSS.escape(item)}"]`);
    const focus = card?.querySelectorAll<HTMLElement>(THINGS)[thing] ?? card;
    focus?.focus({ preventScroll: true });
  });
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
