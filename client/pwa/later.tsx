import { lazy, Suspense } from 'react';

/** Loaded when the page is drawn and the network is free again: nobody waits for what goes on behind it. */
const Background = lazy(async () => {
  await pageLoaded();
  return { default: (await import('./background.tsx')).Background };
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
  await new Promise((resolve) => setTimeout(resolve, 0));
}
