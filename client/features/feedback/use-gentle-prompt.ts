import { useMemo, useRef, useState } from 'react';
import { type FeedbackHint, hintsFor } from '../../../shared/feedback-hints.ts';
import { useDebounced } from '../editor/use-debounced.ts';

const PAUSE_MS = 900;

export interface GentlePrompt {
  /** In the text as it stands. */
  hints: readonly FeedbackHint[];
  /** Somebody pressed Send, and is asked once. */
  asks: boolean;
  /** To be called before sending: true when there is something to say about the text first. */
  holdBack(): boolean;
}

/**
 * Looks at feedback shortly after one stops typing, and once more when one sends it. It holds nothing back for good: who
 * was asked sends it as it is.
 */
export function useGentlePrompt(text: string, isFeedback: boolean): GentlePrompt {
  const settled = useDebounced(text, PAUSE_MS);
  const [asked, setAsked] = useState<string | null>(null);
  const newest = useRef(text);
  newest.current = text;
  const hints = useMemo(() => (isFeedback ? hintsFor(settled) : []), [settled, isFeedback]);
  const asks = isFeedback && asked === text;
  return {
    hints: asks ? hintsFor(text) : settled === text ? hints : [],
    asks,
    holdBack: () => {
      const hold = isFeedback && hintsFor(newest.current).length > 0;
      setAsked(hold ? newest.current : null);
      return hold;
    },
  };
}
