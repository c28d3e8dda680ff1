import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as mentoring from '../../shared/contracts/mentoring.ts';
import * as partners from '../../shared/contracts/partners.ts';
import * as sessions from '../../shared/contracts/sessions.ts';
import * as threads from '../../shared/contracts/threads.ts';
import type { ApiClient } from '../support/api.ts';
import { startInstance, type TestInstance } from '../support/instance.ts';
import { until } from '../support/until.ts';

/** Terms between people of different instances: whatever crosses on the way, both see the same. */
const HOUR = 60 * 60_000;
let ahead = 0;
const clock = { now: () => new Date(Date.now() + ahead) };

interface Person {
  client: ApiClient;
  instance: TestInstance;
  handle: string;
}

let a: TestInstance;
let b: TestInstance;
let c: TestInstance;
let people = 0;

beforeAll(async () => {
  const start = () => startInstance({ options: { clock } });
  [a, b, c] = await Promise.all([start(), start(), start()]);
});
afterAll(() => Promise.all([a.stop(), b.stop(), c.stop()]));

async function personOn(instance: TestInstance): Promise<Person> {
  people += 1;
  const username = `person${people}`;
  return { client: await instance.signUp(username), instance, handle: `@${username}@${instance.domain}` };
}

const terms = (note: string, rest: Record<string, unknown> = {}) => ({
  myGoals: 'Ask better',
  partnerGoals: 'Calmer labs',
  cadence: 'weekly',
  endsOn: '2099-06-30',
  note,
  ...rest,
});
const at = (id: string) => ({ params: { id } });
const see = ({ client }: Person, id: string) => client.call(mentoring.getPair, at(id));
const isKnownTo = ({ client }: Person, id: string) =>
  until('it is known there', async () => (await client.try(mentoring.getPair, at(id))).status === 200);
const has = (person: Person, id: string, state: string) =>
  until(`${state} for ${person.handle}`, async () => {
    const pair = await see(person, id);
    return pair.state === state && pair;
  });

async function offer(from: Person, to: Person): Promise<string> {
  const { id } = await from.client.call(mentoring.offerPair, { body: { partner: to.handle, ...terms('offered') } });
  await isKnownTo(to, id);
  return id;
}

async function pairOf(from: Person, to: Person): Promise<string> {
  const id = await offer(from, to);
  await to.client.call(mentoring.acceptPair, at(id));
  await has(from, id, 'active');
  return id;
}

describe('other terms in answer', () => {
  test('reach whoever offered, who accepts them: the pair begins by them on both instances', async () => {
    const [amara, bo] = await Promise.all([personOn(a), personOn(b)]);
    const id = await offer(bo, amara);
    const counter = await amara.client.call(mentoring.counterPair, {
      ...at(id),
      body: terms('rather so', { cadence: 'monthly', protocol: 'Tuning', confidentiality: 'between-us' }),
    });
    await has(bo, id, 'countered');
    await isKnownTo(bo, counter.id);
    expect(await see(bo, counter.id)).toMatchObject({
      counters: id,
      offeredByMe: false,
      myGoals: 'Calmer labs',
      partnerGoals: 'Ask better',
      cadence: 'monthly',
      protocol: 'Tuning',
      confidentiality: 'between-us',
      may: { accept: true, counter: true },
    });
    await bo.client.call(mentoring.acceptPair, at(counter.id));
    await has(amara, counter.id, 'active');
    await amara.client.call(threads.sendMessage, {
      ...at(counter.id),
      body: { markdown: 'Here we are', clientId: 'in-the-new-thread' },
    });
    await until(
      'the message',
      async () => (await bo.client.call(threads.listMessages, at(counter.id))).items.length === 1,
    );
  });

  test.each(['withdraw', 'decline', 'accept'] as const)('cross with %s: both see the same', async (step) => {
    const [amara, bo] = await Promise.all([personOn(a), personOn(b)]);
    const id = await offer(bo, amara);
    const [answer, other] = await Promise.all([
      amara.client.try(mentoring.counterPair, { ...at(id), body: terms('rather so') }),
      step === 'withdraw'
        ? bo.client.try(mentoring.withdrawPair, at(id))
        : step === 'decline'
          ? amara.client.try(mentoring.declinePair, { ...at(id), body: {} })
          : amara.client.try(mentoring.acceptPair, at(id)),
    ]);
    expect([answer.status, other.status].filter((status) => status < 300).length).toBeGreaterThan(0);
    const expected =
      answer.status === 201 ? 'countered' : { withdraw: 'withdrawn', decline: 'declined', accept: 'active' }[step];
    await Promise.all([has(amara, id, expected), has(bo, id, expected)]);
  });
});

