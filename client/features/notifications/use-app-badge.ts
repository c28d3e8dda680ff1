import { useEffect } from 'react';

/** How much waits, on the icon of the installed app where the system shows it; gone with whoever signs out. */
export function useAppBadge(count: number) {
  useEffect(() => {
    if (!('setAppBadge' in navigator)) return;
    // Refused where the app is not installed: then there is no icon either.
    navigator.setAppBadge(count).catch(() => undefined);
    return () => {
      navigator.clearAppBadge().catch(() => undefined);
    };
  }, [count]);
}
