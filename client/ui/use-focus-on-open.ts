import { useEffect, useRef } from 'react';

/**
 * For the heading (`tabIndex={-1}`) of what opens in the place of the button that opened it: the focus goes there, so
 * that it is not lost with the button. Where the heading stays, as when a form under it is put away, it gets the focus
 * each time that `key` changes, and not at first.
 */
export function useFocusOnOpen<T extends HTMLElement>(key?: unknown) {
  const heading = useRef<T>(null);
  const last = useRef(key);
  useEffect(() => {
    if (key !== undefined && last.current === key) return;
    last.current = key;
    heading.current?.focus();
  }, [key]);
  return heading;
}
