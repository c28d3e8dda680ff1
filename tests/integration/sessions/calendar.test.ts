import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as accounts from '../../../shared/contracts/accounts.ts';
import * as mentoring from '../../../shared/contracts/mentoring.ts';
import * as profiles from '../../../shared/contracts/profiles.ts';
import * as sessions from '../../../shared/contracts/sessions.ts';
import type { ApiClient } from '../../support/api.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';

const NOW = new Date('2026-11-21T12:00:00Z');
/** An attempt at lines of its own, quotes, signs that stand for something, and enough to be folded. */
const HOSTILE = 'Bo; "B", \\N END:VEVENT 😀 Ünïcödé ﷽ Ünïcödé ﷽ Ünïcödé ﷽ Ünïcödé';
let instance: TestInstance;
let amara: ApiClient;
let bo: ApiClient;
let tess: ApiClient;
let pair: string;

beforeAll(async () => {
  instance = await startInstance({ options: { clock: { now: () => NOW } } });
  [amara, bo, tess] = await Promise.all([
    instance.signUp('amara', 'Amara'),
    instance.signUp('bo', HOSTILE),
    instance.signUp('tess', 'Tess'),
  ]);
  const offer = { partner: 'bo', myGoals: 'a', partnerGoals: 'b', cadence: 'weekly', endsOn: '2099-01-01' };
  pair = (await amara.call(mentoring.offerPair, { body: offer })).id;
  await bo.call(mentoring.acceptPair, { params: { id: pair } });
});
afterAll(() => instance.stop());

async function agreeOn(start: string, fields: Record<string, unknown> = {}): Promise<string> {
  const body = { times: [{ start, minutes: 45 }], ...fields };
  const { id } = await amara.call(sessions.proposeSession, { params: { id: pair }, body });
  await bo.call(sessions.acceptSession, { params: { id }, body: { time: 0 } });
  return id;
}

const get = (url: string, client?: ApiClient) =>
  fetch(new URL(url, instance.baseUrl), client?.cookie ? { headers: { cookie: client.cookie } } : {});

/** Read by a parser that has nothing to do with what wrote it. */
async function eventsIn(response: Response): Promise<ICAL.Event[]> {
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  expect(response.headers.get('cache-control')).toContain('private');
  const text = await response.text();
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component));
}

const feedOf = async (client: ApiClient) => (await client.call(sessions.getCalendarFeed)).url;

describe('a session as a file', () => {
  test('says when, with whom and where, and nothing of what it is about', async () => {
    const room = 'https://meet.example/a?b=c,d;e';
    const id = await agreeOn('2026-12-01T09:00:00Z', { room, agenda: 'A private agenda' });
    await amara.call(sessions.writeSessionNotes, { params: { id }, body: { markdown: 'Private notes' } });
    const response = await get(sessions.calendarFileOf(id), amara);
    expect(response.headers.get('content-disposition')).toContain('mentoring.ics');
    const text = await response.clone().text();
    expect(text).not.toMatch(/private/i);
    const [event, ...more] = await eventsIn(response);
    expect(more).toEqual([]);
    expect(event!.summary).toBe(`Mentoring with ${HOSTILE}`);
    expect(event!.location).toBe(room);
    expect(event!.component.getFirstPropertyValue('url')).toBe('https://meet.example/a?b=c%2Cd%3Be');
    expect(event!.startDate.toJSDate()).toEqual(new Date('2026-12-01T09:00:00Z'));
    expect(event!.duration.toSeconds()).toBe(45 * 60);
    expect(event!.component.getAllProperties().map(({ name }) => name)).toEqual(
      expect.arrayContaining(['uid', 'sequence', 'dtstamp', 'status']),
    );
  });

  test('a place that ends lines ends none', async () => {
    const id = await agreeOn('2026-12-02T09:00:00Z', { room: 'Room 4\r\nATTENDEE:mailto:x@y.example\u2028; \\, "' });
    const [event] = await eventsIn(await get(sessions.calendarFileOf(id), bo));
    expect(event!.attendees).toEqual([]);
    expect(event!.location).toContain('Room 4 ATTENDEE:mailto:x@y.example');
    expect(event!.component.getFirstPropertyValue('url')).toBeNull();
    expect(event!.summary).toBe('Mentoring with Amara');
  });

  /** The instant is what was agreed, and each calendar shows the hour on its own wall. */
  test.each([
    ['before clocks go forward in Berlin', '2027-03-28T02:30:00+02:00', 'Europe/Berlin', '01:30'],
    ['the hour after', '2027-03-28T03:30:00+02:00', 'Europe/Berlin', '03:30'],
    ['the day after', '2027-03-29T09:00:00+02:00', 'Europe/Berlin', '09:00'],
    ['before clocks go forward in New York', '2027-03-14T01:30:00-05:00', 'America/New_York', '01:30'],
    ['after it', '2027-03-14T03:30:00-04:00', 'America/New_York', '03:30'],
    ['in the hour that comes twice, first', '2026-11-29T02:30:00+01:00', 'Europe/Berlin', '02:30'],
    ['the same instant for both', '2027-03-20T16:00:00-04:00', 'Europe/Berlin', '21:00'],
  ])('%s', async (_when, start, timeZone, wall) => {
    const id = await agreeOn(start);
    const [event] = await eventsIn(await get(sessions.calendarFileOf(id), bo));
    expect(event!.startDate.zone.tzid).toBe('UTC');
    const instant = event!.startDate.toJSDate();
    expect(instant).toEqual(new Date(start));
    expect(event!.endDate.toJSDate()).toEqual(new Date(new Date(start).getTime() + 45 * 60_000));
    expect(new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'short' }).format(instant)).toBe(wall);
  });

  test('nobody else gets it, nor what was never agreed, nor a name that is none', async () => {
    const id = await agreeOn('2026-12-03T09:00:00Z');
    const body = { times: [{ start: '2026-12-04T09:00:00Z', minutes: 45 }] };
    const open = await amara.call(sessions.proposeSession, { params: { id: pair }, body });
    const strangers = [get(sessions.calendarFileOf(id)), get(sessions.calendarFileOf(id), tess)];
    const nothing = [open.id, 'nothing', '../x', '%00', 'a'.repeat(100)].map((name) =>
      get(`/calendar/sessions/${name}.ics`, amara),
    );
    for (const response of await Promise.all([...strangers, ...nothing])) {
      expect(response.status).toBe(404);
      expect(await response.text()).not.toContain('VCALENDAR');
    }
    await amara.call(sessions.cancelSession, { params: { id: open.id }, body: {} });
  });
});

