import { beforeAll, expect, test } from 'vitest';
import type { Stored } from '../../server/storage/index.ts';
import * as cycles from '../../shared/contracts/cycles.ts';
import * as mentoring from '../../shared/contracts/mentoring.ts';
import * as notifications from '../../shared/contracts/notifications.ts';
import * as partners from '../../shared/contracts/partners.ts';
import * as sessions from '../../shared/contracts/sessions.ts';
import * as threads from '../../shared/contracts/threads.ts';
import type { PeerActor } from '../support/federation/peer.ts';
import { scene } from '../support/federation/security-case.ts';
import { until } from '../support/until.ts';

/** What the server of somebody's own partner may send, and what must not come of it. */
const s = scene();
const PAIRS = { implements: [{ id: 'urn:staffroom:ns#pairs' }] };

interface KnownPair {
  id: string;
  offer: string;
  thread: string;
  accept: string;
}

beforeAll(async () => {
  await s.amara.call(partners.updateMentoringChoices, { body: { capacity: 5 } });
});

const settled = () => s.instance.services.pipeline.idle();

async function received(actor: PeerActor, json: object): Promise<void> {
  expect((await s.send(actor, json)).status).toBe(202);
  await settled();
}

/** A pair that Amara offered and this actor of the peer accepted. */
async function pairWith(partner: PeerActor, name: string): Promise<KnownPair> {
  const { id } = await s.amara.call(mentoring.offerPair, {
    body: {
      partner: `@${name}@${s.good.host}`,
      myGoals: 'a',
      partnerGoals: 'b',
      cadence: 'weekly',
      endsOn: '2099-01-01',
    },
  });
  const sent = () => s.good.received.map(({ json }) => json);
  const offer = await until('the offer went out', () =>
    sent().findLast((json) => json.type === 'Offer' && (json.to as string[]).includes(partner.iri)),
  );
  const accept = s.activity(partner, 'Accept', { object: offer.id, to: [s.amaraIri] });
  await received(partner, accept);
  return { id, offer: offer.id as string, thread: (offer.object as { id: string }).id, accept: accept.id };
}

function entry(actor: PeerActor, pair: KnownPair, object: Record<string, unknown>) {
  const said = { id: s.id(actor), attributedTo: actor.iri, context: pair.thread, published: new Date().toISOString() };
  return {
    ...s.activity(actor, 'Add', { to: [s.amaraIri], target: pair.thread }),
    object: { ...said, ...object },
  };
}

const presentation = (rest: Record<string, unknown> = {}) => ({
  type: 'staffroom:Presentation',
  name: 'Exit tickets',
  content: '<p>Three questions.</p>',
  'staffroom:workKind': 'plan',
  'staffroom:focusQuestion': 'Do they think?',
  'staffroom:subject': 'Chemistry',
  'staffroom:protocol': {
    id: 'short',
    name: 'Short',
    summary: '',
    'staffroom:steps': [
      { kind: 'respond', speaks: 'responder', name: 'Respond', prompts: [], stems: [], minutes: 5 },
      { kind: 'reflect', speaks: 'presenter', name: 'Reflect', prompts: [], stems: [], minutes: 5 },
    ],
  },
  ...rest,
});

async function rebuiltTheSame(): Promise<void> {
  await settled();
  const live = await s.instance.viewBytes();
  await s.instance.services.rebuild();
  expect(await s.instance.viewBytes()).toEqual(live);
}

test('an end that says it was long ago takes nothing of what was said before it came', async () => {
  const eve = s.good.actor('eve', PAIRS);
  const pair = await pairWith(eve, 'eve');
  const body = { markdown: 'Stays', clientId: 'said-before-the-end' };
  await s.amara.call(threads.sendMessage, { params: { id: pair.id }, body });
  await received(eve, entry(eve, pair, presentation()));
  const undo = { object: pair.accept, to: [s.amaraIri], published: '2001-01-01T00:00:00Z' };
  await received(eve, s.activity(eve, 'Undo', undo));
  expect((await s.amara.call(mentoring.getPair, { params: { id: pair.id } })).state).toBe('ended');
  await rebuiltTheSame();
  const { items } = await s.amara.call(threads.listMessages, { params: { id: pair.id } });
  expect(items.map(({ html }) => html.trim())).toEqual(['<p>Stays</p>']);
  expect((await s.amara.call(cycles.listCycles, { params: { id: pair.id } })).items).toHaveLength(1);
});

