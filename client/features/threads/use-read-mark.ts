import { useEffect, useRef, useState } from 'react';
import type { Pair } from '../../../shared/contracts/mentoring.ts';
import { markThreadRead } from '../../../shared/contracts/threads.ts';
import { call } from '../../api/call.ts';
import { useVisible } from '../../ui/use-visible.ts';

/**
 * Tells the server how far the thread has been read: what stood at its end while it was on a screen. On a phone the
 * thread may be the part of the page that is not shown. The server tells the other screens.
 */
export function useReadMark(pair: Pair) {
  const panel = useRef<HTMLElement>(null);
  const [shown, setShown] = useState(false);
  const [seen, setSeen] = useState<string | null>(null);
  const told = useRef<string | null>(null);
  const visible = useVisible();

  useEffect(() => {
    if (panel.current === null) return;
    const observer = new IntersectionObserver(([entry]) => setShown(entry?.isIntersecting === true));
    observer.observe(panel.current);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    if (!shown || !visible || seen === null || (told.current !== null && seen <= told.current)) return;
    const before = told.current;
    told.current = seen;
    call(markThreadRead, { params: { id: pair.id }, body: { cursor: seen } }).catch(() => {
      // Said again with the next message, or the next visit.
      told.current = before;
    });
  }, [shown, visible, seen, pair.id]);

  return { panel, onSeen: setSeen };
}
