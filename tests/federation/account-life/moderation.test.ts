import { describe, expect, test } from 'vitest';
import { type Report, ReportViews } from '../../../server/features/moderation/index.ts';
import type { Stored } from '../../../server/storage/index.ts';
import * as accountLife from '../../../shared/contracts/account-life.ts';
import * as accounts from '../../../shared/contracts/accounts.ts';
import * as mentoring from '../../../shared/contracts/mentoring.ts';
import * as notifications from '../../../shared/contracts/notifications.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import * as profiles from '../../../shared/contracts/profiles.ts';
import type { ApiClient } from '../../support/api.ts';
import type { PeerActor } from '../../support/federation/peer.ts';
import { scene } from '../../support/federation/security-case.ts';
import { until } from '../../support/until.ts';

/** People are suspended, block each other, and are reported; across instances. */

const it = scene();
const PASSWORD = 'correct horse battery';
const iriOf = (name: string) => `${it.instance.baseUrl}/users/${name}`;
const handleOf = (name: string) => `@${name}@${it.good.host}`;
const received = (type: string) => it.good.received.filter(({ json }) => json.type === type);
const documentsOf = (name: string, filter: Record<string, unknown> = {}) =>
  it.instance.services.db.collection<Stored & Record<string, unknown>>(name).find(filter).toArray();
const get = (iri: string) => fetch(iri, { headers: { accept: 'application/activity+json' } });
const say = async (actor: PeerActor, json: object) => {
  const { status } = await it.send(actor, json);
  await it.instance.services.pipeline.idle();
  return status;
};
let admins: ApiClient | null = null;
const admin = async () => {
  admins ??= await it.instance.account('boss', 'admin');
  return admins;
};
const postsOf = async (client: ApiClient, handle: string) =>
  (await client.try(practice.getProfilePosts, { params: { handle } })).value?.items ?? [];

async function known(name: string): Promise<PeerActor> {
  const actor = it.good.actor(name);
  await it.amara.call(profiles.getProfile, { params: { handle: handleOf(name) } });
  return actor;
}

describe('an admin suspends somebody elsewhere', () => {
  test('nothing is taken in, what is here is hidden, follows end; a refetch changes nothing; lifted, they are back', async () => {
    const bad = await known('bad');
    const post = it.create(bad, { content: '<p>Before it</p>' });
    expect(await say(bad, post)).toBe(202);
    await say(bad, it.activity(bad, 'Follow', { object: it.amaraIri }));
    await it.amara.call(profiles.followProfile, { params: { handle: handleOf('bad') } });
    expect(await postsOf(it.amara, handleOf('bad'))).toHaveLength(1);
    const boss = await admin();
    const params = { handle: handleOf('bad') };
    const suspended = await boss.call(accountLife.suspendPerson, { params, body: { reason: 'Spam' } });
    expect(suspended).toMatchObject({ reason: 'Spam', person: { handle: handleOf('bad') } });
    await until('they are told that follows are over', () => received('Reject')[0] && received('Undo')[0]);

    expect((await it.amara.try(profiles.getProfile, { params })).status).toBe(403);
    expect(await postsOf(it.amara, handleOf('bad'))).toEqual([]);
    const states = await documentsOf('follows', {});
    expect(states.filter((one) => JSON.stringify(one).includes(bad.iri)).map(({ state }) => state)).toEqual([
      'over',
      'over',
    ]);

    const before = await it.state();
    expect(await say(bad, it.create(bad, { content: '<p>After it</p>' }))).toBe(403);
    expect(await say(bad, it.activity(bad, 'Follow', { object: it.amaraIri }))).toBe(403);
    expect(await say(bad, it.activity(bad, 'Update', { object: bad.document }))).toBe(403);
    expect(await it.state()).toBe(before);
    // Security case 25: their own word, and asking again, change nothing.
    await it.instance.services.federation.remote.fetch(bad.iri);
    expect((await it.amara.try(profiles.getProfile, { params })).status).toBe(403);
    const { instance } = it;
    await instance.down();
    await instance.up();
    expect((await it.amara.try(profiles.getProfile, { params })).status).toBe(403);
    expect(await say(bad, it.create(bad))).toBe(403);
    // What they take back is taken back.
    expect(await say(bad, it.activity(bad, 'Delete', { object: post.object.id }))).toBe(202);
    expect((await documentsOf('posts', { _id: post.object.id }))[0]).toMatchObject({ deleted: true, html: '' });

    expect((await boss.call(accountLife.listSuspensions)).items).toHaveLength(1);
    await boss.call(accountLife.liftSuspension, { params });
    expect((await boss.call(accountLife.listSuspensions)).items).toEqual([]);
    expect((await it.amara.try(profiles.getProfile, { params })).status).toBe(200);
    expect(await say(bad, it.create(bad, { content: '<p>Back</p>' }))).toBe(202);
    expect(await postsOf(it.amara, handleOf('bad'))).toHaveLength(1);
    expect((await boss.try(accountLife.liftSuspension, { params })).status).toBe(404);
  });

  test('who is suspended by their own server is hidden for as long as it says so', async () => {
    const off = await known('off');
    await say(off, it.create(off));
    expect(await postsOf(it.amara, handleOf('off'))).toHaveLength(1);
    await say(off, it.activity(off, 'Update', { object: { ...off.document, suspended: true } }));
    expect(await postsOf(it.amara, handleOf('off'))).toEqual([]);
    expect((await it.amara.try(profiles.getProfile, { params: { handle: handleOf('off') } })).status).toBe(403);
    expect(await say(off, it.create(off))).toBe(403);
    it.good.actor('off', { name: 'In service again' });
    await it.instance.services.federation.remote.fetch(off.iri);
    expect(await postsOf(it.amara, handleOf('off'))).toHaveLength(1);
  });
});

