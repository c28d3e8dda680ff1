import type { Agent } from 'undici';
import { retryAfterMs } from '../delivery/back-off.ts';
import { LIMITS } from '../limits.ts';

/**
 * POSTs, within the time that a delivery may take, and answers the status and how long the other side asks to be left
 * alone. These are all that counts: what goes wrong with the rest of the answer does not.
 * @throws what the connection threw.
 */
export async function send(
  agent: Agent,
  url: URL,
  { headers, body, now }: { headers: Record<string, string>; body: Uint8Array; now: Date },
): Promise<{ status: number; retryAfterMs: number | null }> {
  const answer = await agent.request({
    origin: url.origin,
    path: url.pathname + url.search,
    method: 'POST',
    headers,
    body,
    signal: AbortSignal.timeout(LIMITS.deliveryMs),
  });
  await answer.body
    .on('error', () => {})
    .dump({ limit: 16 * 1024 })
    .catch(() => {});
  const wait = answer.headers['retry-after'];
  return { status: answer.statusCode, retryAfterMs: retryAfterMs(typeof wait === 'string' ? wait : undefined, now) };
}
