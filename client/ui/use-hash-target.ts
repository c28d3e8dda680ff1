import { useEffect } from 'react';
import { useLocation } from 'react-router';

/** Entries of the history that were led to their target: coming back to one returns to where one was. */
const led = new Set<string>();

/** Scrolls to what `#…` of the address names, once it is there; the browser alone looks before the page is drawn. */
export function useHashTarget(ready: boolean) {
  const { hash, key } = useLocation();
  useEffect(() => {
    if (!ready || hash === '' || led.has(key)) return;
    led.add(key);
    document.getElementById(decodeURIComponent(hash.slice(1)))?.scrollIntoView();
  }, [ready, hash, key]);
}