test('an admin suspends somebody here: signed out, hidden, told to others; lifted, everything is as before', async () => {
  const sue = await it.instance.signUp('sue');
  await sue.call(profiles.updateMyProfile, {
    body: { displayName: 'Sue', bio: 'Words of sue', school: 'School of sue' },
  });
  const fan = it.good.actor('fan_of_sue');
  await say(fan, it.activity(fan, 'Follow', { object: iriOf('sue') }));
  const post = await sue.call(practice.publishPost, { body: { title: 'Of sue', markdown: 'x' } });
  const { secret } = await sue.call(accounts.createToken, { body: { name: 'script' } });
  const boss = await admin();
  const suspend = (handle: string) =>
    boss.try(accountLife.suspendPerson, { params: { handle }, body: { reason: 'Rude' } });
  expect((await suspend('sue')).status).toBe(200);
  expect((await sue.call(accounts.getSession)).me).toBeNull();
  const authorization = { authorization: `Bearer ${secret}` };
  expect((await it.instance.anyone().try(accounts.getMe, { headers: authorization })).status).toBe(401);
  const signIn = () => it.instance.anyone().try(accounts.signIn, { body: { username: 'sue', password: PASSWORD } });
  expect((await signIn()).error?.message).toContain('suspended');
  const document = await (await get(iriOf('sue'))).json();
  expect(document).toMatchObject({ suspended: true, preferredUsername: 'sue', publicKey: { owner: iriOf('sue') } });
  expect(JSON.stringify(document)).not.toMatch(/(Words|School) of sue/);
  expect((await get(post.iri)).status).toBe(404);
  expect((await get(`${iriOf('sue')}/outbox`)).status).toBe(404);
  expect((await it.amara.try(practice.getPost, { params: { id: post.id } })).status).toBe(404);
  expect((await it.amara.try(profiles.getProfile, { params: { handle: 'sue' } })).status).toBe(403);
  await until('followers are told', () =>
    received('Update').find(({ json }) => JSON.stringify(json).includes('"suspended":true')),
  );
  const listed = await boss.call(accounts.listAccounts, { query: { status: 'suspended' } });
  expect(listed.items.map(({ username }) => username)).toEqual(['sue']);

  await boss.call(accountLife.liftSuspension, { params: { handle: 'sue' } });
  expect((await signIn()).status).toBe(200);
  expect((await get(post.iri)).status).toBe(200);
  expect((await it.amara.try(profiles.getProfile, { params: { handle: 'sue' } })).status).toBe(200);
  expect(((await (await get(iriOf('sue'))).json()) as { suspended?: boolean }).suspended).toBeUndefined();
  expect((await it.instance.anyone().try(accounts.getMe, { headers: authorization })).status).toBe(200);
  // The only admin is needed, and nobody suspends themselves.
  expect((await suspend('boss')).status).toBe(409);
  expect((await suspend('nobody_of_this_name')).status).toBe(404);
});

