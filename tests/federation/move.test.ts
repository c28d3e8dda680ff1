import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as mentoring from '../../shared/contracts/mentoring.ts';
import * as profiles from '../../shared/contracts/profiles.ts';
import * as threads from '../../shared/contracts/threads.ts';
import type { ApiClient } from '../support/api.ts';
import { Peer, type PeerActor, post, signed } from '../support/federation/peer.ts';
import { startInstance, type TestInstance } from '../support/instance.ts';
import { until } from '../support/until.ts';

/** A partner moves to another server: three instances, of which two are played by hand. */

const PAIRS = { implements: [{ id: 'urn:staffroom:ns#pairs' }] };
const TERMS = { myGoals: 'Mine', partnerGoals: 'Theirs', cadence: 'weekly', endsOn: '2099-01-01' } as const;

let instance: TestInstance;
let oldHome: Peer;
let newHome: Peer;
let amara: ApiClient;
let amaraIri: string;
let made = 0;
/** Rests of a lane after a failure are not waited for. */
const endRests = () =>
  instance.services.db
    .collection<{ _id: string; notBefore: Date }>('delivery_lanes')
    .updateMany({}, { $set: { notBefore: new Date(0) } })
    .then(() => instance.services.delivery.wake());

beforeEach(async () => {
  oldHome.answer = () => ({ status: 202 });
  await endRests();
});

beforeAll(async () => {
  [instance, oldHome, newHome] = await Promise.all([startInstance(), Peer.start(), Peer.start()]);
});
afterAll(() => Promise.all([instance.stop(), oldHome.stop(), newHome.stop()]));

function say(actor: PeerActor, type: string, rest: Record<string, unknown>) {
  made += 1;
  const { origin } = new URL(actor.iri);
  const id = `${origin}/activities/${made}`;
  const activity = { id, type, actor: actor.iri, to: [amaraIri], published: new Date().toISOString(), ...rest };
  return post(`${instance.baseUrl}/inbox`, activity, actor).then(({ status }) => ({ id, status }));
}

function object(actor: PeerActor, rest: Record<string, unknown>): Record<string, unknown> {
  made += 1;
  const id = `${new URL(actor.iri).origin}/objects/${made}`;
  return { id, type: 'Note', attributedTo: actor.iri, to: [amaraIri], published: new Date().toISOString(), ...rest };
}

interface Scene {
  id: string;
  old: PeerActor;
  now: PeerActor;
  thread: string;
  accept: string;
}

/** A pair of a new teacher here and somebody at the old home, who has an account at the new one too. */
async function pairWith(name: string, there: Record<string, unknown> = {}): Promise<Scene> {
  const old = oldHome.actor(name, PAIRS);
  const now = newHome.actor(name, { ...PAIRS, ...there }, 1);
  amara = await instance.signUp(`with_${name}`);
  amaraIri = `${instance.baseUrl}/users/with_${name}`;
  const partner = `@${name}@${oldHome.host}`;
  await amara.call(profiles.getProfile, { params: { handle: partner } });
  const { id } = await amara.call(mentoring.offerPair, { body: { ...TERMS, partner } });
  const offer = await until('offered', () =>
    oldHome.received.find(({ json }) => json.type === 'Offer' && JSON.stringify(json.to) === `["${old.iri}"]`),
  );
  const accept = (await say(old, 'Accept', { object: offer.json.id })).id;
  await until('active', async () => (await pair(id)).state === 'active');
  return { id, old, now, thread: (offer.json.object as { id: string }).id, accept };
}

const pair = (id: string) => amara.call(mentoring.getPair, { params: { id } });
const texts = async (id: string) => {
  await instance.services.pipeline.idle();
  const { items } = await amara.call(threads.listMessages, { params: { id } });
  return items.map(
    ({ html, author }) =>
      `${author.handle.split('@')[2] === newHome.host ? 'there' : author.local ? 'me' : 'old'}: ${html.replace(/<[^>]*>/g, '').trim()}`,
  );
};
const write = (id: string, markdown: string) =>
  amara.call(threads.sendMessage, { params: { id }, body: { markdown, clientId: `moved-${++made}-message` } });
const note = (actor: PeerActor, context: string, content: string) =>
  say(actor, 'Create', { object: object(actor, { content: `<p>${content}</p>`, context }) });
const move = ({ old, now }: Pick<Scene, 'old' | 'now'>) =>
  say(old, 'Move', { object: old.iri, target: now.iri, to: [] });

