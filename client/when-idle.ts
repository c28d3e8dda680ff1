const IDLE_MAX_MS = 2_000;

/** Once the page stands and has nothing else to do: for what nobody waits for. */
export function whenIdle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: IDLE_MAX_MS });
    else setTimeout(resolve, IDLE_MAX_MS / 2);
  });
}