describe('blocks', () => {
  test('somebody elsewhere blocks: follows end, nothing is sent to them, with a sentence; their Undo lifts it', async () => {
    const ann = await it.instance.signUp('ann');
    const blocker = await known('blocker');
    const post = it.create(blocker);
    await say(blocker, post);
    await say(blocker, it.activity(blocker, 'Follow', { object: iriOf('ann') }));
    await ann.call(profiles.followProfile, { params: { handle: handleOf('blocker') } });
    const block = it.activity(blocker, 'Block', { object: iriOf('ann'), to: [iriOf('ann')] });
    // Somebody else cannot say it for them.
    expect(await say(it.mallory, { ...block, id: it.id(it.mallory) })).toBe(403);
    expect(await say(blocker, block)).toBe(202);
    const states = (await documentsOf('follows', {})).filter((one) => JSON.stringify(one).includes(blocker.iri));
    expect(states.map(({ state }) => state)).toEqual(['over', 'over']);
    const [seen] = await postsOf(ann, handleOf('blocker'));
    const params = { id: seen?.post.id ?? '' };
    const before = it.good.received.length;
    const answers = [
      await ann.try(practice.replyToPost, { params, body: { markdown: 'Hello' } }),
      await ann.try(practice.likePost, { params }),
      await ann.try(practice.boostPost, { params }),
      await ann.try(profiles.followProfile, { params: { handle: handleOf('blocker') } }),
    ];
    for (const { status, error } of answers) {
      expect(status).toBe(403);
      expect(error?.message).toContain('has blocked you');
    }
    const profile = await ann.call(profiles.getProfile, { params: { handle: handleOf('blocker') } });
    expect(profile.relation).toMatchObject({ blockedBy: true, blocking: false, following: 'no' });
    expect(it.good.received).toHaveLength(before);
    // Not by whom it is not.
    await say(it.mallory, it.activity(it.mallory, 'Undo', { object: block.id }));
    expect((await ann.try(practice.likePost, { params })).status).toBe(403);
    await say(blocker, it.activity(blocker, 'Undo', { object: block.id }));
    expect((await ann.try(practice.likePost, { params })).status).toBe(200);
  });

  test('somebody here blocks: their server is told, the pair ends, their things are hidden from the one alone', async () => {
    const bea = await it.instance.signUp('bea');
    const pest = it.good.actor('pest', { implements: [{ id: 'urn:staffroom:ns#pairs' }] });
    await bea.call(profiles.getProfile, { params: { handle: handleOf('pest') } });
    const mine = await bea.call(practice.publishPost, { body: { title: 'Of bea', markdown: 'x' } });
    await say(pest, it.create(pest, { inReplyTo: mine.iri, content: '<p>Nasty</p>' }));
    await say(pest, it.activity(pest, 'Follow', { object: iriOf('bea') }));
    const terms = { myGoals: 'x', partnerGoals: 'y', cadence: 'weekly', endsOn: '2099-01-01' } as const;
    const { id } = await bea.call(mentoring.offerPair, { body: { ...terms, partner: handleOf('pest') } });
    const offer = await until('offered', () => received('Offer').at(-1));
    await say(pest, it.activity(pest, 'Accept', { object: offer.json.id, to: [iriOf('bea')] }));
    expect((await bea.call(mentoring.getPair, { params: { id } })).state).toBe('active');
    expect((await bea.call(practice.listReplies, { params: { id: mine.id } })).items).toHaveLength(1);
    expect((await bea.call(notifications.listNotifications)).items.length).toBeGreaterThan(0);

    const params = { handle: handleOf('pest') };
    await bea.call(accountLife.blockProfile, { params });
    await bea.call(accountLife.blockProfile, { params });
    const block = await until('told', () => received('Block').find(({ json }) => json.actor === iriOf('bea')));
    expect(block.json).toMatchObject({ object: pest.iri, to: [pest.iri] });
    expect((await bea.call(mentoring.getPair, { params: { id } })).state).toBe('ended');
    expect((await bea.call(practice.listReplies, { params: { id: mine.id } })).items).toEqual([]);
    expect((await it.amara.call(practice.listReplies, { params: { id: mine.id } })).items).toHaveLength(1);
    const { items } = await bea.call(notifications.listNotifications);
    expect(JSON.stringify(items)).not.toContain('pest');
    expect((await bea.call(profiles.getProfile, { params })).relation).toMatchObject({ blocking: true });
    expect((await bea.call(accountLife.listBlocks)).items.map(({ handle }) => handle)).toEqual([handleOf('pest')]);

    // They try again: refused, and bea hears nothing of it.
    const again = it.activity(pest, 'Follow', { object: iriOf('bea') });
    await say(pest, again);
    await until('refused', () => received('Reject').find(({ json }) => json.object === again.id));
    await say(pest, it.create(pest, { inReplyTo: mine.iri, content: '<p>Nasty again</p>' }));
    expect(JSON.stringify(await bea.call(notifications.listNotifications))).not.toContain('pest');
    expect((await bea.try(profiles.followProfile, { params })).error?.message).toContain('Unblock them first');

    await bea.call(accountLife.unblockProfile, { params });
    await until('told of that too', () => received('Undo').find(({ json }) => json.object === block.json.id));
    expect((await bea.call(accountLife.listBlocks)).items).toEqual([]);
    expect((await bea.call(practice.listReplies, { params: { id: mine.id } })).items).toHaveLength(2);
    expect((await bea.try(accountLife.blockProfile, { params: { handle: 'bea' } })).status).toBe(409);
  });
});

