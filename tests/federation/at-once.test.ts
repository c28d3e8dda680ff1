import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as accounts from '../../shared/contracts/accounts.ts';
import * as mentoring from '../../shared/contracts/mentoring.ts';
import * as practice from '../../shared/contracts/practice.ts';
import * as profiles from '../../shared/contracts/profiles.ts';
import * as threads from '../../shared/contracts/threads.ts';
import type { ApiClient } from '../support/api.ts';
import { startInstance, type TestInstance } from '../support/instance.ts';
import { until } from '../support/until.ts';

/** Two tabs, two taps, two people at the same moment: what comes of it is one thing, the same on both instances. */
let a: TestInstance;
let b: TestInstance;
let amara: ApiClient;
let bo: ApiClient;

beforeAll(async () => {
  [a, b] = await Promise.all([startInstance(), startInstance()]);
  [amara, bo] = await Promise.all([a.signUp('amara'), b.signUp('bo')]);
});
afterAll(() => Promise.all([a.stop(), b.stop()]));

const amaraOnB = () => ({ handle: `@amara@${a.domain}` });
const logged = (instance: TestInstance, type: string) =>
  instance.services.db.collection<{ _id: string; type: string }>('activities').countDocuments({ type });
const twice = <T>(work: () => Promise<T>) => Promise.all([work(), work(), work()]);

const offer = (partner: string) => ({
  body: { partner, myGoals: 'a', partnerGoals: 'b', cadence: 'weekly', endsOn: '2099-06-30' },
});

describe('the same tap, several times at once', () => {
  test('is one follow, which can be taken back', async () => {
    await bo.call(profiles.getProfile, { params: amaraOnB() });
    await twice(() => bo.call(profiles.followProfile, { params: amaraOnB() }));
    expect(await logged(b, 'Follow')).toBe(1);
    await until('accepted', async () => {
      return (await bo.call(profiles.getProfile, { params: amaraOnB() })).relation?.following === 'yes';
    });
    await twice(() => bo.call(profiles.unfollowProfile, { params: amaraOnB() }));
    await until('gone on A', async () => {
      return (await amara.call(profiles.getProfile, { params: { handle: 'amara' } })).followers === 0;
    });
    await bo.call(profiles.followProfile, { params: amaraOnB() });
    await until('back on A', async () => {
      return (await amara.call(profiles.getProfile, { params: { handle: 'amara' } })).followers === 1;
    });
  });

  test.each([
    ['like', practice.likePost, practice.unlikePost, 'likes', 'Like'],
    ['boost', practice.boostPost, practice.unboostPost, 'boosts', 'Announce'],
  ] as const)('is one %s, which can be taken back and given again', async (_what, give, takeBack, count, type) => {
    const post = await amara.call(practice.publishPost, { body: { title: type, markdown: 'x' } });
    await until('on B', async () => (await bo.try(practice.getPost, { params: { id: post.id } })).status === 200);
    const params = { id: post.id };
    const onA = async () => (await amara.call(practice.getPost, { params }))[count];
    for (let round = 1; round <= 2; round++) {
      await twice(() => bo.call(give, { params }));
      expect(await logged(b, type)).toBe(round);
      await until('on A', async () => (await onA()) === 1);
      const [last] = await twice(() => bo.call(takeBack, { params }));
      expect(last?.[count]).toBe(0);
      await until('taken back on A', async () => (await onA()) === 0);
    }
  });

  test('is one offer, one acceptance, one end', async () => {
    const offered = await Promise.all([1, 2, 3].map(() => bo.try(mentoring.offerPair, offer(amaraOnB().handle))));
    expect(offered.map((answer) => answer.status).sort()).toEqual([201, 409, 409]);
    const { id } = await until('the offer', async () => (await amara.call(mentoring.listPairs)).items[0]);
    const accepted = await Promise.all([1, 2, 3].map(() => amara.try(mentoring.acceptPair, { params: { id } })));
    expect(accepted.map((answer) => answer.status).sort()).toEqual([200, 409, 409]);
    await until('active on B', async () => (await bo.call(mentoring.getPair, { params: { id } })).state === 'active');
    // One ends it while the other writes: nobody gets a 500, and both see the same.
    const [written, ended] = await Promise.all([
      bo.try(threads.sendMessage, { params: { id }, body: { markdown: 'Wait', clientId: 'at-the-same-moment' } }),
      amara.try(mentoring.endPair, { params: { id }, body: { reason: 'Done' } }),
    ]);
    expect([201, 409]).toContain(written.status);
    expect(ended.status).toBe(200);
    await until('ended on B', async () => (await bo.call(mentoring.getPair, { params: { id } })).state === 'ended');
    const count = async (client: ApiClient) =>
      (await client.call(threads.listMessages, { params: { id } })).items.length;
    await until('the same thread on both', async () => (await count(amara)) === (await count(bo)));
    expect(await count(bo)).toBe(written.status === 201 ? 1 : 0);
  });
});

describe('both at the same moment', () => {
  test('offer each other a pair: whichever is accepted, it is one pair', async () => {
    const [cleo, dan] = await Promise.all([a.signUp('cleo'), b.signUp('dan')]);
    await cleo.call(profiles.getProfile, { params: { handle: `@dan@${b.domain}` } });
    await dan.call(profiles.getProfile, { params: { handle: `@cleo@${a.domain}` } });
    const [hers, his] = await Promise.all([
      cleo.call(mentoring.offerPair, offer(`@dan@${b.domain}`)),
      dan.call(mentoring.offerPair, offer(`@cleo@${a.domain}`)),
    ]);
    const states = async (client: ApiClient) =>
      (await client.call(mentoring.listPairs)).items.map(({ id, state }) => `${id} ${state}`).sort();
    await until('both offers on both', async () => {
      return (await states(cleo)).length === 2 && (await states(dan)).length === 2;
    });
    await cleo.call(mentoring.acceptPair, { params: { id: his.id } });
    const expected = [`${hers.id} withdrawn`, `${his.id} active`].sort();
    expect(await states(cleo)).toEqual(expected);
    await until('the same on B', async () => (await states(dan)).join() === expected.join());
    expect((await dan.try(mentoring.acceptPair, { params: { id: hers.id } })).status).toBe(409);
  });

  test('sign up with the same name: one has it, the others are told', async () => {
    const body = { username: 'same', displayName: 'Same', password: 'correct horse battery' };
    const answers = await Promise.all([1, 2, 3, 4].map(() => a.anyone().try(accounts.signUp, { body })));
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409, 409]);
    const winner = answers.find((answer) => answer.status === 201);
    expect(winner?.value.me?.username).toBe('same');
    expect((await a.anyone().call(profiles.getProfile, { params: { handle: 'same' } })).displayName).toBe('Same');
  });
});