/** What a turn of theirs looks like. */
const presentation = (actor: PeerActor) =>
  object(actor, {
    type: 'staffroom:Presentation',
    name: 'A lesson',
    content: '<p>x</p>',
    'staffroom:workKind': 'plan',
    'staffroom:focusQuestion': 'Why?',
    'staffroom:protocol': {
      id: 'x',
      name: 'Tuning',
      'staffroom:steps': [
        { kind: 'respond', name: 'Respond', speaks: 'responder', minutes: 5 },
        { kind: 'reflect', name: 'Reflect', speaks: 'presenter', minutes: 5 },
      ],
    },
  });

async function rebuildsToTheSame(): Promise<void> {
  const before = await instance.viewBytes();
  const { failed } = await instance.services.rebuild();
  expect(failed).toEqual([]);
  expect(await instance.viewBytes()).toEqual(before);
}

test('the pair, its thread and what is in it go on with the one they are now; the old account has no more say', async () => {
  const bo = await pairWith('bo');
  await note(bo.old, bo.thread, 'From the old home');
  await say(bo.old, 'Add', { target: bo.thread, object: presentation(bo.old) });
  const session = object(bo.old, {
    type: 'Event',
    'staffroom:times': [{ startTime: '2098-01-01T10:00:00Z', 'staffroom:minutes': 30 }],
  });
  await say(bo.old, 'Add', { target: bo.thread, object: session });
  await until('heard', async () => (await texts(bo.id)).length === 1);
  oldHome.answer = () => ({ status: 503 });
  await write(bo.id, 'Under way when they moved');
  await until('tried', () => oldHome.received.some(({ json }) => JSON.stringify(json).includes('Under way')));

  bo.now = newHome.actor('bo', { ...PAIRS, alsoKnownAs: [bo.old.iri] }, 1);
  expect((await move(bo)).status).toBe(202);
  await until('moved', async () => (await pair(bo.id)).partner.handle === `@bo@${newHome.host}`);
  await until('what was under way is there', () =>
    newHome.received.some(({ json }) => JSON.stringify(json).includes('Under way')),
  );
  expect(await texts(bo.id)).toEqual(['there: From the old home', 'me: Under way when they moved']);

  await note(bo.now, bo.thread, 'From the new home');
  await write(bo.id, 'Welcome');
  await until('sent there', () => newHome.received.some(({ json }) => JSON.stringify(json).includes('Welcome')));
  expect(oldHome.received.some(({ json }) => JSON.stringify(json).includes('Welcome'))).toBe(false);
  const { partnerGoals, myGoals, state } = await pair(bo.id);
  expect({ partnerGoals, myGoals, state }).toEqual({ partnerGoals: 'Theirs', myGoals: 'Mine', state: 'active' });

  // The old account may be somebody else's by now.
  await note(bo.old, bo.thread, 'Still me?');
  await say(bo.old, 'Undo', { object: bo.accept });
  await say(bo.old, 'Add', { target: bo.thread, object: presentation(bo.old) });
  await say(bo.old, 'Move', {
    object: bo.old.iri,
    target: newHome.actor('thief', { alsoKnownAs: [bo.old.iri] }, 1).iri,
  });
  expect(await texts(bo.id)).toEqual([
    'there: From the old home',
    'me: Under way when they moved',
    'there: From the new home',
    'me: Welcome',
  ]);
  expect((await pair(bo.id)).state).toBe('active');
  expect((await pair(bo.id)).partner.handle).toBe(`@bo@${newHome.host}`);
  const entries = await instance.services.db
    .collection<{ _id: string; author: string }>('cycle_entries')
    .find({})
    .toArray();
  expect(entries.map(({ author }) => author)).toEqual([bo.now.iri]);
  for (const name of ['cycles', 'turns', 'meetings', 'pairs', 'messages']) {
    const stored = await instance.services.db.collection<{ _id: string }>(name).find({}).toArray();
    expect(stored.length, name).toBeGreaterThan(0);
    expect(JSON.stringify(stored), name).not.toContain(bo.old.iri);
  }

  // Who they are now can end it, by what they said when they were at the old home.
  await rebuildsToTheSame();
  await say(bo.now, 'Undo', { object: bo.accept });
  await until('ended', async () => (await pair(bo.id)).state === 'ended');
  await rebuildsToTheSame();
});