describe('reports', () => {
  test('from elsewhere: before the admins, with what any visitor may see; once, and not without end', async () => {
    const cat = await it.instance.signUp('cat');
    const open = await cat.call(practice.publishPost, { body: { title: 'Open to all', markdown: 'x' } });
    const closed = await cat.call(practice.publishPost, {
      body: { title: 'For followers', markdown: 'closed words', visibility: 'followers' },
    });
    const server = await known('their_server');
    const flag = it.activity(server, 'Flag', {
      object: [iriOf('cat'), open.iri, closed.iri, 'https://elsewhere.example/1'],
      content: 'This is <b>not</b> all right',
      to: [iriOf('cat')],
    });
    expect(await say(server, flag)).toBe(202);
    expect(await say(server, flag)).toBe(202);
    expect(await say(server, it.activity(server, 'Flag', { object: ['https://elsewhere.example/users/x'] }))).toBe(202);
    const boss = await admin();
    const news = async () => (await boss.call(notifications.listNotifications, { query: { kind: 'report' } })).items;
    expect(await news()).toMatchObject([{ count: 1, people: [], excerpt: '', to: '/admin/reports', unread: true }]);
    const { items } = await boss.call(accountLife.listReports);
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      from: { handle: handleOf('their_server') },
      about: { handle: `@cat@${it.instance.domain}` },
      reason: 'This is not all right',
      posts: [
        { id: open.id, excerpt: 'Open to all' },
        { id: closed.id, excerpt: null },
      ],
      state: 'open',
      forwarded: false,
    });
    expect(JSON.stringify(items)).not.toContain('closed words');
    const params = { id: items[0]?.id ?? '' };
    await boss.call(accountLife.changeReport, { params, body: { state: 'resolved' } });
    expect((await boss.call(accountLife.listReports)).items).toEqual([]);
    expect(await news()).toEqual([]);
    // What was looked at is no news when it comes again.
    expect(await say(server, flag)).toBe(202);
    expect(await news()).toEqual([]);
    const resolved = await boss.call(accountLife.listReports, { query: { state: 'resolved' } });
    expect(resolved.items).toHaveLength(1);
    expect((await it.amara.try(accountLife.listReports)).status).toBe(403);
    const flood = Array.from({ length: 230 }, () => it.activity(server, 'Flag', { object: [iriOf('cat')] }));
    for (let at = 0; at < flood.length; at += 46) {
      await Promise.all(flood.slice(at, at + 46).map((one) => it.send(server, one)));
    }
    await it.instance.services.pipeline.idle();
    // Several at the same moment may each be let in as the last.
    const kept = (await documentsOf('reports', { state: 'open' })).length;
    expect(kept >= 200 && kept < 230).toBe(true);
    expect(await news()).toMatchObject([{ count: kept }]);
  });

  test('from however many hosts: not without end, and from here all the same', async () => {
    const { db } = it.instance.services;
    const report = { from: iriOf('cat'), host: null, about: iriOf('cat'), posts: [], reason: '', forwarded: false };
    const open = { ...report, at: new Date(), position: '', state: 'open' as const };
    const many = Array.from({ length: 2_000 }, (_, n) => ({ ...open, _id: `many ${n}`, host: `${n}.evil.example` }));
    const stored = db.collection<Report>('reports');
    await stored.insertMany(many, { ordered: false });
    const reports = new ReportViews(db);
    const at = new Date();
    expect(await reports.add({ ...report, at, host: 'one-more.evil.example' }, 'one more')).toBeNull();
    const kept = await reports.add({ ...report, at }, 'one from here');
    expect(kept).not.toBeNull();
    await stored.deleteMany({ _id: { $in: [...many.map(({ _id }) => _id), kept ?? ''] } });
  });

  test('from here: to our admins, and to theirs in the name of the instance, which does not say who it was', async () => {
    const dan = await it.instance.signUp('dan');
    const rude = await known('rude');
    const post = it.create(rude, { content: '<p>Rude words</p>' });
    await say(rude, post);
    const [seen] = await postsOf(dan, handleOf('rude'));
    const body = { handle: handleOf('rude'), posts: [seen?.post.id ?? ''], reason: 'They insult me', forward: true };
    expect(
      (await dan.try(accountLife.reportPerson, { body: { ...body, posts: ['nothing-has-this-id'] } })).status,
    ).toBe(404);
    expect((await dan.try(accountLife.reportPerson, { body: { ...body, reason: '' } })).status).toBe(400);
    expect((await dan.try(accountLife.reportPerson, { body: { ...body, handle: 'dan', posts: [] } })).status).toBe(409);
    expect((await dan.try(accountLife.reportPerson, { body })).status).toBe(201);
    const flag = await until('their server is told', () => received('Flag')[0]);
    expect(flag.json).toMatchObject({
      actor: `${it.instance.baseUrl}/actor`,
      object: [rude.iri, post.object.id],
      content: 'They insult me',
    });
    expect(JSON.stringify(flag)).not.toContain('dan');
    const boss = await admin();
    const mine = (await boss.call(accountLife.listReports)).items.find(({ from }) => from.handle.startsWith('@dan@'));
    expect(mine).toMatchObject({ reason: 'They insult me', forwarded: true, posts: [{ excerpt: 'Rude words' }] });
    // Nobody else gets at the Flag.
    expect((await get(flag.json.id)).status).toBe(404);
  });
});

