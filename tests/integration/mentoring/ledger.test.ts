import { afterAll, beforeAll, expect, test } from 'vitest';
import * as cycles from '../../../shared/contracts/cycles.ts';
import * as mentoring from '../../../shared/contracts/mentoring.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import * as sessions from '../../../shared/contracts/sessions.ts';
import type { ApiClient } from '../../support/api.ts';
import { pairUp, talkThrough, WORK } from '../../support/cycles.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';

/** What two people gave each other, and what one gave and got in all; nobody else sees either. */
let now = new Date('2026-07-30T12:00:00Z');
let instance: TestInstance;
let amara: ApiClient;
let bo: ApiClient;
let cem: ApiClient;
let withBo: string;

beforeAll(async () => {
  instance = await startInstance({ options: { clock: { now: () => now } } });
  [amara, bo, cem] = await Promise.all([instance.signUp('amara'), instance.signUp('bo'), instance.signUp('cem')]);
  withBo = await pairUp({ client: bo, handle: 'bo' }, { client: amara, handle: 'amara' });
});
afterAll(() => instance.stop());

const ledger = (who: ApiClient) => who.call(mentoring.listLedger, { params: { id: withBo } });
const mine = (who: ApiClient) => who.call(mentoring.getMyLedger);

/** One presents, the other responds, and the cycle stays there. */
async function turnOf(presenter: ApiClient, responder: ApiClient): Promise<void> {
  const cycle = await presenter.call(cycles.beginCycle, { params: { id: withBo }, body: WORK });
  const turn = cycle.turns[0]?.id ?? '';
  await talkThrough(presenter, responder, cycle.id, turn);
  const action = { kind: 'action', what: 'Try it', by: '2099-01-15' };
  const { turns } = await presenter.call(cycles.followUp, { params: { id: turn }, body: action });
  await presenter.call(cycles.completeFollowUp, {
    params: { id: turns[0]?.followUp?.id ?? '' },
    body: { markdown: 'I did', reflection: 'It went well' },
  });
  await responder.call(cycles.setCycleAside, { params: { id: cycle.id }, body: {} });
}

test('says nothing of a gap while the two take turns', async () => {
  expect(await ledger(amara)).toMatchObject({ gap: null, balance: { turns: { presented: 0, responded: 0 } } });
  await turnOf(amara, bo);
  expect(await ledger(amara)).toMatchObject({ gap: null, balance: { turns: { presented: 1, responded: 0 } } });
});

test('says a gap over one to both, each from their side', async () => {
  await turnOf(amara, bo);
  const [hers, his] = await Promise.all([ledger(amara), ledger(bo)]);
  expect(hers.gap).toEqual({ turns: 2, owed: 'me' });
  expect(his.gap).toEqual({ turns: 2, owed: 'partner' });
  expect(hers.balance).toMatchObject({
    turns: { presented: 2, responded: 0 },
    followUps: { mine: 2, theirs: 0 },
    minutes: 0,
  });
  expect(his.balance).toMatchObject({ turns: { presented: 0, responded: 2 }, followUps: { mine: 0, theirs: 2 } });
  expect(his.balance.feedback.given).toEqual(hers.balance.feedback.got);
  expect(Object.values(hers.balance.feedback.got).reduce((sum, count) => sum + count, 0)).toBe(hers.items.length);
  expect(hers.items.length).toBeGreaterThan(1);
});

test('counts the minutes of a session once it is past', async () => {
  const start = new Date(now.getTime() + 60 * 60_000).toISOString();
  const { id } = await amara.call(sessions.proposeSession, {
    params: { id: withBo },
    body: { times: [{ start, minutes: 45 }] },
  });
  await bo.call(sessions.acceptSession, { params: { id }, body: { time: 0 } });
  expect((await ledger(bo)).balance.minutes).toBe(0);
  now = new Date(now.getTime() + 2 * 60 * 60_000);
  expect((await ledger(bo)).balance.minutes).toBe(45);
});

test('adds up all pairs of mine, with feedback in public, and nobody else', async () => {
  const withCem = await pairUp({ client: cem, handle: 'cem' }, { client: amara, handle: 'amara' });
  const dana = await instance.signUp('dana');
  const post = await amara.call(practice.publishPost, { body: { title: 'T', markdown: 'x' } });
  for (const who of [cem, dana]) {
    const body = { markdown: 'What if?', feedbackKind: 'connection' };
    await who.call(practice.replyToPost, { params: { id: post.id }, body });
  }
  await instance.services.pipeline.idle();
  const [{ balance }, all] = await Promise.all([ledger(amara), mine(amara)]);
  expect(all.all).toEqual({
    ...balance,
    feedback: { given: balance.feedback.given, got: { ...balance.feedback.got, connection: 1 } },
  });
  expect(all.year).toEqual(all.all);
  expect(all.weeks).toHaveLength(mentoring.LEDGER_WEEKS);
  expect(all.weeks.at(-1)?.got).toBe((await ledger(amara)).weeks.at(-1)!.got + 1);
  expect((await mine(cem)).all.feedback.given.connection).toBe(1);
  expect((await mine(dana)).all.feedback.given.connection).toBe(0);
  await cem.call(mentoring.endPair, { params: { id: withCem }, body: {} });
  expect((await mine(amara)).all.feedback.got.connection).toBe(1);
});

test('a school year begins in August: what was before counts in all', async () => {
  const before = await mine(amara);
  now = new Date('2026-08-02T12:00:00Z');
  const after = await mine(amara);
  expect(after.all).toEqual(before.all);
  expect(after.year).toMatchObject({
    turns: { presented: 0, responded: 0 },
    followUps: { mine: 0, theirs: 0 },
    minutes: 0,
    feedback: { got: { noticing: 0, question: 0, suggestion: 0, connection: 0 } },
  });
});
