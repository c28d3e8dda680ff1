import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as mentoring from '../../../shared/contracts/mentoring.ts';
import * as sessions from '../../../shared/contracts/sessions.ts';
import type { ApiClient } from '../../support/api.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';

let now = new Date('2026-11-21T12:00:00Z');
let instance: TestInstance;
let amara: ApiClient;
let bo: ApiClient;
let others: Record<'teacher' | 'organizer' | 'admin' | 'anyone', ApiClient>;
let pair: string;

const inHours = (hours: number) => new Date(now.getTime() + hours * 3600_000).toISOString();
const times = (...hours: number[]) => ({ times: hours.map((hour) => ({ start: inHours(hour), minutes: 30 })) });

async function becomePair(): Promise<string> {
  const offer = { partner: 'bo', myGoals: 'a', partnerGoals: 'b', cadence: 'weekly', endsOn: '2099-01-01' };
  const { id } = await amara.call(mentoring.offerPair, { body: offer });
  await bo.call(mentoring.acceptPair, { params: { id } });
  return id;
}

beforeAll(async () => {
  instance = await startInstance({ options: { clock: { now: () => now } } });
  const [teacher, organizer, admin] = await Promise.all([
    instance.account('tess', 'teacher'),
    instance.account('orla', 'organizer'),
    instance.account('adam', 'admin'),
  ]);
  others = { teacher, organizer, admin, anyone: instance.anyone() };
  [amara, bo] = await Promise.all([instance.signUp('amara', 'Amara'), instance.signUp('bo', 'Bo')]);
  pair = await becomePair();
});
afterAll(() => instance.stop());

const propose = (client: ApiClient, body: unknown) =>
  client.call(sessions.proposeSession, { params: { id: pair }, body });