test('a profile that somebody looks at is brought up to date, once a day, and who is no more is gone', async () => {
  const eve = await known('eve');
  const look = () => it.amara.try(profiles.getProfile, { params: { handle: handleOf('eve') } });
  const asked = () => it.good.asked.filter(({ path }) => path === '/users/eve').length;
  await look();
  const once = asked();
  await Promise.all([look(), look(), look()]);
  expect(asked()).toBe(once);
  const dayOld = async () =>
    it.instance.services.db
      .collection<{ _id: string; at: Date }>('profile_looks')
      .updateOne({ _id: eve.iri }, { $set: { at: new Date(Date.now() - 25 * 3_600_000) } });
  it.good.actor('eve', { name: 'Eve anew' });
  await dayOld();
  await Promise.all([look(), look(), look()]);
  await until('anew', async () => (await look()).value.displayName === 'Eve anew');
  expect(asked()).toBe(once + 1);
  it.good.pages.set('/users/eve', { status: 503 });
  await dayOld();
  expect((await look()).status).toBe(200);
  await until('asked', () => asked() > once + 1);
  it.good.pages.set('/users/eve', { status: 410 });
  await it.instance.services.db.collection<Stored>('profile_looks').deleteMany({});
  const { instance } = it;
  await instance.down();
  await instance.up();
  await look();
  await until('gone', async () => (await documentsOf('actors', { _id: eve.iri }))[0]?.deleted === true);
});

test('all of it is the same after a rebuild', async () => {
  const before = await it.instance.viewBytes();
  expect((await it.instance.services.rebuild()).failed).toEqual([]);
  expect(await it.instance.viewBytes()).toEqual(before);
});