test('it does not matter which of the two is learnt first', async () => {
  const cy = await pairWith('cy');
  cy.now = newHome.actor('cy', { ...PAIRS, alsoKnownAs: [cy.old.iri] }, 1);
  await amara.call(profiles.getProfile, { params: { handle: `@cy@${newHome.host}` } });
  await instance.services.pipeline.idle();
  expect((await pair(cy.id)).partner.handle).toBe(`@cy@${oldHome.host}`);
  await move(cy);
  await until('moved', async () => (await pair(cy.id)).partner.handle === `@cy@${newHome.host}`);

  // The Move first, while the new home does not answer; believed when they are heard of from there.
  const di = await pairWith('di');
  newHome.pages.set('/users/di', { status: 503 });
  await move(di);
  await instance.services.pipeline.idle();
  expect((await pair(di.id)).partner.handle).toBe(`@di@${oldHome.host}`);
  di.now = newHome.actor('di', { ...PAIRS, alsoKnownAs: [di.old.iri] }, 1);
  await note(di.now, di.thread, 'I am here now');
  await until('moved', async () => (await pair(di.id)).partner.handle === `@di@${newHome.host}`);
  await until('heard', async () => (await texts(di.id)).includes('there: I am here now'));
  await rebuildsToTheSame();
});

describe('nothing happens when', () => {
  test.each([
    ['the one they go to does not say so', async (scene: Scene) => move(scene)],
    [
      'the one they go to names somebody else',
      async (scene: Scene) => {
        scene.now = newHome.actor(
          scene.id.slice(0, 6).toLowerCase().replace(/\W/g, 'x'),
          { ...PAIRS, alsoKnownAs: [amaraIri] },
          1,
        );
        return move(scene);
      },
    ],
    [
      'somebody else says that they have gone',
      async (scene: Scene) => {
        const mallory = newHome.actor('mallory', { ...PAIRS, alsoKnownAs: [scene.old.iri] }, 1);
        return say(mallory, 'Move', { object: scene.old.iri, target: mallory.iri });
      },
    ],
    [
      'somebody claims to be them and they say nothing',
      async (scene: Scene) => {
        const mallory = newHome.actor('mallory', { ...PAIRS, alsoKnownAs: [scene.old.iri] }, 1);
        return say(mallory, 'Update', {
          object: mallory.document,
          to: ['https://www.w3.org/ns/activitystreams#Public'],
        });
      },
    ],
    [
      'the member who is here is said to have gone',
      async (scene: Scene) => {
        const mallory = newHome.actor('mallory', { ...PAIRS, alsoKnownAs: [amaraIri] }, 1);
        await say(scene.old, 'Move', { object: amaraIri, target: mallory.iri });
        return say(mallory, 'Move', { object: amaraIri, target: mallory.iri });
      },
    ],
  ])('%s', async (_name, act) => {
    made += 1;
    const who = `eve${made}`;
    const scene = await pairWith(who);
    await act(scene);
    await instance.services.pipeline.idle();
    const { partner, state } = await pair(scene.id);
    expect({ handle: partner.handle, state }).toEqual({ handle: `@${who}@${oldHome.host}`, state: 'active' });
    await note(scene.now, scene.thread, 'Not me');
    expect(await texts(scene.id)).toEqual([]);
    await note(scene.old, scene.thread, 'Me');
    expect(await texts(scene.id)).toEqual(['old: Me']);
    await rebuildsToTheSame();
  });
});

test('who comes back is who they were', async () => {
  const fay = await pairWith('fay');
  fay.now = newHome.actor('fay', { ...PAIRS, alsoKnownAs: [fay.old.iri] }, 1);
  await move(fay);
  await until('moved', async () => (await pair(fay.id)).partner.handle === `@fay@${newHome.host}`);
  oldHome.actor('fay', { ...PAIRS, alsoKnownAs: [fay.now.iri] });
  await move({ old: fay.now, now: fay.old });
  await until('back', async () => (await pair(fay.id)).partner.handle === `@fay@${oldHome.host}`);
  await note(fay.old, fay.thread, 'Back');
  await until('heard', async () => (await texts(fay.id)).includes('old: Back'));
  await rebuildsToTheSame();
});

test('a private note is for whom it was for, wherever they are now', async () => {
  const gus = await pairWith('gus');
  await write(gus.id, 'Before');
  const sent = await until('sent', () => oldHome.received.find(({ json }) => JSON.stringify(json).includes('Before')));
  const { host: _, ...headers } = signed(sent.json.id, null, newHome.actor('gus', PAIRS, 1)) as Record<string, string>;
  const answer = await fetch(sent.json.id, { headers: { accept: 'application/activity+json', ...headers } });
  expect(answer.status).toBe(404);
});
