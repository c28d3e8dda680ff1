import type { Agent } from 'undici';
import { retryAfterMs } from '../delivery/back-off.ts';
import { LIMITS } from '../limits.ts';

export interface Answered {
  status: number;
  retryAfterMs: number | null;
}

/**
 * POSTs and answers the status and how long the other side asks to be left alone. These are all that counts: what goes wrong
 * with the rest of the answer does not.
 * @param request `signal` ends it; within the time that a delivery may take when there is none
 * @throws what the connection threw.
 */
export async function send(
  agent: Agent,
  url: URL,
  request: { headers: Record<string, string>; body: Uint8Array; now: Date; signal?: AbortSignal },
): Promise<Answered> {
  const { headers, body, now, signal = AbortSignal.timeout(LIMITS.deliveryMs) } = request;
  const answer = await agent.request({
    origin: url.origin,
    path: url.pathname + url.search,
    method: 'POST',
    headers,
    body,
    signal,
  });
  await answer.body
    .on('error', () => {})
    .dump({ limit: 16 * 1024 })
    .catch(() => {});
  const wait = answer.headers['retry-after'];
  return { status: answer.statusCode, retryAfterMs: retryAfterMs(typeof wait === 'string' ? wait : undefined, now) };
}