describe('a change of the agreement', () => {
  test('is accepted elsewhere, and in force for both', async () => {
    const [amara, bo] = await Promise.all([personOn(a), personOn(b)]);
    const id = await pairOf(bo, amara);
    await amara.client.call(mentoring.amendPair, { ...at(id), body: terms('slower', { cadence: 'monthly' }) });
    const change = await until('the change', async () => (await see(bo, id)).amendment);
    expect(change).toMatchObject({ proposedByMe: false, terms: { myGoals: 'Calmer labs', cadence: 'monthly' } });
    await bo.client.call(mentoring.acceptAmendment, at(change.id));
    await until('in force', async () => (await see(amara, id)).note === 'slower');
    const [hers, his] = await Promise.all(
      [amara, bo].map(async ({ client }) => (await client.call(mentoring.listAmendments, at(id))).items),
    );
    const told = (items: typeof hers) => items?.map((item) => [item.id, item.state, item.at, item.answeredAt]);
    expect(told(hers)).toEqual(told(his));
    expect(hers?.map(({ state }) => state)).toEqual(['accepted', 'accepted']);
  });

  test('two that cross are both answered; the one accepted last is in force on both', async () => {
    const [amara, bo] = await Promise.all([personOn(a), personOn(b)]);
    const id = await pairOf(bo, amara);
    const propose = ({ client }: Person, note: string) =>
      client.try(mentoring.amendPair, { ...at(id), body: terms(note) });
    const proposed = await Promise.all([propose(amara, 'hers'), propose(bo, 'his')]);
    const crossed = proposed.every(({ status }) => status === 201);
    const waitingFor = ({ client }: Person) =>
      until('a change to answer', async () => {
        const { items } = await client.call(mentoring.listAmendments, at(id));
        return items.find(({ may }) => may.accept);
      });
    const answerers = crossed ? [amara, bo] : [proposed[0]?.status === 201 ? bo : amara];
    for (const who of answerers) {
      const change = await waitingFor(who);
      ahead += 1_000;
      const { note } = await who.client.call(mentoring.acceptAmendment, at(change.id));
      await until('both', async () => (await see(amara, id)).note === note && (await see(bo, id)).note === note);
    }
    expect((await see(amara, id)).amendment).toBeNull();
  });
});

describe('leaving without a fault', () => {
  test('is for after the first meeting and before the second; both see that there was none', async () => {
    const [amara, bo] = await Promise.all([personOn(a), personOn(b)]);
    const id = await pairOf(bo, amara);
    expect((await see(amara, id)).may.leave).toBe(false);
    const early = await amara.client.try(mentoring.leavePair, at(id));
    expect(early.status).toBe(409);
    expect(early.error?.message).toContain('end this one instead');

    const start = new Date(clock.now().getTime() + HOUR).toISOString();
    const { id: session } = await amara.client.call(sessions.proposeSession, {
      ...at(id),
      body: { times: [{ start, minutes: 30 }] },
    });
    await until('the session', async () => (await bo.client.call(sessions.listPairSessions, at(id))).items[0]);
    await bo.client.call(sessions.acceptSession, { ...at(session), body: { time: 0 } });
    await until('agreed', async () => {
      return (await amara.client.call(sessions.listPairSessions, at(id))).items[0]?.state === 'agreed';
    });
    expect((await see(bo, id)).may.leave).toBe(false);
    ahead += 2 * HOUR;
    expect((await see(amara, id)).may.leave).toBe(true);
    expect((await see(bo, id)).may.leave).toBe(true);
    const left = await bo.client.call(mentoring.leavePair, at(id));
    expect(left).toMatchObject({ state: 'ended', cause: 'no-fault', reason: '' });
    expect(await has(amara, id, 'ended')).toMatchObject({ cause: 'no-fault', reason: '' });
    expect((await amara.client.try(mentoring.leavePair, at(id))).status).toBe(409);
  });
});

describe('room for one pair', () => {
  const undone = () =>
    a.services.db.collection<{ _id: string; type: string }>('activities').find({ type: 'Undo' }).toArray();

  test('two instances accept at once: the later Accept is taken back once, and both are told why', async () => {
    const [amara, bo, cem] = await Promise.all([personOn(a), personOn(b), personOn(c)]);
    await amara.client.call(partners.updateMentoringChoices, { body: { capacity: 1 } });
    const before = (await undone()).length;
    const ids = await Promise.all([offer(amara, bo), offer(amara, cem)]);
    const others = [bo, cem];
    await Promise.all(others.map(({ client }, n) => client.call(mentoring.acceptPair, at(ids[n] ?? ''))));
    const hers = await until('one of the two is taken back', async () => {
      const pairs = await Promise.all(ids.map((id) => see(amara, id)));
      return (
        pairs
          .map(({ state }) => state)
          .sort()
          .join() === 'active,ended' && pairs
      );
    });
    const late = hers.findIndex(({ state }) => state === 'ended');
    expect(hers[late]).toMatchObject({ cause: 'capacity', reason: '' });
    expect(await has(others[late] as Person, ids[late] ?? '', 'ended')).toMatchObject({ cause: 'capacity' });
    expect((await see(others[1 - late] as Person, ids[1 - late] ?? '')).state).toBe('active');
    expect((await undone()).length).toBe(before + 1);

    // Neither a restart nor less room ends what has lasted.
    await amara.client.call(partners.updateMentoringChoices, { body: { capacity: 0 } });
    await a.down();
    await a.up();
    await a.services.pipeline.idle();
    expect((await undone()).length).toBe(before + 1);
    expect((await see(amara, ids[1 - late] ?? '')).state).toBe('active');
  });

  test('an old offer accepted when there is no room any more is taken back; the pair that there is stays', async () => {
    const [amara, bo, cem] = await Promise.all([personOn(a), personOn(b), personOn(c)]);
    await amara.client.call(partners.updateMentoringChoices, { body: { capacity: 1 } });
    const old = await offer(amara, cem);
    const id = await pairOf(bo, amara);
    await cem.client.call(mentoring.acceptPair, at(old));
    expect(await has(amara, old, 'ended')).toMatchObject({ cause: 'capacity' });
    await has(cem, old, 'ended');
    expect((await see(amara, id)).state).toBe('active');
  });
});
