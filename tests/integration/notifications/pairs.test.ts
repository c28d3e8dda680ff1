import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PairView } from '../../../server/features/mentoring/index.ts';
import * as accounts from '../../../shared/contracts/accounts.ts';
import * as cycles from '../../../shared/contracts/cycles.ts';
import * as mentoring from '../../../shared/contracts/mentoring.ts';
import * as notifications from '../../../shared/contracts/notifications.ts';
import * as partners from '../../../shared/contracts/partners.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import * as sessions from '../../../shared/contracts/sessions.ts';
import * as threads from '../../../shared/contracts/threads.ts';
import type { ApiClient } from '../../support/api.ts';
import { clientId, NOTICED, pairUp, say, talkThrough, WORK } from '../../support/cycles.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';

let instance: TestInstance;
let amara: ApiClient;
let bo: ApiClient;
let names = 0;
let handles: { amara: string; bo: string };

beforeAll(async () => {
  instance = await startInstance();
});
afterAll(() => instance.stop());
beforeEach(async () => {
  const n = names++;
  handles = { amara: `amara${n}`, bo: `bo${n}` };
  [amara, bo] = await Promise.all([instance.signUp(handles.amara, 'Amara'), instance.signUp(handles.bo, 'Bo')]);
});

const becomePair = (terms: Record<string, unknown> = {}) =>
  pairUp({ client: amara, handle: handles.amara }, { client: bo, handle: handles.bo }, terms);

/** The newest of a kind, and then nothing unread: so that each step is an entry of its own. */
async function told(client: ApiClient, kind: 'pair' | 'turn' | 'session' | 'balance') {
  await instance.services.pipeline.idle();
  const { items } = await client.call(notifications.listNotifications, { query: { kind } });
  await client.call(notifications.readAllNotifications, { body: { until: new Date(Date.now() + 1000).toISOString() } });
  const unread = items.filter((item) => item.unread);
  return unread.map(({ pairStep, turnStep, sessionStep, balanceStep, to }) => ({
    step: pairStep ?? turnStep ?? sessionStep ?? balanceStep,
    to,
  }));
}

const TERMS = { myGoals: 'A private goal', partnerGoals: 'b', cadence: 'monthly', endsOn: '2099-01-01' };

describe('a pair', () => {
  test('other terms in answer to an offer', async () => {
    const offer = { partner: handles.bo, ...TERMS };
    const { id } = await amara.call(mentoring.offerPair, { body: offer });
    expect(await told(bo, 'pair')).toEqual([{ step: 'offered', to: `/mentoring/${id}` }]);
    const counter = await bo.call(mentoring.counterPair, { params: { id }, body: TERMS });
    expect(await told(amara, 'pair')).toEqual([{ step: 'countered', to: `/mentoring/${counter.id}` }]);
    expect((await amara.call(notifications.getToday)).items).toMatchObject([{ type: 'pair-offer', pair: counter.id }]);
  });

  test('a change of the agreement, and its answer', async () => {
    const id = await becomePair();
    await told(bo, 'pair');
    await told(amara, 'pair');
    const to = `/mentoring/${id}?view=agreement`;
    for (const [answer, step] of [
      [mentoring.declineAmendment, 'not-amended'],
      [mentoring.acceptAmendment, 'amended'],
    ] as const) {
      await amara.call(mentoring.amendPair, { params: { id }, body: TERMS });
      expect(await told(bo, 'pair')).toEqual([{ step: 'amendment', to }]);
      const { items } = await bo.call(notifications.getToday);
      expect(items[0]).toMatchObject({ type: 'amendment', pair: id, from: { displayName: 'Amara' } });
      expect((await amara.call(notifications.getToday)).items).toMatchObject([{ type: 'begin' }]);
      const { amendment } = await bo.call(mentoring.getPair, { params: { id } });
      await bo.call(answer, { params: { id: amendment!.id }, body: {} });
      expect(await told(amara, 'pair')).toEqual([{ step, to }]);
      expect((await bo.call(notifications.getToday)).items).toMatchObject([{ type: 'begin' }]);
    }
  });

  test('left without a fault after the first session, and ended', async () => {
    const id = await becomePair();
    await told(amara, 'pair');
    const begun = await amara.call(cycles.beginCycle, { params: { id }, body: WORK });
    await talkThrough(amara, bo, begun.id, begun.turns[0]!.id);
    const nothing = { kind: 'decline', reason: 'Not now' };
    await amara.call(cycles.followUp, { params: { id: begun.turns[0]!.id }, body: nothing });
    await bo.call(mentoring.leavePair, { params: { id } });
    expect(await told(amara, 'pair')).toEqual([{ step: 'left', to: `/mentoring/${id}` }]);
    const again = await becomePair();
    await told(amara, 'pair');
    await bo.call(mentoring.endPair, { params: { id: again }, body: { reason: 'A private reason' } });
    expect(await told(amara, 'pair')).toEqual([{ step: 'ended', to: `/mentoring/${again}` }]);
  });
});

