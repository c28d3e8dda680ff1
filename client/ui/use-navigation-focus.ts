import { useLayoutEffect, useRef } from 'react';
import { NavigationType, useLocation, useNavigationType } from 'react-router';

/** Where each entry of the history was scrolled to, as long as the page lives. */
const positions = new Map<string, number>();

/**
 * After going to another page the focus and the view start at its top, as with a page load; going back returns to
 * where one was, which the browser alone cannot do when the page is drawn after it has looked.
 */
export function useNavigationFocus() {
  const main = useRef<HTMLElement>(null);
  const { pathname, key } = useLocation();
  const type = useNavigationType();
  const last = useRef(pathname);

  useLayoutEffect(() => {
    const remember = () => positions.set(key, window.scrollY);
    window.addEventListener('scroll', remember, { passive: true });
    return () => window.removeEventListener('scroll', remember);
  }, [key]);

  // With the page, not after it: a key pressed as soon as it is seen would lose the focus again, and a scroll that the
  // browser makes by itself would be taken for where one was.
  useLayoutEffect(() => {
    if (last.current === pathname) return;
    last.current = pathname;
    // A draft that gets its address while one types is not another page.
    if (type === NavigationType.Replace && main.current?.contains(document.activeElement)) return;
    main.current?.focus({ preventScroll: true });
    if (type !== NavigationType.Pop) window.scrollTo(0, 0);
    const position = positions.get(key);
    if (type !== NavigationType.Pop || position === undefined) return;
    const frame = requestAnimationFrame(() => window.scrollTo(0, position));
    return () => cancelAnimationFrame(frame);
  }, [pathname, key, type]);
  return main;
}