describe('the feed', () => {
  test('there is none until it is asked for; a new address ends the one before, and it can be ended', async () => {
    expect(await feedOf(tess)).toBeNull();
    const { url } = await tess.call(sessions.renewCalendarFeed);
    expect(url).toMatch(/^http:\/\/localhost:\d+\/calendar\/[A-Za-z0-9_-]{43}\.ics$/);
    expect(await feedOf(tess)).toBe(url);
    expect(await eventsIn(await get(url!))).toEqual([]);
    const { url: second } = await tess.call(sessions.renewCalendarFeed);
    expect(second).not.toBe(url);
    expect((await get(url!)).status).toBe(404);
    expect((await get(second!)).status).toBe(200);
    const stored = await instance.services.db.collection('calendar_feeds').find().toArray();
    expect(JSON.stringify(stored)).not.toContain(/calendar\/(.*)\.ics/.exec(second!)![1]);
    await tess.call(sessions.removeCalendarFeed);
    expect((await get(second!)).status).toBe(404);
    expect(await feedOf(tess)).toBeNull();
  });

  test('follows moves and cancellations under one name', async () => {
    const { url } = await bo.call(sessions.renewCalendarFeed);
    const id = await agreeOn('2026-12-10T09:00:00Z', { agenda: 'A private agenda' });
    const [file] = await eventsIn(await get(sessions.calendarFileOf(id), bo));
    const { uid } = file!;
    const ofThis = async () => (await eventsIn(await get(url!))).filter((event) => event.uid === uid);
    const statusOf = (event: ICAL.Event) => event.component.getFirstPropertyValue('status');
    const [first] = await ofThis();
    expect(statusOf(first!)).toBe('CONFIRMED');

    const body = { times: [{ start: '2026-12-11T10:00:00Z', minutes: 30 }] };
    const moved = await amara.call(sessions.moveSession, { params: { id }, body });
    expect((await ofThis()).map((event) => event.startDate.toJSDate().toISOString())).toEqual([
      '2026-12-10T09:00:00.000Z',
    ]);
    await bo.call(sessions.acceptSession, { params: { id: moved.id }, body: { time: 0 } });
    const [second, ...doubles] = await ofThis();
    expect(doubles).toEqual([]);
    expect(second!.startDate.toJSDate().toISOString()).toBe('2026-12-11T10:00:00.000Z');
    expect(second!.sequence).toBeGreaterThan(first!.sequence);
    expect((await get(sessions.calendarFileOf(id), bo)).status).toBe(404);

    await bo.call(sessions.cancelSession, { params: { id: moved.id }, body: { reason: 'A private reason' } });
    const [third] = await ofThis();
    expect(statusOf(third!)).toBe('CANCELLED');
    expect(third!.sequence).toBeGreaterThan(second!.sequence);
    expect(await (await get(url!)).text()).not.toMatch(/private/i);
  });

  test('speaks its owner’s language, and each name once', async () => {
    await bo.call(accounts.changeLanguage, { body: { language: 'es' } });
    const events = await eventsIn(await get((await feedOf(bo))!));
    expect(events.length).toBeGreaterThan(5);
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length);
    expect(events.every(({ summary }) => summary === 'Mentoría con Amara')).toBe(true);
  });

  test('a name that changed is the new one', async () => {
    const me = await amara.call(profiles.getMyProfile);
    await amara.call(profiles.updateMyProfile, { body: { ...me, displayName: 'Amara O.' } });
    const [event] = await eventsIn(await get((await feedOf(bo))!));
    expect(event!.summary).toBe('Mentoría con Amara O.');
  });

  test('what was ahead is called off when the pair ends', async () => {
    const url = (await feedOf(bo))!;
    await amara.call(mentoring.endPair, { params: { id: pair }, body: {} });
    const events = await eventsIn(await get(url));
    expect(events.length).toBeGreaterThan(5);
    expect(events.every((event) => event.component.getFirstPropertyValue('status') === 'CANCELLED')).toBe(true);
  });

  test('whoever asks on and on is told to wait', async () => {
    const url = (await feedOf(bo))!;
    const answers = [];
    for (let n = 0; n < 70; n++) answers.push((await get(url)).status);
    expect(answers).toContain(429);
    const guesses = [];
    for (let n = 0; n < 40; n++) guesses.push((await get(`/calendar/${'a'.repeat(42)}${n % 10}.ics`)).status);
    expect(new Set(guesses)).toEqual(new Set([404, 429]));
  });
});
