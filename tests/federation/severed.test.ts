import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Activity } from '../../server/activities/activity.ts';
import type { Stored } from '../../server/storage/index.ts';
import * as mentoring from '../../shared/contracts/mentoring.ts';
import * as moderation from '../../shared/contracts/moderation.ts';
import * as partners from '../../shared/contracts/partners.ts';
import * as profiles from '../../shared/contracts/profiles.ts';
import * as threads from '../../shared/contracts/threads.ts';
import type { ApiClient } from '../support/api.ts';
import { Peer, post } from '../support/federation/peer.ts';
import { startInstance, type TestInstance } from '../support/instance.ts';
import { until } from '../support/until.ts';

/** The partner's instance is down for long, blocked, or without the partner: the pair rests, loses nothing, and goes on. */

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const TERMS = { myGoals: 'x', partnerGoals: 'y', cadence: 'weekly', endsOn: '2099-01-01' } as const;

interface Side {
  instance: TestInstance;
  client: ApiClient;
  iri: string;
}

describe('two instances', () => {
  let ahead = 0;
  const clock = { now: () => new Date(Date.now() + ahead) };
  let a: Side;
  let b: Side;
  let admin: ApiClient;
  let id: string;
  let thread: string;
  let said = 0;

  async function side(username: string): Promise<Side> {
    const instance = await startInstance({ options: { clock } });
    return { instance, client: await instance.signUp(username), iri: `${instance.baseUrl}/users/${username}` };
  }

  beforeAll(async () => {
    [a, b] = await Promise.all([side('amara'), side('bo')]);
    admin = await a.instance.account('adam', 'admin');
    const body = { ...TERMS, partner: `@amara@${a.instance.domain}` };
    id = (await b.client.call(mentoring.offerPair, { body })).id;
    await until('the offer', async () => (await a.client.call(mentoring.listPairs)).items[0]);
    await a.client.call(mentoring.acceptPair, { params: { id } });
    await until('the pair on both', async () => (await pairOf(b)).state === 'active');
    const pair = await a.instance.services.db.collection<Stored & { thread: string }>('pairs').findOne({ id });
    thread = pair?.thread ?? '';
  });
  afterAll(() => Promise.all([a.instance.stop(), b.instance.stop()]));

  const pairOf = ({ client }: Side) => client.call(mentoring.getPair, { params: { id } });
  const messagesOf = async ({ client }: Side) =>
    (await client.call(threads.listMessages, { params: { id }, query: { limit: 100 } })).items;
  const texts = async (of: Side) =>
    (await messagesOf(of)).map(({ html }) => html.replace(/<[^>]*>/g, '').trim()).sort();

  async function write(from: Side, markdown: string): Promise<void> {
    said += 1;
    await from.client.call(threads.sendMessage, {
      params: { id },
      body: { markdown, clientId: `severed-${said}-message` },
    });
  }

  /** An entry of the pair, published as the features do it. */
  async function enter(from: Side, to: Side, reason: string): Promise<Activity> {
    const { pipeline } = from.instance.services;
    said += 1;
    const base = `${from.instance.baseUrl}`;
    const activity: Activity = {
      type: 'Add',
      iri: `${base}/activities/severed-test-entry-number-${said}`,
      actor: from.iri,
      audience: { to: [to.iri], cc: [] },
      publishedAt: clock.now(),
      target: thread,
      object: {
        iri: `${base}/objects/severed-test-entry-number-${said}`,
        kind: 'set-aside',
        cycle: `${base}/objects/none`,
        reason,
      },
    };
    await pipeline.publish(activity);
    return activity;
  }
  const has = async (side: Side, { iri }: Activity) => (await side.instance.services.log.get(iri)) !== null;

  const lane = (from: Side, to: Side) =>
    from.instance.services.db
      .collection<{ _id: string; failures: number; active: boolean }>('delivery_lanes')
      .findOne({ _id: to.instance.domain });

  async function fail(from: Side, to: Side, times: number): Promise<void> {
    const before = (await lane(from, to))?.failures ?? 0;
    for (let n = 1; n <= times; n++) {
      ahead += 65 * MINUTE;
      from.instance.services.delivery.wake();
      await until('another attempt has failed', async () => ((await lane(from, to))?.failures ?? 0) >= before + n);
    }
  }

  async function giveUp(from: Side, to: Side, entry: Activity): Promise<void> {
    ahead += 8 * DAY;
    from.instance.services.delivery.wake();
    await until('everything is given up', async () => {
      const states = await from.instance.services.delivery.of([entry.iri]);
      return (
        states.get(entry.iri) === 'failed' &&
        (await messagesOf(from)).every(({ delivery }) => delivery !== 'on-its-way')
      );
    });
    ahead += 65 * MINUTE;
    from.instance.services.delivery.wake();
    await until('the lane sleeps', async () => (await lane(from, to))?.active === false);
  }

  const rows = (from: Side) =>
    from.instance.services.db.collection<Stored & { state: string }>('deliveries').find({}).toArray();

  test('a hiccup is no pause', async () => {
    await b.instance.down();
    await write(a, 'One');
    await until('the first attempt has failed', async () => ((await lane(a, b))?.failures ?? 0) > 0);
    expect((await pairOf(a)).paused).toBeNull();
    await b.instance.up();
    ahead += MINUTE;
    a.instance.services.delivery.wake();
    await until('it arrived', async () => (await texts(b)).length === 1);
  });

  test('down for longer than anything is tried: it says so, and when something comes from there all arrives, once', async () => {
    await b.instance.down();
    const entry = await enter(a, b, 'While away');
    for (const text of ['Two', 'Three', 'Four']) await write(a, text);
    await fail(a, b, 3);
    expect((await pairOf(a)).paused).toBe('unreachable');
    await giveUp(a, b, entry);
    // Nothing is tried any more, and it still says so.
    expect((await pairOf(a)).paused).toBe('unreachable');
    const before = (await rows(a)).length;

    await b.instance.up();
    await write(b, 'I am back');
    await until('B has it all', async () => (await texts(b)).length === 5 && (await has(b, entry)));
    await until('A has what B wrote', async () => (await texts(a)).length === 5);
    await until('A knows that it is there', async () =>
      (await messagesOf(a)).every(({ delivery }) => delivery !== 'failed' && delivery !== 'on-its-way'),
    );
    expect(await texts(b)).toEqual(['Four', 'I am back', 'One', 'Three', 'Two']);
    expect(await texts(a)).toEqual(await texts(b));
    expect((await pairOf(a)).paused).toBeNull();
    expect((await pairOf(b)).paused).toBeNull();
    // No row more than before: the same ones were used again.
    expect((await rows(a)).filter(({ state }) => state === 'kept' || state === 'waiting')).toHaveLength(0);
    expect((await rows(a)).length).toBeLessThanOrEqual(before);
  });

  test('when nobody writes, one probe finds out that it is back', async () => {
    await b.instance.down();
    const entry = await enter(a, b, 'Nobody writes');
    await write(a, 'Five');
    await fail(a, b, 1);
    await giveUp(a, b, entry);
    const failures = (await lane(a, b))?.failures ?? 0;
    a.instance.services.delivery.hosts.probe();
    await until('one row is tried', async () => ((await lane(a, b))?.failures ?? 0) === failures + 1);
    expect((await rows(a)).filter(({ state }) => state === 'waiting')).toHaveLength(1);
    await b.instance.up();
    // After a week of failures it is tried once a day.
    ahead += 1.3 * DAY;
    a.instance.services.delivery.wake();
    await until('all is there', async () => (await texts(b)).includes('Five') && (await has(b, entry)));
    expect(await texts(a)).toEqual(await texts(b));
    await until('A sees it', async () => (await pairOf(a)).paused === null);
  });

  test('blocked here: the other side keeps what we refused, and after unblocking all of both arrives, once', async () => {
    await admin.call(moderation.blockDomain, { params: { domain: b.instance.domain }, body: { reason: 'Test' } });
    expect((await pairOf(a)).paused).toBe('blocked');
    const ours = await enter(a, b, 'Written before the block was seen');
    for (const text of ['Six', 'Seven']) await write(b, text);
    const theirs = await enter(b, a, 'While blocked');
    await until(
      'B was refused',
      async () => (await messagesOf(b)).filter(({ delivery }) => delivery === 'failed').length === 2,
    );
    await until(
      'A held back',
      async () => (await a.instance.services.delivery.of([ours.iri])).get(ours.iri) === 'failed',
    );
    await until('B sees that A cannot be reached', async () => (await pairOf(b)).paused === 'unreachable');
    expect(await has(a, theirs)).toBe(false);
    expect(await has(b, ours)).toBe(false);

    await admin.call(moderation.unblockDomain, { params: { domain: b.instance.domain } });
    await until('A has it all', async () => (await texts(a)).includes('Seven') && (await has(a, theirs)));
    await until('B has it all', () => has(b, ours));
    await until('both see it', async () => (await pairOf(a)).paused === null && (await pairOf(b)).paused === null);
    expect(await texts(a)).toEqual(await texts(b));
    expect(new Set(await texts(a)).size).toBe(8);
    // Blocking and unblocking again says it once more, and sends nothing twice.
    const log = b.instance.services.db.collection<Stored & { type: string; actor: string }>('activities');
    const resumed = () => log.countDocuments({ type: 'Add', actor: a.iri });
    const adds = await resumed();
    await admin.call(moderation.blockDomain, { params: { domain: b.instance.domain }, body: { reason: 'Test' } });
    await admin.call(moderation.unblockDomain, { params: { domain: b.instance.domain } });
    await until('said again', async () => (await resumed()) === adds + 1);
    expect(await texts(b)).toHaveLength(8);
  });

  test('the views can be made anew from the log', async () => {
    for (const { instance } of [a, b]) {
      const before = await instance.viewBytes();
      await instance.services.rebuild();
      expect(await instance.viewBytes()).toEqual(before);
    }
  });
});

