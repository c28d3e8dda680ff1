import { lazy, Suspense } from 'react';

/** After the page has loaded: by then it has asked for what it shows, and a weak signal is free for the rest. */
const PAUSE_MS = 2_000;

/** Nobody waits for what goes on behind the pages. */
const Background = lazy(async () => {
  await pageLoaded();
  // Without it a page works as long as there is a network, and the next one tries again.
  const module = await import('./background.tsx').catch(() => null);
  return { default: module?.Background ?? (() => null) };
});

export function Later() {
  return (
    <Suspense fallback={null}>
      <Background />
    </Suspense>
  );
}

async function pageLoaded(): Promise<void> {
  if (document.readyState !== 'complete') {
    await new Promise((resolve) => window.addEventListener('load', resolve, { once: true }));
  }
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}
