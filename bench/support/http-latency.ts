import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { performance } from 'node:perf_hooks';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

interface Errand {
  /** Asked in turn. */
  urls: readonly string[];
  headers: Record<string, string>;
  count: number;
}

/**
 * Milliseconds from request to the end of the answer of `count` GETs, one after the other on one connection. The client
 * is a thread of its own: what is measured is the server, not who asks.
 */
export async function httpLatencies(errand: Errand): Promise<number[]> {
  const worker = new Worker(new URL(import.meta.url), { workerData: errand });
  const [samples] = await once(worker, 'message');
  return samples;
}

async function run({ urls, headers, count }: Errand): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const samples: number[] = [];
  for (let i = 0; i < count; i++) {
    const url = urls[i % urls.length] ?? '';
    const start = performance.now();
    const [answer] = await once(get(url, { agent, headers }), 'response');
    for await (const _ of answer);
    if (answer.statusCode !== 200) throw new Error(`${url} answered ${answer.statusCode}`);
    samples.push(performance.now() - start);
  }
  agent.destroy();
  return samples;
}

if (!isMainThread && workerData?.urls) parentPort?.postMessage(await run(workerData));
