/**
 * One post to 10,000 followers on 500 hosts: what its author waits, against an author whom nobody follows; how fast it is with
 * everybody; and what it costs in memory.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import * as accounts from '../shared/contracts/accounts.ts';
import * as practice from '../shared/contracts/practice.ts';
import { ApiClient } from '../tests/support/api.ts';
import { addFollowers } from '../tests/support/federation/many-followers.ts';
import { startChild } from '../tests/support/storage/child.ts';
import { type Figure, median } from './support/figures.ts';
import { benchmark } from './support/program.ts';

const HOSTS = 500;
const FOLLOWERS_PER_HOST = 20;
const ROUNDS = Number(process.env.ROUNDS ?? 15);
const WARM_UP = 3;
const LOOK_MS = 5;
const AUTHOR_GOAL = 1.2;
const PORT = 39_417;
const BASE_URL = `http://localhost:${PORT}`;

async function start(dataDir: string) {
  const child = startChild(new URL('../tests/support/instance-child.ts', import.meta.url), [], {
    PORT: String(PORT),
    BASE_URL,
    DATA_DIR: dataDir,
    REGISTRATION: 'open',
    LOG_LEVEL: 'silent',
    FEDERATION_ALLOW_PRIVATE: '127.0.0.0/8,::1/128',
  });
  await child.reached(1);
  return child;
}

/** Megabytes that a process of ours has in memory. */
async function memoryOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? Number.NaN) / 1024;
}

await benchmark(async (): Promise<Figure[]> => {
  const sinks = fork(fileURLToPath(new URL('./support/sinks.ts', import.meta.url)), [String(HOSTS), '0']);
  const [{ taking }] = (await once(sinks, 'message')) as [{ taking: string[] }];
  const received = async (): Promise<number> => {
    sinks.send('count');
    const [message] = (await once(sinks, 'message')) as [{ received: number }];
    return message.received;
  };
  const dataDir = await mkdtemp(join(tmpdir(), 'staffroom-fanout-'));
  let instance = await start(dataDir);
  const author = async (username: string) => {
    const client = new ApiClient(BASE_URL);
    await client.call(accounts.signUp, {
      body: { username, displayName: username, password: 'correct horse battery' },
    });
    return client;
  };
  const [followed, alone] = [await author('followed'), await author('alone')];
  instance.process.kill();
  await instance.ended;
  await addFollowers(dataDir, `${BASE_URL}/users/followed`, taking, FOLLOWERS_PER_HOST);
  instance = await start(dataDir);
  process.once('exit', () => instance.process.kill());

  const publish = async (by: ApiClient): Promise<number> => {
    const started = performance.now();
    await by.call(practice.publishPost, {
      body: { title: 'A post', markdown: 'Three questions at the door. '.repeat(20) },
    });
    return performance.now() - started;
  };
  const idle = await memoryOf(instance.process.pid);
  const waits: { followed: number[]; alone: number[] } = { followed: [], alone: [] };
  const rates: number[] = [];
  let most = 0;
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const measured = async (name: 'followed' | 'alone') => {
      const before = await received();
      const started = performance.now();
      const ms = await publish(name === 'followed' ? followed : alone);
      if (name === 'followed') {
        while ((await received()) - before < HOSTS) {
          most = Math.max(most, await memoryOf(instance.process.pid));
          await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
        }
        if (round >= 0) rates.push((HOSTS * 1000) / (performance.now() - started));
      }
      if (round >= 0) waits[name].push(ms);
    };
    for (const name of round % 2 === 0 ? (['followed', 'alone'] as const) : (['alone', 'followed'] as const)) {
      await measured(name);
    }
  }
  instance.process.kill();
  await instance.ended;
  sinks.kill();
  await rm(dataDir, { recursive: true, force: true });
  const ratio = median(waits.followed) / median(waits.alone);
  return [
    {
      what: `the author of a post to ${HOSTS * FOLLOWERS_PER_HOST} followers on ${HOSTS} hosts waits`,
      value: median(waits.followed),
      unit: 'ms',
      against: { name: 'with no followers', value: median(waits.alone) },
      ratio: 1 / ratio,
      goal: { text: `<= ${AUTHOR_GOAL} x with none`, reached: ratio <= AUTHOR_GOAL },
    },
    { what: 'to all hosts, from the request on', value: median(rates), unit: 'hosts/s' },
    {
      what: 'memory, most of it during fan-outs',
      value: most,
      unit: 'MB',
      against: { name: 'before', value: idle },
    },
  ];
});
process.exit(0);
