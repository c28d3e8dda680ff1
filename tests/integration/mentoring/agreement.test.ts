import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as mentoring from '../../../shared/contracts/mentoring.ts';
import * as moderation from '../../../shared/contracts/moderation.ts';
import * as partners from '../../../shared/contracts/partners.ts';
import { CAPACITY } from '../../../shared/vocabulary.ts';
import type { ApiClient } from '../../support/api.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';

/** What two people agree on: other terms in answer, changes, and how many pairs somebody has room for. */
let instance: TestInstance;
let amara: ApiClient;
let bo: ApiClient;
let others: Record<'teacher' | 'organizer' | 'admin' | 'anyone', ApiClient>;
let people = 0;

beforeAll(async () => {
  instance = await startInstance();
  const [teacher, organizer, admin] = await Promise.all([
    instance.account('tess', 'teacher'),
    instance.account('orla', 'organizer'),
    instance.account('adam', 'admin'),
  ]);
  others = { teacher, organizer, admin, anyone: instance.anyone() };
});
afterAll(() => instance.stop());

async function newcomer(): Promise<{ client: ApiClient; handle: string }> {
  people += 1;
  const handle = `person${people}`;
  return { client: await instance.signUp(handle), handle };
}

const terms = (note: string, rest: Record<string, unknown> = {}) => ({
  myGoals: 'Ask better',
  partnerGoals: 'Calmer labs',
  cadence: 'weekly',
  endsOn: '2099-06-30',
  note,
  ...rest,
});

const offer = (from: ApiClient, partner: string, note = 'offered') =>
  from.call(mentoring.offerPair, { body: { partner, ...terms(note) } });
const at = (id: string) => ({ params: { id } });
const see = (who: ApiClient, id: string) => who.call(mentoring.getPair, at(id));

let boHandle: string;
beforeEach(async () => {
  const [one, two] = [await newcomer(), await newcomer()];
  amara = one.client;
  bo = two.client;
  boHandle = two.handle;
});

describe('other terms in answer to an offer', () => {
  test('take its place, with the roles swapped; accepted, they are the agreement', async () => {
    const { id } = await offer(amara, boHandle);
    expect((await see(bo, id)).may).toMatchObject({ accept: true, decline: true, counter: true });
    const counter = await bo.call(mentoring.counterPair, {
      ...at(id),
      body: terms('rather this', { cadence: 'monthly' }),
    });
    expect(counter).toMatchObject({ state: 'offered', counters: id, offeredByMe: true, cadence: 'monthly' });
    expect(counter.id).not.toBe(id);
    for (const who of [amara, bo]) {
      expect(await see(who, id)).toMatchObject({ state: 'countered', endedAt: expect.any(String), cause: null });
      expect((await see(who, id)).may).toEqual({
        accept: false,
        decline: false,
        withdraw: false,
        counter: false,
        amend: false,
        end: false,
        leave: false,
        write: false,
      });
    }
    const hers = await see(amara, counter.id);
    expect(hers).toMatchObject({
      offeredByMe: false,
      counters: id,
      partnerGoals: 'Ask better',
      myGoals: 'Calmer labs',
    });
    const late = await bo.try(mentoring.acceptPair, at(id));
    expect(late.status).toBe(409);
    expect(late.error?.message).toContain('answered with another one');
    expect((await amara.call(mentoring.acceptPair, at(counter.id))).state).toBe('active');
    expect(await see(bo, counter.id)).toMatchObject({ state: 'active', note: 'rather this' });
  });

  test('can be answered in turn, and are for the one who was asked', async () => {
    const { id } = await offer(amara, boHandle);
    const body = terms('x');
    expect((await amara.try(mentoring.counterPair, { ...at(id), body })).status).toBe(409);
    for (const [who, status] of [
      ['teacher', 404],
      ['organizer', 404],
      ['admin', 404],
      ['anyone', 401],
    ] as const) {
      expect((await others[who].try(mentoring.counterPair, { ...at(id), body })).status).toBe(status);
    }
    const past = await bo.try(mentoring.counterPair, { ...at(id), body: terms('x', { endsOn: '2020-01-01' }) });
    expect(past.status).toBe(400);
    expect(past.error?.fields?.endsOn).toBeTruthy();
    const first = await bo.call(mentoring.counterPair, { ...at(id), body });
    expect((await bo.try(mentoring.counterPair, { ...at(id), body })).status).toBe(409);
    const second = await amara.call(mentoring.counterPair, { ...at(first.id), body: terms('and this') });
    expect(second).toMatchObject({ counters: first.id, offeredByMe: true });
    expect((await bo.call(mentoring.declinePair, { ...at(second.id), body: { reason: 'Next term' } })).state).toBe(
      'declined',
    );
    expect((await see(amara, first.id)).state).toBe('countered');
    // The two are free to begin again.
    expect((await offer(amara, boHandle)).state).toBe('offered');
  });
});

