import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as mentoring from '../../shared/contracts/mentoring.ts';
import * as moderation from '../../shared/contracts/moderation.ts';
import * as profiles from '../../shared/contracts/profiles.ts';
import * as threads from '../../shared/contracts/threads.ts';
import type { ApiClient } from '../support/api.ts';
import { startInstance, type TestInstance } from '../support/instance.ts';
import { until } from '../support/until.ts';

/** Instances that are away, unknown or blocked: a sentence for the person, and nothing lost. */
describe('when the other side is not there', () => {
  let ahead = 0;
  const clock = { now: () => new Date(Date.now() + ahead) };
  let a: TestInstance;
  let b: TestInstance;
  let amara: ApiClient;
  let bo: ApiClient;
  let admin: ApiClient;
  let pairId: string;

  beforeAll(async () => {
    [a, b] = await Promise.all([startInstance({ options: { clock } }), startInstance()]);
    [amara, bo, admin] = await Promise.all([a.signUp('amara'), b.signUp('bo'), a.account('adam', 'admin')]);
    const body = {
      partner: `@amara@${a.domain}`,
      myGoals: 'x',
      partnerGoals: 'y',
      cadence: 'weekly',
      endsOn: '2099-01-01',
    };
    pairId = (await bo.call(mentoring.offerPair, { body })).id;
    await until('the offer', async () => (await amara.call(mentoring.listPairs)).items[0]);
    await amara.call(mentoring.acceptPair, { params: { id: pairId } });
    await until('the pair on B', async () => {
      return (await bo.call(mentoring.getPair, { params: { id: pairId } })).state === 'active';
    });
  });
  afterAll(() => Promise.all([a.stop(), b.stop()]));

  const messagesOf = async (client: ApiClient) =>
    (await client.call(threads.listMessages, { params: { id: pairId } })).items;

  test('messages to an instance that is down are on their way, and arrive once, in order, when it is back', async () => {
    await b.down();
    for (const n of [1, 2, 3]) {
      const sent = await amara.call(threads.sendMessage, {
        params: { id: pairId },
        body: { markdown: `Message ${n}`, clientId: `while-away-${n}` },
      });
      expect(sent.delivery).toBe('on-its-way');
    }
    await until('the first attempt has failed', async () => {
      const lane = await a.services.db
        .collection<{ _id: string; failures: number }>('delivery_lanes')
        .findOne({ _id: b.domain });
      return (lane?.failures ?? 0) > 0;
    });
    expect((await messagesOf(amara)).map((message) => message.delivery)).toEqual(Array(3).fill('on-its-way'));

    await b.up();
    ahead += 60 * 60 * 1000;
    a.services.delivery.wake();
    await until('all three arrived', async () => (await messagesOf(bo)).length === 3);
    const arrived = await messagesOf(bo);
    expect(arrived.map((message) => message.html.trim()).sort()).toEqual([1, 2, 3].map((n) => `<p>Message ${n}</p>`));
    await until('the author sees that they are there', async () => {
      return (await messagesOf(amara)).every((message) => message.delivery === 'delivered');
    });
    ahead = 0;
  });

  test('a handle that its instance does not know', async () => {
    const answer = await amara.try(profiles.getProfile, { params: { handle: `@nobody@${b.domain}` } });
    expect(answer.status).toBe(404);
    expect(answer.error?.message).toContain('nobody');
  });

  test('an instance where nothing answers', async () => {
    const answer = await amara.try(profiles.getProfile, { params: { handle: '@x@localhost:9' } });
    expect(answer.status).toBe(502);
    expect(answer.error?.code).toBe('remote_unavailable');
    expect(answer.error?.message).toContain('localhost:9');
  });

  test('a blocked instance: nothing goes out, nothing comes in', async () => {
    await admin.call(moderation.blockDomain, { params: { domain: b.domain }, body: { reason: 'Test' } });
    const lookedUp = await amara.try(profiles.getProfile, { params: { handle: `@other@${b.domain}` } });
    expect(lookedUp.error?.message).toContain('does not talk to');
    // Also somebody who was known before.
    const known = { params: { handle: `@bo@${b.domain}` } };
    for (const refused of [
      await amara.try(profiles.getProfile, known),
      await amara.try(profiles.followProfile, known),
    ]) {
      expect(refused.error?.message).toContain('does not talk to');
    }
    const before = (await messagesOf(amara)).length;
    const sent = await bo.call(threads.sendMessage, {
      params: { id: pairId },
      body: { markdown: 'Can you hear me?', clientId: 'blocked-message' },
    });
    await until('B gives up', async () => {
      return (await messagesOf(bo)).find((message) => message.id === sent.id)?.delivery === 'failed';
    });
    expect(await messagesOf(amara)).toHaveLength(before);
  });
});
