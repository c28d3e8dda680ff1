import { useEffect, useRef } from 'react';

/**
 * For the heading (`tabIndex={-1}`) of what goes on by itself, a turn or a pair: when `key` changes and the focus was in
 * something that went with it, it comes here. Who reads, with the focus nowhere, is left where they are.
 */
export function useFocusWhenLost<T extends HTMLElement>(key: unknown) {
  const place = useRef<T>(null);
  const had = useRef<Element | null>(null);
  const last = useRef(key);
  useEffect(() => {
    const remember = () => {
      had.current = document.activeElement;
    };
    remember();
    document.addEventListener('focusin', remember);
    return () => document.removeEventListener('focusin', remember);
  }, []);
  useEffect(() => {
    if (last.current === key) return;
    last.current = key;
    if (document.activeElement === document.body && had.current?.isConnected === false) place.current?.focus();
  }, [key]);
  return place;
}
