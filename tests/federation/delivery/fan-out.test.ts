import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Delivery } from '../../../server/federation/delivery/queue.ts';
import { openDatabase } from '../../../server/storage/index.ts';
import * as accounts from '../../../shared/contracts/accounts.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import { ApiClient } from '../../support/api.ts';
import { addFollowers } from '../../support/federation/many-followers.ts';
import { InstanceProcess } from '../../support/instance-process.ts';
import { freePort, listen } from '../../support/ports.ts';
import { until } from '../../support/until.ts';

const HOSTS = 500;
const HANGING = 25;
const CLOSED = 25;
const FOLLOWERS_PER_HOST = 20;
const POSTS = 3;
/** Longer than a lease, shorter than what clocks may differ by. */
const RESTART_AHEAD_MS = 90_000;
/** `LANES_MAX` times `PER_HOST_MAX`: what can be sent and not yet be marked. */
const UNDER_WAY_MAX = 512;

/** A post for 10,000 followers on 500 hosts, and the server killed in the middle of sending it. */
describe.skipIf(process.env.TEST_DATABASE === 'mongo')('ten thousand followers', () => {
  let instance: InstanceProcess;
  let starts = 0;
  const servers: Server[] = [];
  const live: string[] = [];
  const others: string[] = [];
  /** `origin activity` -> how often it came. */
  const received = new Map<string, number>();
  const paths = new Set<string | undefined>();

  async function host(hangs: boolean): Promise<string> {
    const server = createServer(async (req, res) => {
      const chunks: Buffer[] = [];
      for await (const chunk of req) chunks.push(chunk as Buffer);
      if (hangs) return;
      paths.add(req.url);
      const { id } = JSON.parse(Buffer.concat(chunks).toString()) as { id: string };
      const key = `http://${req.headers.host} ${id}`;
      received.set(key, (received.get(key) ?? 0) + 1);
      res.writeHead(202, { 'content-length': 0 }).end();
    });
    servers.push(server);
    return `http://localhost:${await listen(server)}`;
  }

  const start = () => instance.start({ aheadMs: RESTART_AHEAD_MS * starts++ });

  async function kill(): Promise<void> {
    instance.kill();
    await instance.ended();
  }

  beforeAll(async () => {
    instance = await InstanceProcess.make();
    live.push(...(await Promise.all(Array.from({ length: HOSTS - HANGING - CLOSED }, () => host(false)))));
    others.push(...(await Promise.all(Array.from({ length: HANGING }, () => host(true)))));
    others.push(
      ...(await Promise.all(Array.from({ length: CLOSED }, async () => `http://localhost:${await freePort()}`))),
    );
    await start();
  });
  afterAll(async () => {
    await instance.remove();
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  });

  test('all that live have every post, once but for what was under way when the server was killed', async () => {
    const amara = new ApiClient(instance.baseUrl);
    await amara.call(accounts.signUp, {
      body: { username: 'amara', displayName: 'Amara', password: 'correct horse battery' },
    });
    await kill();
    await addFollowers(instance.dataDir, `${instance.baseUrl}/users/amara`, [...live, ...others], FOLLOWERS_PER_HOST);
    await start();

    for (let n = 0; n < POSTS; n++)
      await amara.call(practice.publishPost, { body: { title: `Post ${n}`, markdown: 'x' } });
    await until('the middle of it', () => received.size > (live.length * POSTS) / 4, 30_000);
    await kill();
    const whenKilled = received.size;
    expect(whenKilled).toBeLessThan(live.length * POSTS);
    await start();
    await until('all that live have every post', () => received.size === live.length * POSTS, 60_000);

    const hosts = new Set([...received.keys()].map((key) => key.split(' ')[0]));
    const activities = new Set([...received.keys()].map((key) => key.split(' ')[1]));
    expect(hosts.size).toBe(live.length);
    expect(activities.size).toBe(POSTS);
    // Twenty followers share an inbox.
    expect([...paths]).toEqual(['/inbox']);
    const twice = [...received.values()].filter((count) => count > 1);
    expect(twice.every((count) => count === 2)).toBe(true);
    expect(twice.length).toBeLessThanOrEqual(UNDER_WAY_MAX);

    await kill();
    const database = await openDatabase({ dataDir: instance.dataDir });
    const rows = database.collection<Delivery>('deliveries');
    // One row a post and host; those for hosts that are not there wait, and nothing was given up.
    expect(await rows.countDocuments()).toBe(HOSTS * POSTS);
    expect(await rows.countDocuments({ state: 'waiting' })).toBeGreaterThanOrEqual((HANGING + CLOSED) * POSTS);
    expect(await rows.countDocuments({ state: { $in: ['failed', 'kept'] } })).toBe(0);
    await database.close();
  }, 180_000);
});
