import { useEffect, useRef, useState } from 'react';
import { tThreads } from '../../i18n/threads.ts';
import type { ThreadState } from './thread-state.ts';

/** The newest message of the partner, as a sentence for screen readers; what was there at opening is not announced. */
export function useAnnouncement(state: ThreadState): string {
  const [words, setWords] = useState('');
  const last = state.messages.findLast((message) => !message.mine && !message.deleted);
  const seen = useRef<string | null>(null);
  const loaded = state.hasOlder !== null;
  useEffect(() => {
    if (!loaded) return;
    const fresh = seen.current !== null && last !== undefined && last.cursor > seen.current;
    if (fresh) setWords(tThreads.said(last.author.displayName, plainText(last.html)));
    if (last !== undefined || seen.current === null) seen.current = last?.cursor ?? '';
  }, [loaded, last]);
  return words;
}

/** Parsed in a document of its own, where nothing loads and nothing runs. */
function plainText(html: string): string {
  return new DOMParser().parseFromString(html, 'text/html').body.textContent ?? '';
}