describe('proposing', () => {
  test('the same twice, as by a double tap, is once', async () => {
    const body = { ...times(3, 5), room: 'Here' };
    const [one, other] = await Promise.all([propose(amara, body), propose(amara, body)]);
    expect(other.id).toBe(one.id);
    const another = await propose(amara, { ...body, agenda: 'Another' });
    expect(another.id).not.toBe(one.id);
    for (const { id } of [one, another]) await amara.call(sessions.cancelSession, { params: { id }, body: {} });
    // What was called off can be proposed anew.
    const anew = await propose(amara, body);
    expect(anew.id).not.toBe(one.id);
    await amara.call(sessions.cancelSession, { params: { id: anew.id }, body: {} });
  });

  test.each([
    ['no time', { times: [] }, 'times'],
    ['six times', times(1, 2, 3, 4, 5, 6), 'times'],
    ['a past time', times(5, -1), 'times.1.start'],
    ['too short', { times: [{ start: inHours(1), minutes: 4 }] }, 'times.0.minutes'],
    ['too long', { times: [{ start: inHours(1), minutes: 241 }] }, 'times.0.minutes'],
    ['no instant', { times: [{ start: '2027-01-01 10:00', minutes: 30 }] }, 'times.0.start'],
  ])('%s is refused with a sentence at the field', async (_what, body, field) => {
    const answer = await amara.try(sessions.proposeSession, { params: { id: pair }, body });
    expect(answer.status).toBe(400);
    expect(answer.error?.fields?.[field]?.length).toBeGreaterThan(5);
    const { items } = await bo.call(sessions.listPairSessions, { params: { id: pair } });
    expect(items.every(({ state }) => state === 'cancelled')).toBe(true);
  });

  test('each step is for the one who may take it; the rest get a reason', async () => {
    const made = await propose(amara, { ...times(2, 50), room: 'https://meet.example/x', agenda: 'One\nTwo' });
    expect(made).toMatchObject({
      state: 'proposed',
      proposedByMe: true,
      time: null,
      past: false,
      partner: { displayName: 'Bo' },
      room: 'https://meet.example/x',
      agenda: 'One\nTwo',
      may: { answer: false, cancel: true, move: false, note: false },
    });
    const params = { id: made.id };
    expect((await amara.try(sessions.acceptSession, { params, body: { time: 0 } })).status).toBe(409);
    expect((await bo.try(sessions.cancelSession, { params, body: {} })).status).toBe(409);
    expect((await bo.try(sessions.moveSession, { params, body: times(5) })).status).toBe(409);
    expect((await bo.try(sessions.writeSessionNotes, { params, body: { markdown: 'x' } })).status).toBe(409);
    expect((await bo.try(sessions.acceptSession, { params, body: { time: 2 } })).status).toBe(400);

    const agreed = await bo.call(sessions.acceptSession, { params, body: { time: 1 } });
    expect(agreed).toMatchObject({ state: 'agreed', time: { start: inHours(50), minutes: 30 }, proposedByMe: false });
    expect(agreed.may).toEqual({ answer: false, cancel: true, move: true, note: true });
    const late = await bo.try(sessions.declineSession, { params, body: {} });
    expect(late).toMatchObject({ status: 409, error: { message: expect.stringContaining('agreed') } });
    const off = await bo.call(sessions.cancelSession, { params, body: { reason: 'A trip' } });
    expect(off).toMatchObject({ state: 'cancelled', reason: 'A trip' });
    expect((await amara.try(sessions.moveSession, { params, body: times(5) })).status).toBe(409);
  });

  test('declined with a word, and taken back', async () => {
    const one = await propose(bo, times(3));
    const declined = await amara.call(sessions.declineSession, { params: { id: one.id }, body: { reason: 'Exams' } });
    expect(declined).toMatchObject({ state: 'declined', reason: 'Exams' });
    const two = await propose(bo, times(3));
    await bo.call(sessions.cancelSession, { params: { id: two.id }, body: {} });
    expect((await amara.try(sessions.acceptSession, { params: { id: two.id }, body: { time: 0 } })).status).toBe(409);
  });

  test('a time that has passed since is not accepted', async () => {
    const { id } = await propose(bo, times(1, 30));
    const before = now;
    now = new Date(now.getTime() + 2 * 3600_000);
    const answer = await amara.try(sessions.acceptSession, { params: { id }, body: { time: 0 } });
    expect(answer).toMatchObject({ status: 409, error: { message: expect.stringContaining('past') } });
    now = new Date(now.getTime() + 40 * 3600_000);
    const { items } = await amara.call(sessions.listPairSessions, { params: { id: pair } });
    expect(items.find((item) => item.id === id)).toMatchObject({ id, state: 'proposed', may: { answer: false } });
    now = before;
    await bo.call(sessions.cancelSession, { params: { id }, body: {} });
  });
});

