import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as accounts from '../../shared/contracts/accounts.ts';
import * as mentoring from '../../shared/contracts/mentoring.ts';
import * as practice from '../../shared/contracts/practice.ts';
import * as profiles from '../../shared/contracts/profiles.ts';
import * as threads from '../../shared/contracts/threads.ts';
import { ApiClient } from '../support/api.ts';
import { startInstance, type TestInstance } from '../support/instance.ts';
import { InstanceProcess } from '../support/instance-process.ts';
import { seeded } from '../support/storage/random.ts';
import { until } from '../support/until.ts';

const ROUNDS = 4;
const WRITERS = 4;
/** Longer than a lease of the delivery queue, shorter than what clocks may differ by. */
const RESTART_AHEAD_MS = 90_000;

/** A whole server, killed in the middle of publishing: what was acknowledged is there, shown, and delivered once. */
describe.skipIf(process.env.TEST_DATABASE === 'mongo')('an instance killed while people write', () => {
  const random = seeded(20_261_121);
  let a: InstanceProcess;
  let b: TestInstance;
  let amara: ApiClient;
  let bo: ApiClient;
  let starts = 0;

  const startA = () => a.start({ aheadMs: RESTART_AHEAD_MS * starts++ });

  beforeAll(async () => {
    a = await InstanceProcess.make();
    await startA();
    b = await startInstance();
    amara = new ApiClient(a.baseUrl);
    await amara.call(accounts.signUp, {
      body: { username: 'amara', displayName: 'Amara', password: 'correct horse battery' },
    });
    bo = await b.signUp('bo');
  });
  afterAll(async () => {
    await a.remove();
    await b.stop();
  });

  test('loses nothing that was acknowledged, and sends nothing twice', async () => {
    const partner = `@amara@${new URL(a.baseUrl).host}`;
    await bo.call(profiles.followProfile, { params: { handle: partner } });
    const { id } = await bo.call(mentoring.offerPair, {
      body: { partner, myGoals: 'a', partnerGoals: 'b', cadence: 'weekly', endsOn: '2099-06-30' },
    });
    await until('the offer', async () => (await amara.call(mentoring.listPairs)).items[0]);
    await amara.call(mentoring.acceptPair, { params: { id } });
    await until('active on B', async () => (await bo.call(mentoring.getPair, { params: { id } })).state === 'active');

    const posts = new Set<string>();
    const messages = new Set<string>();
    for (let round = 0; round < ROUNDS; round++) {
      const last = 5 + random.below(40);
      let acknowledged = 0;
      let killed = false;
      const write = async (writer: number): Promise<void> => {
        for (let n = 0; !killed; n++) {
          const title = `p-${round}-${writer}-${n}`;
          const clientId = `m-${round}-${writer}-${n}-x`;
          await amara.call(practice.publishPost, { body: { title, markdown: title } });
          posts.add(title);
          await amara.call(threads.sendMessage, { params: { id }, body: { markdown: clientId, clientId } });
          messages.add(clientId);
          acknowledged += 2;
          if (acknowledged >= last) {
            killed = true;
            a.kill();
          }
        }
      };
      // A writer ends with a connection that breaks.
      await Promise.allSettled(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
      expect(await a.ended()).toBe('SIGKILL');
      await startA();
    }
    expect(posts.size).toBeGreaterThan(ROUNDS * 5);

    const texts = async (client: ApiClient) => {
      const all: string[] = [];
      for (let after = ''; ; ) {
        const page = await client.call(threads.listMessages, {
          params: { id },
          query: { limit: 100, ...(after ? { after } : { after: '0' }) },
        });
        all.push(...page.items.map((item) => item.html.replace(/<[^>]+>/g, '').trim()));
        if (!page.more) return all;
        after = page.items.at(-1)?.cursor ?? '';
      }
    };
    const titles = async (client: ApiClient) => {
      const all: string[] = [];
      for (let cursor = ''; ; ) {
        const page = await client.call(practice.getHomeFeed, { query: { limit: 50, ...(cursor ? { cursor } : {}) } });
        all.push(...page.items.map((item) => item.post.title));
        if (page.next === null) return all;
        cursor = page.next;
      }
    };
    const missing = (wanted: Set<string>, found: string[]) => [...wanted].filter((one) => !found.includes(one));

    const here = { texts: await texts(amara), titles: await titles(amara) };
    expect(missing(messages, here.texts)).toEqual([]);
    expect(missing(posts, here.titles)).toEqual([]);
    // What was not acknowledged may be there or not, but once.
    for (const found of [here.texts, here.titles]) expect(new Set(found).size).toBe(found.length);

    await until(
      'all of it on B',
      async () => (await texts(bo)).length >= here.texts.length && (await titles(bo)).length >= here.titles.length,
      60_000,
    );
    expect((await texts(bo)).sort()).toEqual(here.texts.sort());
    expect((await titles(bo)).sort()).toEqual(here.titles.sort());
    await until('A knows that it arrived', async () => {
      const { items } = await amara.call(threads.listMessages, { params: { id }, query: { limit: 100 } });
      return items.every((item) => item.delivery !== 'on-its-way');
    });
  }, 180_000);
});