describe('a change of the agreement', () => {
  let id: string;
  beforeEach(async () => {
    id = (await offer(amara, boHandle)).id;
    await bo.call(mentoring.acceptPair, at(id));
  });

  test('is in force once the other has accepted it, and both see how it came about', async () => {
    const proposed = await amara.call(mentoring.amendPair, {
      ...at(id),
      body: terms('slower', { cadence: 'monthly', myGoals: 'Wait longer', confidentiality: 'between-us' }),
    });
    expect(proposed).toMatchObject({ cadence: 'weekly', note: 'offered', may: { amend: false } });
    expect(proposed.amendment).toMatchObject({
      proposedByMe: true,
      state: 'proposed',
      terms: { myGoals: 'Wait longer', partnerGoals: 'Calmer labs', cadence: 'monthly' },
      may: { accept: false, decline: false, withdraw: true },
    });
    const change = (await see(bo, id)).amendment;
    expect(change).toMatchObject({
      proposedByMe: false,
      terms: { myGoals: 'Calmer labs', partnerGoals: 'Wait longer' },
      may: { accept: true, decline: true, withdraw: false },
    });
    const changeId = change?.id ?? '';
    expect((await amara.try(mentoring.acceptAmendment, at(changeId))).status).toBe(409);
    expect((await bo.try(mentoring.withdrawAmendment, at(changeId))).status).toBe(409);
    const accepted = await bo.call(mentoring.acceptAmendment, at(changeId));
    expect(accepted).toMatchObject({
      state: 'active',
      cadence: 'monthly',
      confidentiality: 'between-us',
      partnerGoals: 'Wait longer',
      amendment: null,
      may: { amend: true },
    });
    expect((await bo.try(mentoring.declineAmendment, { ...at(changeId), body: {} })).status).toBe(409);
    for (const who of [amara, bo]) {
      const { items } = await who.call(mentoring.listAmendments, at(id));
      expect(items.map((item) => [item.id, item.state, item.terms.cadence])).toEqual([
        [changeId, 'accepted', 'monthly'],
        [id, 'accepted', 'weekly'],
      ]);
      expect(items.map((item) => item.proposedByMe)).toEqual(who === amara ? [true, true] : [false, false]);
    }
  });

  test('waits alone: another one is refused with a sentence until it is answered or taken back', async () => {
    const propose = (who: ApiClient) => who.try(mentoring.amendPair, { ...at(id), body: terms('mine') });
    const tries = await Promise.all([propose(amara), propose(bo), propose(amara)]);
    expect(tries.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    for (const who of [amara, bo]) {
      const again = await propose(who);
      expect(again.status).toBe(409);
      expect(again.error?.message).toContain('then propose another');
    }
    const change = (await see(amara, id)).amendment;
    const proposer = change?.proposedByMe ? amara : bo;
    expect((await proposer.call(mentoring.withdrawAmendment, at(change?.id ?? ''))).amendment).toBeNull();
    const second = (await bo.call(mentoring.amendPair, { ...at(id), body: terms('his') })).amendment;
    const declined = await amara.call(mentoring.declineAmendment, {
      ...at(second?.id ?? ''),
      body: { reason: 'It is good as it is' },
    });
    expect(declined).toMatchObject({ note: 'offered', amendment: null });
    const { items } = await bo.call(mentoring.listAmendments, at(id));
    expect(items.map(({ state, reason }) => [state, reason])).toEqual([
      ['declined', 'It is good as it is'],
      ['withdrawn', ''],
      ['accepted', ''],
    ]);
  });

  test('does not end in the past, and needs a pair that goes on', async () => {
    const past = await amara.try(mentoring.amendPair, { ...at(id), body: terms('x', { endsOn: '2020-01-01' }) });
    expect(past.status).toBe(400);
    expect(past.error?.fields?.endsOn).toBeTruthy();
    const change = (await bo.call(mentoring.amendPair, { ...at(id), body: terms('x') })).amendment?.id ?? '';
    await amara.call(mentoring.endPair, { ...at(id), body: {} });
    expect((await amara.try(mentoring.acceptAmendment, at(change))).status).toBe(409);
    expect((await amara.try(mentoring.amendPair, { ...at(id), body: terms('x') })).status).toBe(409);
    expect((await see(amara, id)).amendment).toBeNull();
    const { items } = await amara.call(mentoring.listAmendments, at(id));
    expect(items[0]).toMatchObject({ state: 'proposed', may: { accept: false, decline: false, withdraw: false } });
  });

  test.each(['teacher', 'organizer', 'admin', 'anyone'] as const)('is nothing to %s', async (who) => {
    const change = (await bo.call(mentoring.amendPair, { ...at(id), body: terms('secret') })).amendment?.id ?? '';
    const other = others[who];
    const answers = await Promise.all([
      other.try(mentoring.listAmendments, at(id)),
      other.try(mentoring.amendPair, { ...at(id), body: terms('x') }),
      other.try(mentoring.acceptAmendment, at(change)),
      other.try(mentoring.declineAmendment, { ...at(change), body: {} }),
      other.try(mentoring.withdrawAmendment, at(change)),
      other.try(mentoring.leavePair, at(id)),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => (who === 'anyone' ? 401 : 404)));
    expect((await see(amara, id)).amendment?.state).toBe('proposed');
  });

  test('a rebuild makes the same', async () => {
    const change = (await bo.call(mentoring.amendPair, { ...at(id), body: terms('changed') })).amendment?.id ?? '';
    await amara.call(mentoring.acceptAmendment, at(change));
    const before = await instance.viewBytes();
    expect(before.amendments).toContain('changed');
    await instance.services.rebuild();
    expect(await instance.viewBytes()).toEqual(before);
    expect((await see(bo, id)).note).toBe('changed');
  });
});

describe('room for pairs', () => {
  const makeRoom = (who: ApiClient, capacity: number) =>
    who.call(partners.updateMentoringChoices, { body: { capacity } });

  test('an offer is refused, with what to do, when there is none', async () => {
    for (let n = 0; n < CAPACITY.usual; n++) {
      const partner = await newcomer();
      const { id } = await offer(amara, partner.handle);
      await partner.client.call(mentoring.acceptPair, at(id));
    }
    const refused = await amara.try(mentoring.offerPair, { body: { partner: boHandle, ...terms('x') } });
    expect(refused.status).toBe(409);
    expect(refused.error?.message).toContain('Find a partner');
    await makeRoom(amara, CAPACITY.usual + 1);
    expect((await offer(amara, boHandle)).state).toBe('offered');
  });

  test('offers of two people to one who has room for one: a single pair', async () => {
    await makeRoom(bo, 1);
    const eva = await newcomer();
    const offers = [await offer(amara, boHandle), await offer(eva.client, boHandle)];
    const answers = await Promise.all(offers.map(({ id }) => bo.try(mentoring.acceptPair, at(id))));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const counters = await bo.try(mentoring.counterPair, {
      ...at(offers[answers.findIndex(({ status }) => status === 409)]?.id ?? ''),
      body: terms('x'),
    });
    expect(counters.status).toBe(409);
    expect(counters.error?.message).toContain('room');
  });

  test('two people accept one person’s offers at once: one is told, and the offer stays open', async () => {
    await makeRoom(amara, 1);
    const [cleo, dan] = [await newcomer(), await newcomer()];
    const offers = [await offer(amara, cleo.handle), await offer(amara, dan.handle)];
    const answers = await Promise.all([
      cleo.client.try(mentoring.acceptPair, at(offers[0]?.id ?? '')),
      dan.client.try(mentoring.acceptPair, at(offers[1]?.id ?? '')),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.error?.message).toContain('has no room');
    const states = (await amara.call(mentoring.listPairs)).items.map(({ state }) => state).sort();
    expect(states).toEqual(['active', 'offered']);
  });

  test('less room later ends nothing', async () => {
    const [cleo, dan] = [await newcomer(), await newcomer()];
    for (const { client, handle } of [cleo, dan]) {
      const { id } = await offer(amara, handle);
      await client.call(mentoring.acceptPair, at(id));
    }
    await makeRoom(amara, 0);
    await instance.services.pipeline.idle();
    expect((await amara.call(mentoring.listPairs)).items.map(({ state }) => state)).toEqual(['active', 'active']);
  });
});

test('who is of a blocked instance rests; nothing is built upon the pair, and one may still end it', async () => {
  const { id } = await offer(amara, boHandle);
  await bo.call(mentoring.acceptPair, at(id));
  // A partner elsewhere, as the pair has it.
  const pairs = instance.services.db.collection<{ _id: string; id: string; partner: string }>('pairs');
  const pair = await pairs.findOne({ id });
  await pairs.updateOne({ id }, { $set: { partner: 'https://away.example/users/bo' } });
  await others.admin.call(moderation.blockDomain, { params: { domain: 'away.example' }, body: {} });
  const resting = await see(amara, id);
  expect(resting).toMatchObject({ state: 'active', paused: 'blocked' });
  expect(resting.may).toMatchObject({ write: false, amend: false, end: true });
  const refused = await amara.try(mentoring.amendPair, { ...at(id), body: terms('x') });
  expect(refused.error?.message).toContain('rests');
  await others.admin.call(moderation.unblockDomain, { params: { domain: 'away.example' } });
  await pairs.updateOne({ id }, { $set: { partner: pair?.partner ?? '' } });
  expect(await see(amara, id)).toMatchObject({ paused: null, may: { write: true, amend: true } });
});