describe('an agreed session', () => {
  test('stands until another time is accepted', async () => {
    const { id } = await propose(amara, times(20));
    await bo.call(sessions.acceptSession, { params: { id }, body: { time: 0 } });
    const other = await bo.call(sessions.moveSession, { params: { id }, body: times(30, 40) });
    expect(other).toMatchObject({ state: 'proposed', moves: id });
    const mine = await amara.call(sessions.listMySessions);
    expect(mine.items.map((item) => [item.id, item.state])).toEqual([
      [id, 'agreed'],
      [other.id, 'proposed'],
    ]);
    await amara.call(sessions.acceptSession, { params: { id: other.id }, body: { time: 0 } });
    const { items } = await bo.call(sessions.listPairSessions, { params: { id: pair } });
    expect(items.find((item) => item.id === id)).toMatchObject({ state: 'moved', may: { cancel: false, note: false } });
    expect(items[0]).toMatchObject({ id: other.id, state: 'agreed', time: { start: inHours(30) } });
  });

  test('is past once it is over: notes are for both, each edits their own', async () => {
    const { items } = await bo.call(sessions.listMySessions);
    const id = items[0]!.id;
    const before = now;
    now = new Date(now.getTime() + 31 * 3600_000);
    const params = { id };
    await amara.call(sessions.writeSessionNotes, { params, body: { markdown: 'We **tried** it' } });
    await amara.call(sessions.writeSessionNotes, { params, body: { markdown: 'We tried it *twice*' } });
    await bo.call(sessions.writeSessionNotes, { params, body: { markdown: 'Next: exit tickets' } });
    const seen = (await amara.call(sessions.listPairSessions, { params: { id: pair } })).items.find(
      (one) => one.id === id,
    );
    expect(seen).toMatchObject({ state: 'agreed', past: true, myNotes: 'We tried it *twice*' });
    expect(seen?.may).toEqual({ answer: false, cancel: false, move: false, note: true });
    expect(seen?.notes.map(({ html, mine }) => [html.trim(), mine])).toEqual([
      ['<p>We tried it <em>twice</em></p>', true],
      ['<p>Next: exit tickets</p>', false],
    ]);
    const hostile = { markdown: '<script>alert(1)</script> ok' };
    const shown = await bo.call(sessions.writeSessionNotes, { params, body: hostile });
    expect(JSON.stringify(shown.notes)).not.toContain('<script');
    const picture = await bo.try(sessions.writeSessionNotes, {
      params,
      body: { markdown: '![x](https://x.example/p)' },
    });
    expect(picture.error?.fields?.markdown).toContain('not saved');
    await amara.call(sessions.writeSessionNotes, { params, body: { markdown: '' } });
    const cleared = await bo.call(sessions.writeSessionNotes, { params, body: { markdown: 'x' } });
    expect(cleared.notes).toHaveLength(1);
    const ledger = await bo.call(mentoring.listLedger, { params: { id: pair } });
    expect(ledger.balance.minutes).toBe(30);
    now = before;
  });

  test.each(['teacher', 'organizer', 'admin', 'anyone'] as const)('is closed to %s, by every endpoint', async (who) => {
    const other = others[who];
    const { items } = await bo.call(sessions.listPairSessions, { params: { id: pair } });
    const params = { id: items[0]!.id };
    const answers = await Promise.all([
      other.try(sessions.listPairSessions, { params: { id: pair } }),
      other.try(sessions.proposeSession, { params: { id: pair }, body: times(5) }),
      other.try(sessions.acceptSession, { params, body: { time: 0 } }),
      other.try(sessions.declineSession, { params, body: {} }),
      other.try(sessions.cancelSession, { params, body: {} }),
      other.try(sessions.moveSession, { params, body: times(5) }),
      other.try(sessions.writeSessionNotes, { params, body: { markdown: 'x' } }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => (who === 'anyone' ? 401 : 404)));
    const mine = await other.try(sessions.listMySessions);
    expect(who === 'anyone' ? mine.status : mine.value.items).toEqual(who === 'anyone' ? 401 : []);
    expect((await bo.call(sessions.listPairSessions, { params: { id: pair } })).items).toEqual(items);
  });

  test('two answers at once are one', async () => {
    const { id } = await propose(amara, times(60, 70));
    const both = await Promise.all(
      [0, 1].map((time) => bo.try(sessions.acceptSession, { params: { id }, body: { time } })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    await amara.call(sessions.cancelSession, { params: { id }, body: {} });
  });

  test('thirty ahead are enough', async () => {
    const { items } = await bo.call(sessions.listMySessions);
    for (let n = items.length; n < 30; n++) await propose(amara, times(100 + n));
    const answer = await amara.try(sessions.proposeSession, { params: { id: pair }, body: times(200) });
    expect(answer).toMatchObject({ status: 409, error: { message: expect.stringContaining('30') } });
  });

  test('nothing more can be done once the pair has ended', async () => {
    const { items } = await bo.call(sessions.listMySessions);
    const waiting = items.find(({ may }) => may.answer)!;
    await amara.call(mentoring.endPair, { params: { id: pair }, body: {} });
    const params = { id: waiting.id };
    expect((await bo.try(sessions.acceptSession, { params, body: { time: 0 } })).status).toBe(409);
    expect((await bo.try(sessions.proposeSession, { params: { id: pair }, body: times(5) })).status).toBe(409);
    expect((await bo.call(sessions.listMySessions)).items).toEqual([]);
    const kept = await bo.call(sessions.listPairSessions, { params: { id: pair } });
    expect(kept.items.length).toBeGreaterThan(5);
    expect(kept.items.every(({ may }) => !may.answer && !may.cancel && !may.move && !may.note)).toBe(true);
  });
});
