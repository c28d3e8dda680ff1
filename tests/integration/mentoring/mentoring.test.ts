import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as mentoring from '../../../shared/contracts/mentoring.ts';
import * as threads from '../../../shared/contracts/threads.ts';
import type { ApiClient } from '../../support/api.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';

let instance: TestInstance;
let amara: ApiClient;
let bo: ApiClient;
let others: Record<'teacher' | 'organizer' | 'admin' | 'anyone', ApiClient>;

beforeAll(async () => {
  instance = await startInstance();
  const [teacher, organizer, admin] = await Promise.all([
    instance.account('tess', 'teacher'),
    instance.account('orla', 'organizer'),
    instance.account('adam', 'admin'),
  ]);
  others = { teacher, organizer, admin, anyone: instance.anyone() };
  [amara, bo] = await Promise.all([instance.signUp('amara'), instance.signUp('bo')]);
});
afterAll(() => instance.stop());

const offerTo = (partner: string, rest: Record<string, unknown> = {}) => ({
  body: {
    partner,
    myGoals: 'Ask better',
    partnerGoals: 'Calmer labs',
    cadence: 'weekly',
    endsOn: '2099-06-30',
    ...rest,
  },
});

let counter = 0;
const message = (id: string, rest: Record<string, unknown> = {}) => ({
  params: { id },
  body: { markdown: 'Hello', clientId: `message-${String(counter++).padStart(6, '0')}`, ...rest },
});

describe('offers', () => {
  test.each([
    ['an end in the past', 'amara', { endsOn: '2020-01-01' }, 400, 'endsOn'],
    ['no goals', 'amara', { myGoals: ' ' }, 400, 'myGoals'],
    ['a day that does not exist', 'amara', { endsOn: '2099-02-30' }, 400, 'endsOn'],
    ['oneself', 'bo', {}, 400, 'partner'],
  ])('%s is refused with a sentence at the field', async (_what, partner, rest, status, field) => {
    const answer = await bo.try(mentoring.offerPair, offerTo(partner, rest));
    expect(answer.status).toBe(status);
    expect(answer.error?.fields?.[field]?.length).toBeGreaterThan(5);
    expect((await bo.call(mentoring.listPairs)).items).toEqual([]);
  });

  test('nobody is there: a sentence', async () => {
    expect((await bo.try(mentoring.offerPair, offerTo('nobody'))).status).toBe(404);
  });

  test('each step is for the one who may take it; the rest get a reason', async () => {
    const { id } = await bo.call(mentoring.offerPair, offerTo('amara'));
    expect((await bo.try(mentoring.offerPair, offerTo('amara'))).status).toBe(409);
    expect((await amara.try(mentoring.offerPair, offerTo('bo'))).status).toBe(409);
    expect((await bo.try(mentoring.acceptPair, { params: { id } })).status).toBe(409);
    expect((await bo.try(mentoring.declinePair, { params: { id }, body: {} })).status).toBe(409);
    expect((await amara.try(mentoring.withdrawPair, { params: { id } })).status).toBe(409);
    expect((await amara.try(mentoring.endPair, { params: { id }, body: {} })).status).toBe(409);
    expect((await amara.try(threads.listMessages, { params: { id } })).status).toBe(404);
    expect((await bo.try(threads.sendMessage, message(id))).status).toBe(409);

    const declined = await amara.call(mentoring.declinePair, { params: { id }, body: { reason: 'Next term' } });
    expect(declined).toMatchObject({ state: 'declined', reason: 'Next term' });
    expect((await bo.call(mentoring.getPair, { params: { id } })).reason).toBe('Next term');
    const late = await amara.try(mentoring.acceptPair, { params: { id } });
    expect(late.status).toBe(409);
    expect(late.error?.message).toContain('declined');
  });

  test('a withdrawn offer cannot be accepted', async () => {
    const { id } = await bo.call(mentoring.offerPair, offerTo('amara'));
    expect((await bo.call(mentoring.withdrawPair, { params: { id } })).state).toBe('withdrawn');
    expect((await amara.try(mentoring.acceptPair, { params: { id } })).status).toBe(409);
    expect((await amara.call(mentoring.getPair, { params: { id } })).state).toBe('withdrawn');
  });
});

