/** When the server gave the oldest of the answers that this page shows from the device, ISO 8601; null when all are fresh. */
let since: string | null = null;
const listeners = new Set<() => void>();

const KEPT_AT = 'x-kept-at';

/** Told of each answer; the service worker dates those that it had kept. */
export function noteAnswer(response: Response) {
  const at = response.headers.get(KEPT_AT);
  // Who is signed in, and where: not what one reads.
  if (/\/(?:session|instance)$/.test(response.url)) return;
  if (at !== null && (since === null || at < since)) set(at);
}

/** The network is back, or another page opens. */
export function forgetKept() {
  set(null);
}

export function subscribeKept(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

export function keptSince(): string | null {
  return since;
}

function set(value: string | null) {
  if (since === value) return;
  since = value;
  for (const listener of listeners) listener();
}
