import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as cycles from '../../../shared/contracts/cycles.ts';
import * as mentoring from '../../../shared/contracts/mentoring.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import type { ApiClient } from '../../support/api.ts';
import { NOTICED, pairUp, say, talkThrough, WORK } from '../../support/cycles.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';

let instance: TestInstance;
let amara: ApiClient;
let bo: ApiClient;

beforeAll(async () => {
  instance = await startInstance();
  [amara, bo] = await Promise.all([instance.signUp('amara'), instance.signUp('bo')]);
});
afterAll(() => instance.stop());

const withAmara = () => pairUp({ client: bo, handle: 'bo' }, { client: amara, handle: 'amara' });

async function endPair(id: string): Promise<void> {
  await amara.call(mentoring.endPair, { params: { id }, body: {} });
}

describe('a cycle of two turns', () => {
  let pair: string;
  let cycle: string;
  let turn: string;

  beforeAll(async () => {
    pair = await withAmara();
  });
  afterAll(() => endPair(pair));

  test('begins when one presents; meanwhile no other begins', async () => {
    expect(await amara.call(cycles.listCycles, { params: { id: pair } })).toEqual({ items: [], mayBegin: true });
    const begun = await amara.call(cycles.beginCycle, { params: { id: pair }, body: WORK });
    expect(begun).toMatchObject({
      pair,
      number: 1,
      state: 'first-turn',
      myMove: false,
      may: { present: false, setAside: true },
      turns: [{ iPresent: true, state: 'under-way', step: 0, quiet: null, needs: null, subject: 'Chemistry' }],
    });
    cycle = begun.id;
    turn = begun.turns[0]!.id;
    expect((await bo.try(cycles.beginCycle, { params: { id: pair }, body: WORK })).status).toBe(409);
    const listed = await bo.call(cycles.listCycles, { params: { id: pair } });
    expect(listed).toMatchObject({
      mayBegin: false,
      items: [{ id: cycle, myMove: true, turns: [{ iPresent: false }] }],
    });
  });

  test('its steps are said by who may, in order, and closed when they may be', async () => {
    const params = { id: turn };
    const asked = say(turn, 0, 'How *long* did they have?');
    const answered = await bo.call(cycles.contribute, asked);
    expect(answered.turns[0]?.contributions).toMatchObject([
      { mine: true, html: expect.stringContaining('<em>long</em>'), delivery: 'delivered', step: 0 },
    ]);
    expect((await bo.call(cycles.contribute, asked)).turns[0]?.contributions).toHaveLength(1);
    expect((await amara.call(cycles.getCycle, { params: { id: cycle } })).myMove).toBe(true);
    await amara.call(cycles.contribute, say(turn, 0, 'Five minutes', { feedbackKind: 'noticing' }));
    const clarified = await bo.call(cycles.getCycle, { params: { id: cycle } });
    expect(clarified).toMatchObject({ myMove: true, turns: [{ contributions: [{}, { feedbackKind: null }] }] });

    expect((await amara.try(cycles.closeStep, { params, body: { step: 0 } })).status).toBe(409);
    expect((await bo.try(cycles.contribute, say(turn, 2, 'too early'))).status).toBe(409);
    await bo.call(cycles.closeStep, { params, body: { step: 0 } });
    expect((await bo.call(cycles.closeStep, { params, body: { step: 0 } })).turns[0]?.step).toBe(1);

    const silenced = await amara.try(cycles.contribute, say(turn, 1, 'But I meant'));
    expect(silenced).toMatchObject({ status: 409 });
    expect(silenced.error?.message).toContain('you listen');
    expect((await amara.call(cycles.getCycle, { params: { id: cycle } })).turns[0]).toMatchObject({ quiet: 'listen' });

    await bo.call(cycles.contribute, say(turn, 1, 'Great job!', { feedbackKind: 'noticing' }));
    const praised = await bo.call(cycles.getCycle, { params: { id: cycle } });
    expect(praised.turns[0]).toMatchObject({ needs: 'substantive-feedback', may: { close: false, speak: true } });
    expect((await bo.try(cycles.closeStep, { params, body: { step: 1 } })).status).toBe(409);
    await bo.call(
      cycles.contribute,
      say(turn, 1, NOTICED, { feedbackKind: 'noticing', anchor: { kind: 'passage', quote: 'at the door' } }),
    );
    await bo.call(cycles.closeStep, { params, body: { step: 1 } });
    await bo.call(cycles.closeStep, { params, body: { step: 2 } });
    const reflecting = await amara.call(cycles.getCycle, { params: { id: cycle } });
    expect(reflecting).toMatchObject({
      myMove: true,
      turns: [{ step: 3, needs: 'reflection', may: { close: false } }],
    });
    expect((await bo.try(cycles.contribute, say(turn, 3, 'One more'))).error?.message).toContain('your partner speaks');
    await amara.call(cycles.contribute, say(turn, 3, 'I had not seen that.'));
    const through = await amara.call(cycles.closeStep, { params, body: { step: 3 } });
    expect(through.turns[0]).toMatchObject({ state: 'follow-up', step: null, quiet: 'over', may: { followUp: true } });
  });

  test('the ledger of the two knows the feedback', async () => {
    const { ledger } = await amara.call(mentoring.getPair, { params: { id: pair } });
    expect(ledger).toMatchObject({ got: { noticing: 2 }, given: { noticing: 0 } });
  });

  test('a follow-up closes the turn, and roles swap', async () => {
    const params = { id: turn };
    const action = { kind: 'action', what: 'Ask for reasons first', by: '2099-01-15', support: 'Bo' };
    expect((await bo.try(cycles.followUp, { params, body: action })).status).toBe(409);
    const past = await amara.try(cycles.followUp, { params, body: { ...action, by: '2020-01-15' } });
    expect(past).toMatchObject({ status: 400, error: { fields: { by: 'This day is past.' } } });
    const swapped = await amara.call(cycles.followUp, { params, body: action });
    expect(swapped).toMatchObject({ state: 'swap', myMove: false, turns: [{ state: 'closed', may: { share: true } }] });
    expect((await amara.try(cycles.followUp, { params, body: action })).status).toBe(409);
    expect((await amara.try(cycles.presentTurn, { params: { id: cycle }, body: WORK })).status).toBe(409);

    const second = await bo.call(cycles.presentTurn, { params: { id: cycle }, body: WORK });
    expect(second).toMatchObject({ state: 'second-turn', turns: [{ iPresent: false }, { iPresent: true }] });
    const theirs = second.turns[1]!.id;
    await talkThrough(bo, amara, cycle, theirs);
    const done = await bo.call(cycles.followUp, {
      params: { id: theirs },
      body: { kind: 'decline', reason: 'We change rooms next week.' },
    });
    expect(done).toMatchObject({ state: 'complete', myMove: false, may: { setAside: false } });
    expect(done.completedAt).not.toBeNull();
    expect((await amara.call(cycles.listCycles, { params: { id: pair } })).mayBegin).toBe(true);
    expect((await amara.try(cycles.setCycleAside, { params: { id: cycle }, body: {} })).status).toBe(409);
    const { balance } = await amara.call(mentoring.listLedger, { params: { id: pair } });
    expect(balance.turns).toEqual({ presented: 1, responded: 1 });
  });

  test('the follow-up is moved, and done with evidence and a reflection; both see it', async () => {
    const [mine] = (await amara.call(cycles.listFollowUps)).items;
    expect(mine).toMatchObject({ mine: true, state: 'open', by: '2099-01-15', may: { complete: true, change: true } });
    const params = { id: mine!.id };
    expect((await bo.try(cycles.completeFollowUp, { params, body: { markdown: 'x', reflection: 'y' } })).status).toBe(
      409,
    );
    expect((await amara.try(cycles.completeFollowUp, { params, body: { reflection: 'y' } })).status).toBe(400);
    const moved = await amara.call(cycles.changeFollowUp, { params, body: { by: '2099-02-01', reason: 'Exams' } });
    expect(moved).toMatchObject({ by: '2099-02-01', reason: 'Exams', state: 'open' });
    const post = await amara.call(practice.publishPost, {
      body: { title: 'What I did', markdown: 'It', visibility: 'followers' },
    });
    const done = await amara.call(cycles.completeFollowUp, {
      params,
      body: { post: post.id, link: 'https://video.example/1', reflection: 'They *argued*.' },
    });
    expect(done).toMatchObject({
      state: 'done',
      evidence: { post: { id: post.id }, reflectionHtml: expect.stringContaining('<em>') },
    });
    const listed = (await bo.call(cycles.listFollowUps)).items;
    expect(listed.find(({ id }) => id === mine!.id)).toMatchObject({
      mine: false,
      state: 'done',
      evidence: { post: null },
    });
    expect(listed.find(({ mine: own }) => own)).toMatchObject({ state: 'declined', what: '', by: null });
    expect((await amara.try(cycles.changeFollowUp, { params, body: { by: null, reason: 'x' } })).status).toBe(409);
  });
});