describe('a partner who is gone', () => {
  let instance: TestInstance;
  let peer: Peer;
  let amara: ApiClient;
  let inbox: string;

  let ahead = 0;

  beforeAll(async () => {
    const clock = { now: () => new Date(Date.now() + ahead) };
    [instance, peer] = await Promise.all([startInstance({ options: { clock } }), Peer.start()]);
    amara = await instance.signUp('amara');
    await amara.call(partners.updateMentoringChoices, { body: { capacity: 5 } });
    inbox = `${instance.baseUrl}/inbox`;
  });
  afterAll(() => Promise.all([instance.stop(), peer.stop()]));

  async function pairWith(name: string) {
    const actor = peer.actor(name, { implements: [{ id: 'urn:staffroom:ns#pairs' }] });
    const partner = `@${name}@${peer.host}`;
    await amara.call(profiles.getProfile, { params: { handle: partner } });
    const { id } = await amara.call(mentoring.offerPair, { body: { ...TERMS, partner } });
    const offer = await until('offered', () =>
      peer.received.find(({ json }) => json.type === 'Offer' && JSON.stringify(json.to).includes(actor.iri)),
    );
    const say = (type: string, object: unknown, to: string[] = [`${instance.baseUrl}/users/amara`]) => {
      said += 1;
      const activity = { id: `${peer.origin}/activities/${said}`, type, actor: actor.iri, to, object };
      return post(inbox, activity, actor);
    };
    const paused = async () => (await amara.call(mentoring.getPair, { params: { id } })).paused;
    expect((await say('Accept', offer.json.id)).status).toBe(202);
    await until('active', async () => (await amara.call(mentoring.getPair, { params: { id } })).state === 'active');
    return { id, actor, say, paused };
  }
  let said = 0;

  test('who deletes their account is gone; nobody else can say so; and if they come back, the pair goes on', async () => {
    const bo = await pairWith('bo');
    const cy = await pairWith('cy');
    // Somebody else on that server says that bo is gone.
    await cy.say('Delete', bo.actor.iri, ['https://www.w3.org/ns/activitystreams#Public']);
    await instance.services.pipeline.idle();
    expect(await bo.paused()).toBeNull();
    await bo.say('Delete', bo.actor.iri, ['https://www.w3.org/ns/activitystreams#Public']);
    await until('gone', async () => (await bo.paused()) === 'gone');
    expect(await cy.paused()).toBeNull();
    expect((await amara.call(mentoring.getPair, { params: { id: bo.id } })).state).toBe('active');
    await bo.say('Like', `${instance.baseUrl}/objects/none`);
    await until('back', async () => (await bo.paused()) === null);
  });

  test('whose server refuses what is for them and answers 410 for them is gone, and what was for them is kept', async () => {
    const di = await pairWith('di');
    peer.answer = () => ({ status: 404 });
    peer.pages.set('/users/di', { status: 410, body: '' });
    await amara.call(threads.sendMessage, {
      params: { id: di.id },
      body: { markdown: 'x', clientId: 'gone-partner-1' },
    });
    await until('gone', async () => (await di.paused()) === 'gone');
    peer.answer = () => ({ status: 202 });
    peer.pages.set('/users/di', di.actor.document);
    const before = peer.received.length;
    await di.say('Like', `${instance.baseUrl}/objects/none`);
    await until('back', async () => (await di.paused()) !== 'gone');
    // Refused a moment ago, it is not offered again at once, but by the next probe after an hour, or when they say so.
    expect(await di.paused()).toBe('unreachable');
    expect(peer.received).toHaveLength(before);
    const thread = peer.received.flatMap(({ json }) =>
      json.type === 'Offer' && JSON.stringify(json.to).includes('/di') ? [json.object as { id: string }] : [],
    )[0];
    await post(
      inbox,
      {
        id: `${peer.origin}/activities/resumed-1`,
        type: 'Add',
        actor: di.actor.iri,
        to: [`${instance.baseUrl}/users/amara`],
        target: thread?.id,
        object: { id: `${peer.origin}/objects/resumed-1`, type: 'staffroom:Resumed' },
      },
      di.actor,
    );
    await until('sent again', () => peer.received.slice(before).some(({ json }) => json.type === 'Create'));
    await until('none', async () => (await di.paused()) === null);
  });

  test('who says again and again that they are back does not have us send without end', async () => {
    const eli = await pairWith('eli');
    const sent = () => peer.received.filter(({ json }) => json.type === 'Create').length;
    peer.answer = () => ({ status: 404 });
    const body = { markdown: 'x', clientId: 'refused-again-and-again' };
    await amara.call(threads.sendMessage, { params: { id: eli.id }, body });
    const kept = () =>
      instance.services.db
        .collection<Stored & { to: string }>('deliveries')
        .findOne({ to: eli.actor.iri, state: 'kept' });
    const thread = peer.received.flatMap(({ json }) =>
      json.type === 'Offer' && JSON.stringify(json.to).includes('/eli') ? [json.object as { id: string }] : [],
    )[0];
    const before = sent();
    for (let n = 1; n <= 4; n++) {
      await until('it was refused', kept);
      ahead += 65_000;
      said += 1;
      const [id, object] = [`${peer.origin}/activities/${said}`, `${peer.origin}/objects/back-${said}`];
      const entry = { target: thread?.id, object: { id: object, type: 'staffroom:Resumed' } };
      const to = [`${instance.baseUrl}/users/amara`];
      await post(inbox, { id, type: 'Add', actor: eli.actor.iri, to, ...entry }, eli.actor);
      await instance.services.pipeline.idle();
    }
    await until('it was refused', kept);
    // When it was written, and once at their word.
    expect(sent() - before).toBeLessThanOrEqual(2);
    peer.answer = () => ({ status: 202 });
  });
});