test('for want of room a pair ends, and both are told', async () => {
  const id = await becomePair();
  await told(amara, 'pair');
  await told(bo, 'pair');
  const { db, pipeline } = instance.services;
  const pair = await db.collection<PairView>('pairs').findOne({ id });
  await pipeline.publish({
    type: 'Undo',
    iri: `${instance.baseUrl}/activities/no-room-${names}`,
    actor: pair!.partner,
    audience: { to: [pair!.offerer], cc: [] },
    publishedAt: new Date(),
    object: pair!.facts.accepted!.iri,
    reason: '',
    cause: 'capacity',
  });
  for (const client of [amara, bo])
    expect(await told(client, 'pair')).toEqual([{ step: 'full', to: `/mentoring/${id}` }]);
});

describe('a cycle', () => {
  test('each is told when it is their move, and what came of what they gave', async () => {
    const id = await becomePair();
    const to = `/mentoring/${id}?view=cycle`;
    for (const one of [amara, bo])
      expect((await one.call(notifications.getToday)).items).toMatchObject([{ type: 'begin', pair: id }]);
    const begun = await amara.call(cycles.beginCycle, { params: { id }, body: WORK });
    const turn = begun.turns[0]!.id;
    expect((await amara.call(notifications.getToday)).items).toEqual([]);
    expect(await told(bo, 'turn')).toEqual([{ step: 'presented', to }]);
    expect((await bo.call(notifications.getToday)).items).toMatchObject([
      { type: 'turn', pair: id, cycle: begun.id, move: 'respond', partner: { displayName: 'Amara' } },
    ]);
    await bo.call(cycles.contribute, say(turn, 0, 'A private question?'));
    expect(await told(amara, 'turn')).toEqual([{ step: 'your-move', to }]);
    expect((await amara.call(notifications.getToday)).items).toMatchObject([{ type: 'turn', move: 'clarify' }]);
    const params = { id: turn };
    await bo.call(cycles.closeStep, { params, body: { step: 0 } });
    await bo.call(cycles.contribute, say(turn, 1, NOTICED, { feedbackKind: 'noticing' }));
    await bo.call(cycles.closeStep, { params, body: { step: 1 } });
    // One's own steps on the way tell nobody.
    expect(await told(amara, 'turn')).toEqual([]);
    await bo.call(cycles.closeStep, { params, body: { step: 2 } });
    expect(await told(amara, 'turn')).toEqual([{ step: 'your-move', to }]);
    expect((await amara.call(notifications.getToday)).items).toMatchObject([{ type: 'turn', move: 'reflect' }]);
    await amara.call(cycles.contribute, say(turn, 3, 'A private reflection.'));
    await amara.call(cycles.closeStep, { params, body: { step: 3 } });
    expect(await told(bo, 'turn')).toEqual([]);
    expect((await amara.call(notifications.getToday)).items).toMatchObject([{ type: 'turn', move: 'follow-up' }]);
    const day = new Date(Date.now() + 2 * 24 * 3600_000).toISOString().slice(0, 10);
    const action = { kind: 'action', what: 'A private plan', by: day };
    const swapped = await amara.call(cycles.followUp, { params, body: action });
    expect(await told(bo, 'turn')).toEqual([{ step: 'swap', to }]);
    expect((await bo.call(notifications.getToday)).items).toMatchObject([{ type: 'turn', move: 'present' }]);
    const { followUp } = swapped.turns[0]!;
    expect((await amara.call(notifications.getToday)).items).toMatchObject([
      { type: 'follow-up', followUp: followUp!.id, what: 'A private plan', by: day, due: 'soon' },
    ]);

    const done = { markdown: 'Done.', reflection: 'It worked for most.' };
    await amara.call(cycles.completeFollowUp, { params: { id: followUp!.id }, body: done });
    expect(await told(bo, 'turn')).toEqual([{ step: 'done', to }]);
    expect((await amara.call(notifications.getToday)).items).toEqual([]);

    const theirs = (await bo.call(cycles.presentTurn, { params: { id: begun.id }, body: WORK })).turns[1]!.id;
    expect(await told(amara, 'turn')).toEqual([{ step: 'presented', to }]);
    await talkThrough(bo, amara, begun.id, theirs);
    await told(bo, 'turn');
    await bo.call(cycles.followUp, { params: { id: theirs }, body: { kind: 'decline', reason: 'Not now' } });
    expect(await told(amara, 'turn')).toEqual([{ step: 'complete', to }]);

    const piece = (await amara.call(cycles.getCycle, { params: { id: begun.id } })).turns[0]!.contributions.find(
      ({ feedbackKind }) => feedbackKind === 'noticing',
    )!;
    const asked = await amara.call(cycles.askConsent, { params, body: { contributions: [piece.id], named: true } });
    expect(await told(bo, 'turn')).toEqual([{ step: 'consent-asked', to }]);
    expect((await bo.call(notifications.getToday)).items).toMatchObject([{ type: 'turn', move: 'consent' }]);
    await bo.call(cycles.answerConsent, { params: { id: asked.id }, body: { yes: true } });
    expect(await told(amara, 'turn')).toEqual([{ step: 'consent-answered', to }]);

    await amara.call(cycles.markThought, { params: { id: piece.id } });
    expect(await told(bo, 'turn')).toEqual([{ step: 'thought', to }]);
    expect(await told(amara, 'turn')).toEqual([]);
    await amara.call(cycles.unmarkThought, { params: { id: piece.id } });
    await instance.services.pipeline.idle();
    const { items } = await bo.call(notifications.listNotifications, { query: { kind: 'turn' } });
    expect(items.map(({ turnStep }) => turnStep)).not.toContain('thought');
    const all = await Promise.all([amara, bo].map((client) => client.call(notifications.listNotifications)));
    expect(JSON.stringify(all)).not.toMatch(/private|noticed|Exit tickets/i);
  });

  test('set aside; and once one has responded twice more than the other, both hear of it once', async () => {
    const id = await becomePair();
    for (let n = 0; n < 2; n++) {
      const begun = await amara.call(cycles.beginCycle, { params: { id }, body: WORK });
      await talkThrough(amara, bo, begun.id, begun.turns[0]!.id);
      const nothing = { kind: 'decline', reason: 'Not now' };
      await amara.call(cycles.followUp, { params: { id: begun.turns[0]!.id }, body: nothing });
      if (n === 0) expect([await told(amara, 'balance'), await told(bo, 'balance')]).toEqual([[], []]);
      await amara.call(cycles.setCycleAside, { params: { id: begun.id }, body: { reason: 'A private reason' } });
    }
    const { items } = await bo.call(notifications.listNotifications, { query: { kind: 'turn' } });
    expect(items[0]).toMatchObject({ turnStep: 'set-aside' });
    const to = `/mentoring/${id}?view=ledger`;
    expect(await told(amara, 'balance')).toEqual([{ step: 'mine-to-give', to }]);
    expect(await told(bo, 'balance')).toEqual([{ step: 'mine-to-ask', to }]);
  });

  test('public feedback and a message that made somebody think', async () => {
    const id = await becomePair();
    const post = await amara.call(practice.publishPost, { body: { title: 'Exit tickets', markdown: 'x' } });
    const body = { markdown: 'Why three?', feedbackKind: 'question' };
    const reply = await bo.call(practice.replyToPost, { params: { id: post.id }, body });
    await amara.call(cycles.markThought, { params: { id: reply.id } });
    expect(await told(bo, 'turn')).toEqual([{ step: 'thought', to: `/posts/${post.id}#responses` }]);
    const message = await bo.call(threads.sendMessage, { params: { id }, body: { ...body, clientId: clientId() } });
    await amara.call(cycles.markThought, { params: { id: message.id } });
    expect(await told(bo, 'turn')).toEqual([{ step: 'thought', to: `/mentoring/${id}?view=cycle` }]);
  });
});