describe('presenting', () => {
  let pair: string;
  let theirs: string;

  beforeAll(async () => {
    pair = await withAmara();
    theirs = (await bo.call(practice.publishPost, { body: { title: 'Of Bo', markdown: 'x' } })).id;
  });
  afterAll(() => endPair(pair));

  test.each([
    ['work.title', { work: { ...WORK.work, title: ' ' } }],
    ['focusQuestion', { focusQuestion: '' }],
    ['protocol', { protocol: 'nothing' }],
    ['work.markdown', { work: { kind: 'work', title: 'Nothing to see' } }],
    ['work.link', { work: { kind: 'video', title: 'A video' } }],
    ['work.link', { work: { kind: 'video', title: 'A video', link: 'javascript:alert(1)' } }],
    ['work.post', { work: { kind: 'post', title: 'No post' } }],
    ['work.post', { work: { kind: 'plan', title: 'A plan', markdown: 'x', post: 'some-post' } }],
    ['work.markdown', { work: { kind: 'plan', title: 'A plan', markdown: '![x](/media/abc)' } }],
  ])('asks for what is missing at %s', async (field, change) => {
    const answer = await amara.try(cycles.beginCycle, { params: { id: pair }, body: { ...WORK, ...change } });
    expect(answer.status).toBe(400);
    expect(answer.error?.fields?.[field]).toMatch(/[.]$/);
    expect((await amara.call(cycles.listCycles, { params: { id: pair } })).mayBegin).toBe(true);
  });

  test('is of what is one’s own', async () => {
    const work = { kind: 'post', title: 'Not mine', post: theirs };
    const answer = await amara.try(cycles.beginCycle, { params: { id: pair }, body: { ...WORK, work } });
    expect(answer.error?.fields).toHaveProperty('work.post');
    const files = await amara.try(cycles.beginCycle, {
      params: { id: pair },
      body: { ...WORK, work: { ...WORK.work, files: ['nothing'] } },
    });
    expect(files.status).toBe(400);
  });

  test('a post for followers is named to who may see it alone', async () => {
    const fields = { title: 'For few', markdown: 'x', visibility: 'followers' };
    const post = (await amara.call(practice.publishPost, { body: fields })).id;
    const work = { kind: 'post', title: 'For few', post };
    const begun = await amara.call(cycles.beginCycle, { params: { id: pair }, body: { ...WORK, work } });
    expect(begun.turns[0]?.work.post).toEqual({ id: post, title: 'For few' });
    const params = { id: begun.id };
    expect((await bo.call(cycles.getCycle, { params })).turns[0]?.work.post).toBeNull();
    await bo.call(cycles.setCycleAside, { params, body: { reason: 'I cannot see it' } });
  });

  test('at the same moment from both sides, or twice, begins one cycle', async () => {
    const answers = await Promise.all(
      [amara, bo, amara, bo].map((who) => who.try(cycles.beginCycle, { params: { id: pair }, body: WORK })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    const { items } = await amara.call(cycles.listCycles, { params: { id: pair } });
    expect(items.map(({ number, state }) => [number, state])).toEqual([
      [2, 'first-turn'],
      [1, 'set-aside'],
    ]);
    await amara.call(cycles.setCycleAside, { params: { id: items[0]!.id }, body: {} });
  });

  test('steps that are passed on at the same moment are passed once', async () => {
    const begun = await amara.call(cycles.beginCycle, { params: { id: pair }, body: WORK });
    const params = { id: begun.turns[0]!.id };
    const answers = await Promise.all([1, 2, 3].map(() => bo.try(cycles.closeStep, { params, body: { step: 0 } })));
    expect(answers.map(({ status, value }) => [status, value.turns[0]?.step])).toEqual([1, 2, 3].map(() => [200, 1]));
    const same = say(params.id, 1, NOTICED, { feedbackKind: 'noticing' });
    await Promise.all([1, 2, 3].map(() => bo.call(cycles.contribute, same)));
    const [said] = (await amara.call(cycles.getCycle, { params: { id: begun.id } })).turns[0]!.contributions;
    expect((await amara.try(cycles.deleteContribution, { params: { id: said!.id } })).status).toBe(404);
    await bo.call(cycles.deleteContribution, { params: { id: said!.id } });
    const after = await bo.call(cycles.getCycle, { params: { id: begun.id } });
    expect(after.turns[0]).toMatchObject({
      contributions: [{ deleted: true, html: '' }],
      needs: 'substantive-feedback',
    });
    expect((await bo.try(cycles.deleteContribution, { params: { id: said!.id } })).status).toBe(404);
  });
});

test('when the pair has ended, what was said stays to be read', async () => {
  const pair = await withAmara();
  const begun = await amara.call(cycles.beginCycle, { params: { id: pair }, body: WORK });
  await endPair(pair);
  const there = await bo.call(cycles.getCycle, { params: { id: begun.id } });
  expect(there).toMatchObject({
    myMove: false,
    may: { setAside: false, present: false },
    turns: [{ quiet: 'pair-closed', may: { speak: false, close: false } }],
  });
  const turn = begun.turns[0]!.id;
  expect((await bo.try(cycles.contribute, say(turn, 0, 'Too late'))).status).toBe(409);
  expect((await bo.try(cycles.beginCycle, { params: { id: pair }, body: WORK })).status).toBe(409);
});
