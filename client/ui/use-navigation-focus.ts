import { useEffect, useRef } from 'react';
import { NavigationType, useLocation, useNavigationType } from 'react-router';

/** After going to another page the focus and the view start at its top, as with a page load; going back stays put. */
export function useNavigationFocus() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const type = useNavigationType();
  const last = useRef(pathname);
  useEffect(() => {
    if (last.current === pathname) return;
    last.current = pathname;
    // A draft that gets its address while one types is not another page.
    if (type === NavigationType.Replace && main.current?.contains(document.activeElement)) return;
    main.current?.focus({ preventScroll: true });
    if (type === NavigationType.Push) window.scrollTo(0, 0);
  }, [pathname, type]);
  return main;
}
