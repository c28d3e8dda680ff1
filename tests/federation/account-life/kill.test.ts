import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as accountLife from '../../../shared/contracts/account-life.ts';
import * as accounts from '../../../shared/contracts/accounts.ts';
import * as mentoring from '../../../shared/contracts/mentoring.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import * as profiles from '../../../shared/contracts/profiles.ts';
import * as threads from '../../../shared/contracts/threads.ts';
import { ApiClient } from '../../support/api.ts';
import { Peer, type PeerActor, post } from '../../support/federation/peer.ts';
import { InstanceProcess } from '../../support/instance-process.ts';
import type { EndAfter } from '../../support/storage/end-after.ts';
import { until } from '../../support/until.ts';

/**
 * What becomes of accounts takes many steps. The process is killed after each kind of them, as soon as it is durable and before
 * anything has come of it; in the end everything is done, and was said once.
 */
describe.skipIf(process.env.TEST_DATABASE === 'mongo')('an instance killed in the middle of', () => {
  const FOLLOWERS = ['ada', 'ben', 'cleo'];
  /** Longer than a lease of the delivery queue, shorter than what clocks may differ by. */
  const RESTART_AHEAD_MS = 90_000;
  const PASSWORD = 'correct horse battery';
  let instance: InstanceProcess;
  let starts = 0;
  let made = 0;
  let oldHome: Peer;
  let newHome: Peer;
  let bo: PeerActor;
  let there: PeerActor;

  const start = (endAfter?: EndAfter) =>
    instance.start({ aheadMs: RESTART_AHEAD_MS * starts++, ...(endAfter ? { endAfter } : {}) });
  /** Starts it and waits until it has ended there. */
  async function startUntil(endAfter: EndAfter): Promise<void> {
    await start(endAfter);
    expect(await instance.ended()).toBe('SIGKILL');
  }
  const said = (count: number, ...parts: string[]): EndAfter => ({
    collection: 'activities',
    method: 'insertOne',
    with: parts,
    count,
  });
  const iriOf = (name: string) => `${instance.baseUrl}/users/${name}`;
  async function signUp(username: string): Promise<ApiClient> {
    const client = new ApiClient(instance.baseUrl);
    await client.call(accounts.signUp, { body: { username, displayName: username, password: PASSWORD } });
    return client;
  }
  async function say(by: PeerActor, type: string, rest: Record<string, unknown>): Promise<void> {
    const id = `${by.iri}/activities/${++made}`;
    expect((await post(`${instance.baseUrl}/inbox`, { id, type, actor: by.iri, ...rest }, by)).status).toBe(202);
  }
  /** Ids of what came in, by who said it: the same may come twice, as one. */
  function saidTo(peer: Peer, type: string): Map<string, Set<string>> {
    const ids = new Map<string, Set<string>>();
    for (const { json } of peer.received) {
      if (json.type === type) ids.set(json.actor, (ids.get(json.actor) ?? new Set()).add(json.id));
    }
    return ids;
  }
  const onceByEach = new Map(FOLLOWERS.map((name) => [name, 1]));
  const byName = (ids: Map<string, Set<string>>) =>
    new Map([...ids].map(([actor, { size }]) => [actor.split('/').at(-1) ?? '', size]));

  beforeAll(async () => {
    [instance, oldHome, newHome] = await Promise.all([InstanceProcess.make(), Peer.start(), Peer.start()]);
    bo = oldHome.actor('bo');
    there = newHome.actor('bo', { alsoKnownAs: [bo.iri] }, 1);
  });
  afterAll(() => Promise.all([instance.remove(), oldHome.stop(), newHome.stop()]));

  test('carrying followers to where somebody moves: each follows there, once, and not here any more', async () => {
    await start(said(2, '"type":"Follow"', `"object":"${there.iri}"`));
    const clients = await Promise.all(FOLLOWERS.map(signUp));
    const handle = `@bo@${oldHome.host}`;
    for (const client of clients) await client.call(profiles.followProfile, { params: { handle } });
    const follows = await until('all follow', () => {
      const found = oldHome.received.filter(({ json }) => json.type === 'Follow');
      return found.length === FOLLOWERS.length && found;
    });
    for (const { json } of follows) await say(bo, 'Accept', { object: json.id, to: [json.actor] });
    await until('accepted', async () => {
      const { relation } = await clients.at(-1)!.call(profiles.getProfile, { params: { handle } });
      return relation?.following === 'yes';
    });
    await say(bo, 'Move', { object: bo.iri, target: there.iri, to: [`${bo.iri}/followers`] });
    expect(await instance.ended()).toBe('SIGKILL');
    await startUntil(said(2, '"type":"Undo"'));

    // Where the next test ends it.
    await start(said(1, '"type":"Move"', '"origin":"local"'));
    await until('all follow there', () => saidTo(newHome, 'Follow').size === FOLLOWERS.length);
    await until('and not here', () => saidTo(oldHome, 'Undo').size === FOLLOWERS.length);
    expect(byName(saidTo(newHome, 'Follow'))).toEqual(onceByEach);
    expect(byName(saidTo(oldHome, 'Undo'))).toEqual(onceByEach);
    for (const client of clients) {
      const shown = await client.call(profiles.getProfile, { params: { handle } });
      expect(shown.relation?.following).toBe('no');
    }
  }, 120_000);

  test('moving away: the new account is told too, once it is there again', async () => {
    const eve = await signUp('eve');
    const now = newHome.actor('eve', { alsoKnownAs: [iriOf('eve')] }, 1);
    const body = { handle: `@eve@${newHome.host}`, password: PASSWORD };
    await expect(eve.try(accountLife.moveAway, { body })).rejects.toThrow();
    expect(await instance.ended()).toBe('SIGKILL');
    // Where the next test ends it.
    await start({ collection: 'accounts', method: 'updateOne', with: ['"status":"deleted"'], count: 1 });
    const move = await until('it is told', () => newHome.received.find(({ json }) => json.type === 'Move'));
    expect(move.json).toMatchObject({ actor: iriOf('eve'), target: now.iri, to: [`${iriOf('eve')}/followers`] });
    expect((await eve.try(accountLife.moveAway, { body })).error?.message).toContain('moved already');
  }, 120_000);

  test('deleting an account: nothing of it stays, and who has something of it is told once', async () => {
    const [leaver, amara] = [await signUp('leaver'), await signUp('amara')];
    const fan = oldHome.actor('fan');
    await say(fan, 'Follow', { object: iriOf('leaver') });
    await until('followed', () => oldHome.received.some(({ json }) => json.type === 'Accept'));
    const posts: string[] = [];
    for (let n = 0; n < 4; n++) {
      const body = { title: `Post ${n}`, markdown: 'Words of the leaver' };
      posts.push((await leaver.call(practice.publishPost, { body })).id);
    }
    const ours = await amara.call(practice.publishPost, { body: { title: 'Of amara', markdown: 'x' } });
    await leaver.call(practice.likePost, { params: { id: ours.id } });
    const { id: pair } = await amara.call(mentoring.offerPair, {
      body: { partner: 'leaver', myGoals: 'a', partnerGoals: 'b', cadence: 'weekly', endsOn: '2099-06-30' },
    });
    await leaver.call(mentoring.acceptPair, { params: { id: pair } });
    const message = { markdown: 'Words of the leaver', clientId: 'words-of-the-leaver' };
    await leaver.call(threads.sendMessage, { params: { id: pair }, body: message });

    const body = { username: 'leaver', password: PASSWORD };
    // It is killed before it can answer.
    await expect(leaver.try(accountLife.deleteMyAccount, { body })).rejects.toThrow();
    expect(await instance.ended()).toBe('SIGKILL');
    await startUntil(said(1, '"type":"Delete"', `"object":"${iriOf('leaver')}"`));
    await startUntil(said(2, '"type":"Delete"'));
    await start();

    await until('its follower is told', () =>
      oldHome.received.some(({ json }) => json.type === 'Delete' && json.object === iriOf('leaver')),
    );
    await until('nothing is left', async () => {
      const { likes } = await amara.call(practice.getPost, { params: { id: ours.id } });
      const shown = await Promise.all(posts.map((id) => amara.try(practice.getPost, { params: { id } })));
      return likes === 0 && shown.every(({ value }) => (value?.html ?? '') === '');
    });
    expect(saidTo(oldHome, 'Delete').get(iriOf('leaver'))?.size).toBe(1);
    expect((await amara.try(profiles.getProfile, { params: { handle: 'leaver' } })).status).toBe(410);
    expect((await amara.call(mentoring.getPair, { params: { id: pair } })).state).toBe('ended');
    const { items } = await amara.call(threads.listMessages, { params: { id: pair } });
    expect(items.map(({ html }) => html)).toEqual(['']);
  }, 120_000);
});
