import { afterAll, beforeAll, expect, test } from 'vitest';
import * as mentoring from '../../shared/contracts/mentoring.ts';
import * as notifications from '../../shared/contracts/notifications.ts';
import * as sessions from '../../shared/contracts/sessions.ts';
import type { SessionNews, SessionState } from '../../shared/vocabulary.ts';
import type { ApiClient } from '../support/api.ts';
import { startInstance, type TestInstance } from '../support/instance.ts';
import { until } from '../support/until.ts';

/** A pair on two instances meets: each step is taken on one side and seen on the other, and both end up with the same. */
let a: TestInstance;
let b: TestInstance;
let amara: ApiClient;
let bo: ApiClient;
let pair: string;
const params = () => ({ id: pair });
const inHours = (hours: number) => new Date(Date.now() + hours * 3600_000).toISOString();

beforeAll(async () => {
  [a, b] = await Promise.all([startInstance(), startInstance()]);
  [amara, bo] = await Promise.all([a.signUp('amara', 'Amara'), b.signUp('bo', 'Bo')]);
  const partner = `@bo@${b.domain}`;
  const offer = { partner, myGoals: 'a', partnerGoals: 'b', cadence: 'weekly', endsOn: '2099-01-01' };
  pair = (await amara.call(mentoring.offerPair, { body: offer })).id;
  await until('the offer', async () => (await bo.try(mentoring.getPair, { params: params() })).status === 200);
  await bo.call(mentoring.acceptPair, { params: params() });
  await until('the pair', async () => (await amara.call(mentoring.getPair, { params: params() })).state === 'active');
});
afterAll(() => Promise.all([a.stop(), b.stop()]));

const seen = (client: ApiClient, id: string, state: SessionState) =>
  until(`it is ${state}`, async () => {
    const { items } = await client.call(sessions.listPairSessions, { params: params() });
    return items.find((item) => item.id === id && item.state === state);
  });

const told = (client: ApiClient, step: SessionNews) =>
  until(`told of ${step}`, async () => {
    const { items } = await client.call(notifications.listNotifications, { query: { kind: 'session' } });
    return items.find(({ sessionStep }) => sessionStep === step);
  });

/** What of today is about meetings. */
const meetings = async (client: ApiClient) =>
  (await client.call(notifications.getToday)).items.filter(({ type }) => type === 'session');

test('proposed here, accepted there, moved, called off, with notes of both', async () => {
  const body = {
    times: [
      { start: inHours(20), minutes: 30 },
      { start: inHours(44), minutes: 45 },
    ],
    room: 'https://meet.example/our-room',
    agenda: 'A private agenda',
  };
  const { id } = await amara.call(sessions.proposeSession, { params: params(), body });
  const onB = await seen(bo, id, 'proposed');
  expect(onB).toMatchObject({ proposedByMe: false, times: body.times, room: body.room, agenda: body.agenda });
  expect(await told(bo, 'proposed')).toMatchObject({
    people: [{ displayName: 'Amara', local: false }],
    to: `/mentoring/${pair}?view=sessions`,
    excerpt: '',
  });
  expect(await meetings(bo)).toMatchObject([{ type: 'session', session: id, start: null }]);

  await bo.call(sessions.acceptSession, { params: { id }, body: { time: 0 } });
  await seen(amara, id, 'agreed');
  await told(amara, 'agreed');
  // Whoever answers has seen what they were asked.
  expect((await told(bo, 'proposed')).unread).toBe(false);
  expect(await meetings(amara)).toMatchObject([{ type: 'session', session: id, start: body.times[0]!.start }]);

  await bo.call(sessions.writeSessionNotes, { params: { id }, body: { markdown: 'Private notes of Bo' } });
  await amara.call(sessions.writeSessionNotes, { params: { id }, body: { markdown: 'Private notes of Amara' } });
  for (const client of [amara, bo]) {
    const notes = await until('notes of both', async () => {
      const session = await seen(client, id, 'agreed');
      return session.notes.length === 2 && session.notes;
    });
    expect(notes.map(({ html }) => html.replace(/<\/?p>/g, '').trim()).sort()).toEqual([
      'Private notes of Amara',
      'Private notes of Bo',
    ]);
  }

  const times = { times: [{ start: inHours(68), minutes: 60 }] };
  const other = await bo.call(sessions.moveSession, { params: { id }, body: times });
  await seen(amara, other.id, 'proposed');
  await told(amara, 'other-times');
  await seen(amara, id, 'agreed');
  await amara.call(sessions.acceptSession, { params: { id: other.id }, body: { time: 0 } });
  for (const client of [amara, bo]) {
    await seen(client, id, 'moved');
    expect((await seen(client, other.id, 'agreed')).time).toEqual(times.times[0]);
  }
  await told(bo, 'moved');

  await amara.call(sessions.cancelSession, { params: { id: other.id }, body: { reason: 'A private reason' } });
  expect(await seen(bo, other.id, 'cancelled')).toMatchObject({ reason: 'A private reason' });
  await told(bo, 'cancelled');
});

test('declined on the other side', async () => {
  const body = { times: [{ start: inHours(5), minutes: 30 }] };
  const { id } = await bo.call(sessions.proposeSession, { params: params(), body });
  await seen(amara, id, 'proposed');
  await amara.call(sessions.declineSession, { params: { id }, body: { reason: 'A private reason' } });
  await seen(bo, id, 'declined');
  await told(bo, 'declined');
});

test('both instances have come to the same, and nothing of it stands in a notification', async () => {
  const views = async ({ services }: TestInstance) => {
    const documents = await services.db
      .collection('meetings')
      .find({}, { sort: { _id: 1 } })
      .toArray();
    return JSON.parse(JSON.stringify(documents));
  };
  expect(await views(a)).toEqual(await views(b));
  const all = JSON.stringify(
    await Promise.all([amara, bo].map((client) => client.call(notifications.listNotifications))),
  );
  for (const secret of ['Private notes', 'A private', 'our-room']) expect(all).not.toContain(secret);
});
