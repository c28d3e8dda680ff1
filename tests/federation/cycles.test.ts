import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as cycles from '../../shared/contracts/cycles.ts';
import * as mentoring from '../../shared/contracts/mentoring.ts';
import * as practice from '../../shared/contracts/practice.ts';
import * as profiles from '../../shared/contracts/profiles.ts';
import type { ApiClient } from '../support/api.ts';
import { NOTICED, pairUp, say, seen, talkThrough, WORK } from '../support/cycles.ts';
import { startInstance, type TestInstance } from '../support/instance.ts';
import { until } from '../support/until.ts';

/** A whole cycle of Amara on one instance and Bo on another: both see the same, and nobody else anything. */
describe('a cycle across instances', () => {
  let a: TestInstance;
  let b: TestInstance;
  let amara: ApiClient;
  let bo: ApiClient;
  let pair: string;
  let cycle: string;
  let turn: string;
  let post: string;

  beforeAll(async () => {
    [a, b] = await Promise.all([startInstance(), startInstance()]);
    [amara, bo] = await Promise.all([a.signUp('amara', 'Amara'), b.signUp('bo', 'Bo')]);
    const [one, other] = [
      { client: bo, handle: `@bo@${b.domain}` },
      { client: amara, handle: `@amara@${a.domain}` },
    ];
    pair = await pairUp(one, other);
    await amara.call(profiles.followProfile, { params: { handle: one.handle } });
  });
  afterAll(() => Promise.all([a.stop(), b.stop()]));

  /** What both see alike: everything but what is each one's own view of it. */
  const shared = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shared);
    if (value === null || typeof value !== 'object') return value;
    const own = ['mine', 'iPresent', 'myMove', 'may', 'quiet', 'needs', 'delivery', 'local', 'askedByMe'];
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, inner]) => (own.includes(key) ? [] : [[key, shared(inner)]])),
    );
  };
  const same = () =>
    until('both to see the same', async () => {
      const [hers, his] = await Promise.all(
        [amara, bo].map((who) => who.try(cycles.getCycle, { params: { id: cycle } })),
      );
      return JSON.stringify(shared(hers?.value)) === JSON.stringify(shared(his?.value)) && hers?.value;
    });

  test('Amara shows a post of hers, and Bo sees which one', async () => {
    const fields = { title: 'Exit tickets', markdown: 'Three questions', visibility: 'public' };
    post = (await amara.call(practice.publishPost, { body: fields })).id;
    const work = { kind: 'post', title: 'Exit tickets', post };
    const begun = await amara.call(cycles.beginCycle, { params: { id: pair }, body: { ...WORK, work } });
    cycle = begun.id;
    turn = begun.turns[0]!.id;
    const there = await seen(bo, cycle, ({ turns }) => turns[0]?.work.post !== null);
    expect(there).toMatchObject({
      pair,
      number: 1,
      state: 'first-turn',
      myMove: true,
      turns: [{ work: { post: { title: 'Exit tickets' } }, focusQuestion: WORK.focusQuestion, subject: 'Chemistry' }],
    });
    expect(there.turns[0]?.protocol.steps).toEqual(begun.turns[0]?.protocol.steps);
    expect((await bo.try(cycles.beginCycle, { params: { id: pair }, body: WORK })).status).toBe(409);
  });

  test('Bo responds by the protocol, roles swap, and both have the same cycle', async () => {
    await talkThrough(amara, bo, cycle, turn);
    await amara.call(cycles.followUp, {
      params: { id: turn },
      body: { kind: 'action', what: 'Ask for the reason first', by: '2099-01-15', support: 'Bo' },
    });
    await seen(bo, cycle, ({ state, myMove }) => state === 'swap' && myMove);
    const second = await bo.call(cycles.presentTurn, {
      params: { id: cycle },
      body: { ...WORK, protocol: 'consultancy' },
    });
    const theirs = second.turns[1]!.id;
    await seen(amara, cycle, ({ state }) => state === 'second-turn');
    await amara.call(cycles.contribute, say(theirs, 0, 'Who else is part of it?'));
    for (const step of [0, 1]) await amara.call(cycles.closeStep, { params: { id: theirs }, body: { step } });
    await amara.call(cycles.contribute, say(theirs, 2, NOTICED, { feedbackKind: 'noticing' }));
    await amara.call(cycles.closeStep, { params: { id: theirs }, body: { step: 2 } });
    await seen(bo, cycle, ({ turns }) => turns[1]?.step === 3);
    await bo.call(cycles.contribute, say(theirs, 3, 'The question has become another one.'));
    await bo.call(cycles.closeStep, { params: { id: theirs }, body: { step: 3 } });
    const declined = { kind: 'decline', reason: 'It has solved itself while we talked.' };
    await bo.call(cycles.followUp, { params: { id: theirs }, body: declined });
    await seen(amara, cycle, ({ state }) => state === 'complete');
    const cycleOfBoth = await same();
    expect(cycleOfBoth).toMatchObject({ state: 'complete', turns: [{ state: 'closed' }, { state: 'closed' }] });
    for (const who of [amara, bo]) {
      const { balance } = await who.call(mentoring.listLedger, { params: { id: pair } });
      expect(balance.turns).toEqual({ presented: 1, responded: 1 });
    }
  });

  test('the documents of the two instances are the same', async () => {
    const settled = await until('what both store to be the same', async () => {
      const [hers, his] = await Promise.all([a.viewBytes(), b.viewBytes()]);
      return (
        ['cycle_entries', 'cycles', 'turns', 'follow_ups', 'feedback'].every((name) => hers[name] === his[name]) && hers
      );
    });
    expect(settled.cycles).toContain('"complete"');
    await Promise.all([a.services.rebuild(), b.services.rebuild()]);
    expect((await a.viewBytes()).cycles).toBe(settled.cycles);
    expect((await b.viewBytes()).cycles).toBe(settled.cycles);
  });

  test('help that Amara took up is known of Bo, and those who follow him hear of it', async () => {
    const actors = a.services.db.collection<{ _id: string; helpedIn: string[] }>('actors');
    const known = await until('her instance to know', async () => {
      const his = await actors.findOne({ _id: `${b.baseUrl}/users/bo` });
      return his && his.helpedIn.length > 0 && his.helpedIn;
    });
    expect(known).toEqual(['Chemistry']);
  });

  test('what made Amara think, only Bo learns', async () => {
    const { turns } = await amara.call(cycles.getCycle, { params: { id: cycle } });
    const feedback = turns[0]!.contributions.find(({ html }) => html.includes('I noticed'))!;
    const params = { id: feedback.id };
    const marked = (is: boolean) =>
      seen(bo, cycle, (there) =>
        there.turns[0]!.contributions.some(({ id, madeMeThink }) => id === feedback.id && madeMeThink === is),
      );
    await amara.call(cycles.markThought, { params });
    await marked(true);
    await amara.call(cycles.unmarkThought, { params });
    await marked(false);
    await amara.call(cycles.markThought, { params });
    await marked(true);
  });

  test('she does it and shows it; Bo sees the evidence', async () => {
    const [mine] = (await amara.call(cycles.listFollowUps)).items;
    const params = { id: mine!.id };
    await amara.call(cycles.changeFollowUp, { params, body: { by: '2099-02-01', reason: 'Exams' } });
    await amara.call(cycles.completeFollowUp, {
      params,
      body: { post, markdown: 'They argued.', reflection: 'More of it.' },
    });
    const there = await until('the evidence to arrive', async () => {
      const { items } = await bo.call(cycles.listFollowUps);
      return items.find(({ id, state }) => id === mine!.id && state === 'done');
    });
    expect(there).toMatchObject({ mine: false, by: '2099-02-01', evidence: { post: { title: 'Exit tickets' } } });
    const counts = await until('the ledger to know', async () => {
      const { balance } = await bo.call(mentoring.listLedger, { params: { id: pair } });
      return balance.followUps.theirs === 1 && balance.followUps;
    });
    expect(counts).toEqual({ mine: 0, theirs: 1 });
  });

  test('Bo lets her quote him, and she goes public; the post arrives as any other', async () => {
    const { turns } = await amara.call(cycles.getCycle, { params: { id: cycle } });
    const feedback = turns[0]!.contributions.find(({ html }) => html.includes('I noticed'))!;
    const asked = await amara.call(cycles.askConsent, {
      params: { id: turn },
      body: { contributions: [feedback.id], named: true },
    });
    await seen(bo, cycle, ({ myMove, turns: [first] }) => myMove && first?.consents[0]?.answer === 'waiting');
    await bo.call(cycles.answerConsent, { params: { id: asked.id }, body: { yes: true } });
    await seen(amara, cycle, (there) => there.turns[0]?.consents[0]?.answer === 'yes');
    const { draft } = await amara.call(cycles.shareTurn, { params: { id: turn } });
    const {
      id: _id,
      updatedAt: _at,
      fromTurn: _turn,
      ...fields
    } = await amara.call(practice.getDraft, { params: { id: draft } });
    expect(fields.markdown).toContain(`> ${NOTICED}`);
    expect(fields.markdown).toContain('What Bo said');
    await bo.call(profiles.followProfile, { params: { handle: `@amara@${a.domain}` } });
    await until('the follow is accepted', async () => {
      const { relation } = await bo.call(profiles.getProfile, { params: { handle: `@amara@${a.domain}` } });
      return relation?.following === 'yes';
    });
    const published = await amara.call(practice.publishPost, { body: { ...fields, title: 'What Bo noticed', draft } });
    const arrived = await until('the post to arrive', async () => {
      const { items } = await bo.call(practice.getHomeFeed);
      return items.find((item) => item.post.title === 'What Bo noticed')?.post;
    });
    const there = await bo.call(practice.getPost, { params: { id: arrived.id } });
    expect(there.html).toContain('I noticed that the second question');
    for (const trace of [pair, cycle, turn, '/mentoring/']) {
      expect(JSON.stringify([published, there])).not.toContain(trace);
    }
  });

  test('what Bo deletes is gone on both', async () => {
    const { turns } = await bo.call(cycles.getCycle, { params: { id: cycle } });
    const mine = turns[0]!.contributions.find((said) => said.mine)!;
    await bo.call(cycles.deleteContribution, { params: { id: mine.id } });
    const gone = await seen(amara, cycle, (there) =>
      there.turns[0]!.contributions.some(({ id, deleted, html }) => id === mine.id && deleted && html === ''),
    );
    expect(gone.state).toBe('complete');
    await same();
  });
});