describe('a session', () => {
  const inHours = (hours: number) => ({
    times: [{ start: new Date(Date.now() + hours * 3600_000).toISOString(), minutes: 30 }],
  });

  test('is told by a word each; opening the pair reads them; messages that are muted do not mute it', async () => {
    const id = await becomePair();
    await amara.call(notifications.mutePair, { params: { id } });
    const to = `/mentoring/${id}?view=sessions`;
    const one = await bo.call(sessions.proposeSession, { params: { id }, body: inHours(5) });
    expect(await told(amara, 'session')).toEqual([{ step: 'proposed', to }]);
    await amara.call(sessions.declineSession, { params: { id: one.id }, body: {} });
    expect(await told(bo, 'session')).toEqual([{ step: 'declined', to }]);
    await bo.call(sessions.proposeSession, { params: { id }, body: inHours(6) });
    await instance.services.pipeline.idle();
    expect((await amara.call(notifications.countUnread)).notifications).toBe(1);
    await amara.call(notifications.readPairNotifications, { params: { id } });
    expect((await amara.call(notifications.countUnread)).notifications).toBe(0);
    await amara.call(notifications.changeNotificationSettings, {
      body: { muted: ['session'], quietHours: null, digest: 'off' },
    });
    await bo.call(sessions.proposeSession, { params: { id }, body: inHours(7) });
    expect(await told(amara, 'session')).toEqual([]);
  });
});

