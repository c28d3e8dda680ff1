/** From `node server/main.ts` to the first 200, on an empty database and on one with 100,000 posts, against the bare stack. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { startInstance } from '../tests/support/instance.ts';
import type { Figure } from './support/figures.ts';
import { fillWithPosts } from './support/posts.ts';
import { benchmark } from './support/program.ts';
import { interleaved } from './support/rounds.ts';

const POSTS = 100_000;
const GIVE_UP_MS = 30_000;
const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('there is no free port');
  return address.port;
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    (response) => response.ok,
    () => false,
  );
}

/** Milliseconds from the start of the process to its first answer; every start of a server but its first is a restart. */
async function start(program: string, dataDir: string, baseUrl: string): Promise<number> {
  const port = await freePort();
  const env = { ...process.env, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'silent', BASE_URL: baseUrl };
  const before = performance.now();
  const child = spawn(process.execPath, [program], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  try {
    while (!(await answers(`http://127.0.0.1:${port}/healthz`))) {
      if (child.exitCode !== null || performance.now() - before > GIVE_UP_MS)
        throw new Error(`${program} did not start`);
    }
    return performance.now() - before;
  } finally {
    await ended(child);
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await exit;
}

async function measure(): Promise<Figure[]> {
  const empty = mkdtempSync(join(tmpdir(), 'staffroom-start-'));
  const instance = await startInstance();
  try {
    await instance.signUp('reader');
    await fillWithPosts(instance.services, `${instance.baseUrl}/users/reader`, POSTS);
    await instance.down();
    const [large, fresh, bare] = await interleaved(
      [
        { name: '100k', run: () => start(path('../server/main.ts'), instance.dataDir, instance.baseUrl) },
        { name: 'empty', run: () => start(path('../server/main.ts'), empty, instance.baseUrl) },
        { name: 'bare', run: () => start(path('./floor/start.ts'), empty, instance.baseUrl) },
      ],
      5,
    );
    if (!large || !fresh || !bare) throw new Error('a contender is missing');
    const growth = large.value / fresh.value;
    return [
      {
        what: 'cold start to the first 200, empty',
        value: fresh.value,
        unit: 'ms',
        against: { name: 'bare stack', value: bare.value },
        ratio: 1 / fresh.ratioToLast,
        goal: { text: '<= 2 x the bare stack', reached: fresh.ratioToLast <= 2 },
      },
      {
        what: 'cold start to the first 200, 100k posts',
        value: large.value,
        unit: 'ms',
        against: { name: 'empty', value: fresh.value },
        ratio: 1 / growth,
        goal: { text: '<= 1.1 x empty', reached: growth <= 1.1 },
      },
    ];
  } finally {
    rmSync(empty, { recursive: true, force: true });
    await instance.up();
    await instance.stop();
  }
}

await benchmark(measure);
