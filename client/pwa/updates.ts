/** Looked for this often in a page that stays open. */
const LOOK_EVERY_MS = 60 * 60_000;

/**
 * Registers the service worker for this language, and tells when a new version is ready. It takes over, and this page is
 * loaded again, only when `apply` is called: never under the hands of somebody who writes.
 * @returns stops looking.
 */
export function watchForUpdates(onReady: (apply: () => void) => void): () => void {
  // Only on https and localhost; a pilot on plain http works without.
  const container = 'serviceWorker' in navigator ? navigator.serviceWorker : undefined;
  if (container === undefined || !import.meta.env.PROD) return () => undefined;
  const abort = new AbortController();
  const { signal } = abort;
  let timer: ReturnType<typeof setInterval> | undefined;

  const offer = (worker: ServiceWorker) =>
    onReady(() => {
      container.addEventListener('controllerchange', () => location.reload(), { once: true });
      worker.postMessage('take-over');
    });
  const watch = (registration: ServiceWorkerRegistration) => {
    if (signal.aborted) return;
    // The first one ever has nobody to take over from.
    if (registration.waiting && container.controller) offer(registration.waiting);
    registration.addEventListener(
      'updatefound',
      () => {
        const worker = registration.installing;
        worker?.addEventListener(
          'statechange',
          () => worker.state === 'installed' && container.controller && offer(worker),
          { signal },
        );
      },
      { signal },
    );
    timer = setInterval(() => void registration.update().catch(() => undefined), LOOK_EVERY_MS);
  };
  const { lang } = document.documentElement;
  // Where it cannot be registered (a private window, a full disk), pages work as long as there is a network.
  container.register(`/sw.js?lang=${lang}`, { updateViaCache: 'none' }).then(watch, () => undefined);
  return () => {
    abort.abort();
    clearInterval(timer);
  };
}