describe('a pair', () => {
  let id: string;
  let messageId: string;

  beforeAll(async () => {
    id = (await bo.call(mentoring.offerPair, offerTo('amara'))).id;
    await amara.call(mentoring.acceptPair, { params: { id } });
    messageId = (await bo.call(threads.sendMessage, message(id, { markdown: 'A secret between us' }))).id;
  });

  test.each(['teacher', 'organizer', 'admin', 'anyone'] as const)('is closed to %s, by every endpoint', async (who) => {
    const other = others[who];
    const answers = await Promise.all([
      other.try(mentoring.getPair, { params: { id } }),
      other.try(mentoring.listLedger, { params: { id } }),
      other.try(mentoring.acceptPair, { params: { id } }),
      other.try(mentoring.declinePair, { params: { id }, body: {} }),
      other.try(mentoring.withdrawPair, { params: { id } }),
      other.try(mentoring.endPair, { params: { id }, body: {} }),
      other.try(threads.listMessages, { params: { id } }),
      other.try(threads.sendMessage, message(id)),
      other.try(threads.deleteMessage, { params: { id: messageId } }),
    ]);
    const expected = who === 'anyone' ? 401 : 404;
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => expected));
    expect((await amara.call(mentoring.getPair, { params: { id } })).state).toBe('active');
    expect((await amara.call(threads.listMessages, { params: { id } })).items).toHaveLength(1);
  });

  test('messages come by page, in order, from either end', async () => {
    for (let n = 1; n <= 6; n++) await amara.call(threads.sendMessage, message(id, { markdown: `Line ${n}` }));
    const newest = await bo.call(threads.listMessages, { params: { id }, query: { limit: 3 } });
    expect(newest.items.map((item) => item.html.trim())).toEqual(['<p>Line 4</p>', '<p>Line 5</p>', '<p>Line 6</p>']);
    expect(newest.more).toBe(true);
    const cursor = newest.items[0]!.cursor;
    const older = await bo.call(threads.listMessages, { params: { id }, query: { limit: 10, before: cursor } });
    expect(older.items).toHaveLength(4);
    expect(older.more).toBe(false);
    const after = await bo.call(threads.listMessages, {
      params: { id },
      query: { limit: 2, after: older.items[0]!.cursor },
    });
    expect(after.items.map((item) => item.html.trim())).toEqual(['<p>Line 1</p>', '<p>Line 2</p>']);
    expect(after.more).toBe(true);
    const both = await bo.try(threads.listMessages, { params: { id }, query: { after: cursor, before: cursor } });
    expect(both.status).toBe(400);
  });

  test('only the author deletes a message; its place stays, its words do not', async () => {
    expect((await amara.try(threads.deleteMessage, { params: { id: messageId } })).status).toBe(404);
    await bo.call(threads.deleteMessage, { params: { id: messageId } });
    const { items } = await amara.call(threads.listMessages, { params: { id } });
    expect(items.find((item) => item.id === messageId)).toMatchObject({ deleted: true, html: '' });
    expect((await bo.try(threads.deleteMessage, { params: { id: messageId } })).status).toBe(404);
  });

  test('private feedback counts in the ledger of the two, and is taken off with its message', async () => {
    const given = await bo.call(threads.sendMessage, message(id, { feedbackKind: 'suggestion' }));
    expect((await bo.call(mentoring.getPair, { params: { id } })).ledger.given.suggestion).toBe(1);
    expect((await amara.call(mentoring.getPair, { params: { id } })).ledger.got.suggestion).toBe(1);
    const { items, weeks } = await amara.call(mentoring.listLedger, { params: { id } });
    expect(items).toMatchObject([{ kind: 'suggestion', direction: 'got', post: null }]);
    expect(weeks).toHaveLength(mentoring.LEDGER_WEEKS);
    expect(weeks.at(-1)).toMatchObject({ given: 0, got: 1 });
    expect(weeks.slice(0, -1).every((week) => week.given + week.got === 0)).toBe(true);
    await bo.call(threads.deleteMessage, { params: { id: given.id } });
    expect((await amara.call(mentoring.getPair, { params: { id } })).ledger.got.suggestion).toBe(0);
  });
});
