const DEADLINE_MS = 10_000;
const INTERVAL_MS = 15;

/**
 * Resolves with the first value of `probe` that is neither undefined, null nor false. For effects that another instance
 * or process brings about; everything else has a promise to wait for.
 * @throws after the deadline, with `what` that was waited for.
 */
export async function until<T>(
  what: string,
  probe: () => Promise<T | undefined | null | false> | T | undefined | null | false,
  deadlineMs = DEADLINE_MS,
): Promise<T> {
  const end = Date.now() + deadlineMs;
  for (;;) {
    const value = await probe();
    if (value !== undefined && value !== null && value !== false) return value;
    if (Date.now() > end) throw new Error(`waited ${deadlineMs} ms in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, INTERVAL_MS));
  }
}