test('somebody an organizer proposes stands in today, until there is a pair', async () => {
  const organizer = await instance.account(`orla${names}`, 'organizer');
  const body = { one: handles.amara, other: handles.bo, note: 'A private note' };
  const { id } = await organizer.call(partners.introduce, { body });
  for (const [client, partner] of [
    [amara, 'Bo'],
    [bo, 'Amara'],
  ] as const) {
    const { items } = await client.call(notifications.getToday);
    expect(items).toMatchObject([{ type: 'introduction', introduction: id, partner: { displayName: partner } }]);
  }
  await amara.call(partners.dismissIntroduction, { params: { id } });
  expect((await amara.call(notifications.getToday)).items).toEqual([]);
  await becomePair();
  expect((await bo.call(notifications.getToday)).items).toMatchObject([{ type: 'begin' }]);
});

test('what is told of a pair is told to nobody else', async () => {
  const id = await becomePair();
  const admin = await instance.account(`ada${names}`, 'admin');
  await amara.call(cycles.beginCycle, { params: { id }, body: WORK });
  await instance.services.pipeline.idle();
  expect((await admin.call(notifications.listNotifications)).items).toEqual([]);
  expect((await admin.call(notifications.getToday)).items).toEqual([]);
  expect((await admin.call(accounts.getSession)).me?.role).toBe('admin');
});