test('a Delete of what was said about a session changes nothing, now and in a rebuild', async () => {
  const fay = s.good.actor('fay', PAIRS);
  const pair = await pairWith(fay, 'fay');
  const start = new Date(Date.now() + 3 * 24 * 3600_000).toISOString();
  const mine = await s.amara.call(sessions.proposeSession, {
    params: { id: pair.id },
    body: { times: [{ start, minutes: 30 }], room: 'Here', agenda: '' },
  });
  const proposed = await until('the proposal went out', () =>
    s.good.received.map(({ json }) => json).findLast((json) => JSON.stringify(json).includes('"Event"')),
  );
  const session = (proposed.object as { id: string }).id;
  const answer = entry(fay, pair, {
    type: 'staffroom:SessionAnswered',
    'staffroom:session': session,
    'staffroom:time': 0,
  });
  const theirs = entry(fay, pair, {
    type: 'Event',
    location: 'There',
    'staffroom:times': [{ startTime: start, 'staffroom:minutes': 30 }],
  });
  const notes = entry(fay, pair, {
    type: 'staffroom:SessionNotes',
    'staffroom:session': session,
    content: '<p>Noted</p>',
  });
  for (const said of [answer, theirs, notes]) await received(fay, said);
  for (const said of [answer, theirs, notes]) {
    await received(fay, s.activity(fay, 'Delete', { to: [s.amaraIri], object: said.object.id }));
  }
  await rebuiltTheSame();
  const { items } = await s.amara.call(sessions.listPairSessions, { params: { id: pair.id } });
  expect(items.find(({ id }) => id === mine.id)).toMatchObject({ state: 'agreed', notes: [{ html: '<p>Noted</p>' }] });
  expect(items.map(({ room }) => room).sort()).toEqual(['Here', 'There']);
});

test('a picture in what they say does not have the reader’s browser ask their server', async () => {
  const gus = s.good.actor('gus', PAIRS);
  const pair = await pairWith(gus, 'gus');
  const url = `${s.good.origin}/who-reads-this.png`;
  const picture = { type: 'Image', mediaType: 'image/png', url, name: 'Looks' };
  const content = `<p>Look</p><img src="${url}" alt="Looks" />`;
  await received(gus, entry(gus, pair, presentation({ content, attachment: [picture] })));
  const { items } = await s.amara.call(cycles.listCycles, { params: { id: pair.id } });
  expect(items[0]?.turns[0]?.work.html).toMatch(/^<p>Look<\/p><a href=/);
  expect(items[0]?.turns[0]?.work.attachments[0]?.url).toMatch(/^\/api\/v1\/pairs\//);
});

test('what they call a subject is not said on the profile of who helped', async () => {
  const hal = s.good.actor('hal', PAIRS);
  const pair = await pairWith(hal, 'hal');
  const help = async (subject: string) => {
    const shown = entry(hal, pair, presentation({ 'staffroom:subject': subject }));
    await received(hal, shown);
    const { items } = await s.amara.call(cycles.listCycles, { params: { id: pair.id } });
    const turn = items[0]?.turns[0]?.id ?? '';
    const words = 'I noticed that the second question asks for a word, and the third one for a reason.';
    const body = {
      step: 0,
      markdown: words,
      feedbackKind: 'noticing',
      clientId: `help-with-${shown.object.id.length}-${subject.length}-cycle`,
    };
    await s.amara.call(cycles.contribute, { params: { id: turn }, body });
    await s.amara.call(cycles.closeStep, { params: { id: turn }, body: { step: 0 } });
    const about = { 'staffroom:turn': shown.object.id };
    await received(hal, entry(hal, pair, { type: 'Note', content: '<p>I see.</p>', ...about, 'staffroom:step': 1 }));
    await received(hal, entry(hal, pair, { type: 'staffroom:StepClosed', ...about, 'staffroom:step': 1 }));
    const followUp = { 'staffroom:what': 'Try it', 'staffroom:by': '2099-01-01' };
    await received(hal, entry(hal, pair, { type: 'staffroom:FollowUp', ...about, ...followUp }));
    await received(hal, entry(hal, pair, { type: 'staffroom:CycleSetAside', 'staffroom:cycle': shown.object.id }));
    const now = await s.amara.call(cycles.listCycles, { params: { id: pair.id } });
    expect(now.items[0]?.turns[0]?.state).toBe('closed');
  };
  await help('chemistry');
  await help('Amara cannot teach');
  const headers = { accept: 'application/activity+json' };
  const profile = await (await fetch(s.amaraIri, { headers })).json();
  expect(profile['staffroom:helpedIn']).toEqual(['Chemistry']);
});

test('what is left of a pair that has ended hides nothing of another', async () => {
  const [ina, jon] = [s.good.actor('ina', PAIRS), s.good.actor('jon', PAIRS)];
  const [bad, good] = [await pairWith(ina, 'ina'), await pairWith(jon, 'jon')];
  const event = (hours: number) => ({
    type: 'Event',
    'staffroom:times': [{ startTime: new Date(Date.now() + hours * 3600_000).toISOString(), 'staffroom:minutes': 30 }],
  });
  const flood = [...Array(105).keys()].map((n) => entry(ina, bad, n < 52 ? event(1) : presentation()));
  flood.push(...[...Array(52).keys()].map(() => entry(ina, bad, presentation())));
  for (const said of flood) expect((await s.send(ina, said)).status).toBe(202);
  await s.amara.call(mentoring.endPair, { params: { id: bad.id }, body: {} });
  await received(jon, entry(jon, good, event(2)));
  await received(jon, entry(jon, good, presentation()));
  const mine = (await s.amara.call(sessions.listMySessions)).items.map(({ pair }) => pair);
  expect(mine).toContain(good.id);
  expect(mine).not.toContain(bad.id);
  const today = (await s.amara.call(notifications.getToday)).items;
  const of = (type: string) => today.flatMap((item) => (item.type === type && 'pair' in item ? [item.pair] : []));
  expect(of('session')).toContain(good.id);
  expect(of('turn')).toContain(good.id);
});

test('offers of a stranger, however many, hide no pair', async () => {
  const kim = s.good.actor('kim', PAIRS);
  const pair = await pairWith(kim, 'kim');
  await received(kim, entry(kim, pair, presentation()));
  const offered = () =>
    s.activity(s.mallory, 'Offer', {
      to: [s.amaraIri],
      object: {
        id: s.id(s.mallory),
        type: 'Relationship',
        relationship: [
          'http://purl.org/vocab/relationship/mentorOf',
          'http://purl.org/vocab/relationship/apprenticeTo',
        ],
        subject: s.mallory.iri,
        object: s.amaraIri,
        'staffroom:cadence': 'weekly',
        'staffroom:endsOn': '2099-01-01',
      },
    });
  for (let n = 0; n < 105; n++) expect((await s.send(s.mallory, offered())).status).toBe(202);
  await settled();
  expect((await s.amara.call(mentoring.listPairs)).items.map(({ id }) => id)).toContain(pair.id);
  const { items } = await s.amara.call(notifications.getToday);
  expect(items.some((item) => item.type === 'turn' && item.pair === pair.id)).toBe(true);
  await s.amara.call(mentoring.endPair, { params: { id: pair.id }, body: {} });
});

test('what was said in a turn that its presenter takes back is not counted, now and in a rebuild', async () => {
  const lou = s.good.actor('lou', PAIRS);
  const pair = await pairWith(lou, 'lou');
  const shown = entry(lou, pair, presentation());
  await received(lou, shown);
  const given = async () => (await s.amara.call(mentoring.getPair, { params: { id: pair.id } })).ledger.given.noticing;
  const turn = (await s.amara.call(cycles.listCycles, { params: { id: pair.id } })).items[0]?.turns[0]?.id ?? '';
  const words = 'I noticed that the second question asks for a word, and the third one for a reason.';
  const body = { step: 0, markdown: words, feedbackKind: 'noticing', clientId: 'in-a-turn-taken-back' };
  await s.amara.call(cycles.contribute, { params: { id: turn }, body });
  expect(await given()).toBe(1);
  await received(lou, s.activity(lou, 'Delete', { to: [s.amaraIri], object: shown.object.id }));
  expect((await s.amara.call(cycles.listCycles, { params: { id: pair.id } })).items).toEqual([]);
  expect(await given()).toBe(0);
  await rebuiltTheSame();
  await s.amara.call(mentoring.endPair, { params: { id: pair.id }, body: {} });
});

test('a neighbour of a partner, who names something of theirs in an offer of their own, takes nothing out of the pair', async () => {
  const [mo, ned] = [s.good.actor('mo', PAIRS), s.good.actor('ned', PAIRS)];
  const pair = await pairWith(mo, 'mo');
  const shown = entry(mo, pair, presentation());
  await received(mo, shown);
  const shownThere = async () => (await s.amara.call(cycles.listCycles, { params: { id: pair.id } })).items.length;
  expect(await shownThere()).toBe(1);
  const note = { to: [s.amaraIri], cc: [], context: pair.thread, 'staffroom:feedbackKind': 'noticing' };
  const feedback = { ...s.create(mo, note), to: [s.amaraIri] };
  await received(mo, feedback);
  const got = async () => (await s.amara.call(mentoring.getPair, { params: { id: pair.id } })).ledger.got.noticing;
  expect(await got()).toBe(1);
  const thread = s.id(ned);
  const terms = { 'staffroom:cadence': 'weekly', 'staffroom:endsOn': '2099-01-01' };
  const relationship = [
    'http://purl.org/vocab/relationship/mentorOf',
    'http://purl.org/vocab/relationship/apprenticeTo',
  ];
  const proposal = { id: thread, type: 'Relationship', relationship, subject: ned.iri, object: s.amaraIri, ...terms };
  const offer = s.activity(ned, 'Offer', { to: [s.amaraIri], object: proposal });
  await received(ned, offer);
  const theirs = { id: '', offer: offer.id, thread, accept: '' };
  await received(ned, entry(ned, theirs, { ...presentation(), id: shown.object.id }));
  const own = entry(ned, theirs, presentation());
  const about = { 'staffroom:turn': own.object.id, 'staffroom:step': 1, content: '<p>x</p>' };
  for (const said of [
    own,
    entry(ned, theirs, { type: 'Note', ...about, id: (feedback as { object: { id: string } }).object.id }),
  ])
    await received(ned, said);
  expect([await shownThere(), await got()]).toEqual([1, 1]);
  await rebuiltTheSame();
  expect([await shownThere(), await got()]).toEqual([1, 1]);
  await s.amara.call(mentoring.endPair, { params: { id: pair.id }, body: {} });
});

test('a stranger who offers a pair cannot have all that they say in it read again and again', async () => {
  const offer = s.activity(s.mallory, 'Offer', {
    to: [s.amaraIri],
    object: {
      id: s.id(s.mallory),
      type: 'Relationship',
      relationship: ['http://purl.org/vocab/relationship/mentorOf', 'http://purl.org/vocab/relationship/apprenticeTo'],
      subject: s.mallory.iri,
      object: s.amaraIri,
      'staffroom:cadence': 'weekly',
      'staffroom:endsOn': '2099-01-01',
    },
  });
  await received(s.mallory, offer);
  const pair = {
    id: '',
    offer: offer.id,
    thread: (offer as unknown as { object: { id: string } }).object.id,
    accept: '',
  };
  await s.amara.call(notifications.readAllNotifications, { body: { until: new Date().toISOString() } });
  const shown = entry(s.mallory, pair, presentation());
  await received(s.mallory, shown);
  await received(s.mallory, {
    ...s.create(s.mallory, { to: [s.amaraIri], cc: [], context: pair.thread }),
    to: [s.amaraIri],
  });
  // Nothing that she could open to see what it is.
  expect((await s.amara.call(notifications.countUnread)).notifications).toBe(0);
  const about = { 'staffroom:turn': shown.object.id, 'staffroom:step': 1 };
  const long = `<p>${'x'.repeat(150_000)}</p>`;
  const say = async (content: string) =>
    (await s.send(s.mallory, entry(s.mallory, pair, { type: 'Note', content, ...about }))).status;
  expect(await say(long)).toBe(202);
  for (let n = 0; n < 31; n++) {
    const answers = await Promise.all(Array.from({ length: 10 }, () => say('<p>x</p>')));
    expect(new Set(answers)).toEqual(new Set([202]));
  }
  await settled();
  const entries = s.instance.services.db.collection<Stored & { entry: { html: string } }>('cycle_entries');
  const said = await entries.find({ about: shown.object.id }).toArray();
  expect(said).toHaveLength(300);
  expect(Math.max(...said.map((one) => one.entry.html.length))).toBeLessThan(101_000);
});
