import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import * as accountLife from '../../../shared/contracts/account-life.ts';
import * as accounts from '../../../shared/contracts/accounts.ts';
import * as mentoring from '../../../shared/contracts/mentoring.ts';
import * as moderation from '../../../shared/contracts/moderation.ts';
import * as notifications from '../../../shared/contracts/notifications.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import * as profiles from '../../../shared/contracts/profiles.ts';
import * as threads from '../../../shared/contracts/threads.ts';
import type { NotificationKind } from '../../../shared/vocabulary.ts';
import type { ApiClient } from '../../support/api.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';
import { until } from '../../support/until.ts';

/** What tells whom on one instance. Across two: `tests/federation/notifications.test.ts`. */
let instance: TestInstance;
let amara: ApiClient;
let bo: ApiClient;
let cleo: ApiClient;
let names = 0;

/** Three new people a test, so that no test reads what another left. */
async function people(): Promise<void> {
  const n = names++;
  [amara, bo, cleo] = await Promise.all([
    instance.signUp(`amara${n}`, 'Amara'),
    instance.signUp(`bo${n}`, 'Bo'),
    instance.signUp(`cleo${n}`, 'Cleo'),
  ]);
}

beforeAll(async () => {
  instance = await startInstance();
});
afterAll(() => instance.stop());

const listOf = async (client: ApiClient, kind?: NotificationKind) => {
  await instance.services.pipeline.idle();
  return (await client.call(notifications.listNotifications, { query: kind ? { kind } : {} })).items;
};
const unreadOf = async (client: ApiClient) => {
  await instance.services.pipeline.idle();
  return client.call(notifications.countUnread);
};
const handleOf = async (client: ApiClient) => {
  const { me } = await client.call(accounts.getSession);
  return me?.handle ?? '';
};
const write = (client: ApiClient, title: string, visibility = 'public') =>
  client.call(practice.publishPost, { body: { title, markdown: 'What I tried.', visibility } });
const reply = (client: ApiClient, id: string, markdown: string, feedbackKind: string | null = null) =>
  client.call(practice.replyToPost, { params: { id }, body: { markdown, feedbackKind } });

async function pairUp(): Promise<string> {
  const { id } = await amara.call(mentoring.offerPair, {
    body: { partner: await handleOf(bo), myGoals: 'a', partnerGoals: 'b', cadence: 'weekly', endsOn: '2099-01-01' },
  });
  await bo.call(mentoring.acceptPair, { params: { id } });
  return id;
}
let sent = 0;
const say = (client: ApiClient, id: string, markdown: string) =>
  client.call(threads.sendMessage, { params: { id }, body: { markdown, clientId: `client-id-${sent++}` } });

describe('what tells whom', () => {
  test('followers of a day are one entry, by name the newest; one who leaves goes from it', async () => {
    await people();
    const params = { handle: await handleOf(amara) };
    await bo.call(profiles.followProfile, { params });
    await cleo.call(profiles.followProfile, { params });
    const [entry, ...others] = await listOf(amara);
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ kind: 'follow', count: 2, unread: true, about: { type: 'profile' }, excerpt: '' });
    expect(entry?.people.map(({ displayName }) => displayName)).toEqual(['Cleo', 'Bo']);
    expect(await unreadOf(amara)).toEqual({ notifications: 1, messages: 0 });

    await cleo.call(profiles.unfollowProfile, { params });
    expect(await listOf(amara)).toMatchObject([{ count: 1, people: [{ displayName: 'Bo' }] }]);
    await bo.call(profiles.unfollowProfile, { params });
    expect(await listOf(amara)).toEqual([]);
    expect(await unreadOf(amara)).toEqual({ notifications: 0, messages: 0 });
    expect(await listOf(bo)).toEqual([]);
  });

  test('who chooses their followers is asked; the answer ends it, and is no news to who gave it', async () => {
    await people();
    await amara.call(profiles.updateMyProfile, { body: { displayName: 'Amara', approvesFollowers: true } });
    await bo.call(profiles.followProfile, { params: { handle: await handleOf(amara) } });
    expect(await listOf(amara)).toMatchObject([{ kind: 'follow-request', to: '/people' }]);
    const [request] = (await amara.call(profiles.listFollowRequests)).items;
    await amara.call(profiles.acceptFollowRequest, { params: { id: request!.id } });
    expect(await listOf(amara)).toEqual([]);
    expect((await unreadOf(amara)).notifications).toBe(0);
  });

  test('feedback and replies, grouped by what they answer, with the newest words', async () => {
    await people();
    const post = await write(amara, 'Exit tickets');
    await reply(bo, post.id, 'I noticed that they smile.', 'noticing');
    const second = await reply(cleo, post.id, 'What if they mark each other’s?', 'suggestion');
    await reply(bo, post.id, 'Thank you for this.');
    const [plain, feedback, ...others] = await listOf(amara);
    expect(others).toEqual([]);
    expect(plain).toMatchObject({ kind: 'reply', count: 1, feedbackKind: null, excerpt: 'Thank you for this.' });
    expect(feedback).toMatchObject({
      kind: 'feedback',
      count: 2,
      feedbackKind: 'suggestion',
      excerpt: 'What if they mark each other’s?',
      about: { type: 'post', id: post.id, root: null, title: 'Exit tickets' },
      to: `/posts/${post.id}#responses`,
    });
    expect(await listOf(amara, 'feedback')).toHaveLength(1);

    // Bo answers Cleo: both she and the author of the post hear of it, each as what it is to them.
    await reply(bo, second.id, 'That worked in my class.');
    expect(await listOf(cleo)).toMatchObject([
      { kind: 'reply', about: { id: second.id, root: post.id, title: expect.stringContaining('What if they mark') } },
    ]);
    expect((await listOf(amara))[0]).toMatchObject({ kind: 'reply', count: 2, excerpt: 'That worked in my class.' });
    // Nobody hears of their own.
    await reply(amara, post.id, 'To myself.');
    expect((await listOf(amara))[0]?.count).toBe(2);
    expect(await listOf(bo)).toEqual([]);
  });

  test('likes and boosts are no news', async () => {
    await people();
    const { id } = await write(amara, 'Circle time');
    await bo.call(practice.likePost, { params: { id } });
    await bo.call(practice.boostPost, { params: { id } });
    expect(await listOf(amara)).toEqual([]);
  });

  test('a mention, only for who may see it', async () => {
    await people();
    const [hers, his] = [await handleOf(amara), await handleOf(bo)];
    const body = { title: 'Thanks', markdown: `Learnt from ${hers} and ${his}.` };
    const open = await cleo.call(practice.publishPost, { body });
    expect(await listOf(amara)).toMatchObject([
      { kind: 'mention', about: { id: open.id, title: 'Thanks' }, to: `/posts/${open.id}` },
    ]);
    // Named in an edit as before: no news.
    await cleo.call(practice.editPost, { params: { id: open.id }, body: { ...body, title: 'Many thanks' } });
    expect(await listOf(amara)).toMatchObject([{ count: 1, about: { title: 'Many thanks' } }]);
  });

  test('the steps of a pair, each to the other', async () => {
    await people();
    const id = await pairUp();
    expect(await listOf(bo)).toMatchObject([
      { kind: 'pair', pairStep: 'offered', unread: false, to: `/mentoring/${id}` },
    ]);
    expect(await listOf(amara)).toMatchObject([
      { kind: 'pair', pairStep: 'accepted', people: [{ displayName: 'Bo' }] },
    ]);
    await bo.call(mentoring.endPair, { params: { id }, body: { reason: 'A private reason' } });
    const list = await listOf(amara);
    expect(list[0]).toMatchObject({ kind: 'pair', pairStep: 'ended', excerpt: '' });
    expect(JSON.stringify(list)).not.toContain('A private reason');

    const { id: second } = await amara.call(mentoring.offerPair, {
      body: { partner: await handleOf(bo), myGoals: 'a', partnerGoals: 'b', cadence: 'weekly', endsOn: '2099-01-01' },
    });
    await amara.call(mentoring.withdrawPair, { params: { id: second } });
    expect((await listOf(bo))[0]).toMatchObject({ pairStep: 'withdrawn', about: { type: 'pair', id: second } });
    expect(await listOf(cleo)).toEqual([]);
  });

  test('a private message: who wrote, never what; read in the thread it is read everywhere', async () => {
    await people();
    const id = await pairUp();
    await say(amara, id, 'Something between us');
    await say(amara, id, 'And more');
    const [entry] = await listOf(bo, 'message');
    expect(entry).toMatchObject({ kind: 'message', count: 2, excerpt: '', about: { type: 'pair', id } });
    expect(JSON.stringify(entry)).not.toContain('between us');
    expect(await unreadOf(bo)).toEqual({ notifications: 1, messages: 2 });
    expect((await bo.call(mentoring.getPair, { params: { id } })).unread).toBe(2);
    expect((await amara.call(mentoring.getPair, { params: { id } })).unread).toBe(0);

    const { items } = await bo.call(threads.listMessages, { params: { id } });
    await bo.call(threads.markThreadRead, { params: { id }, body: { cursor: items[0]!.cursor } });
    expect((await unreadOf(bo)).messages).toBe(1);
    await bo.call(threads.markThreadRead, { params: { id }, body: { cursor: items[1]!.cursor } });
    // It does not go back, and cannot go ahead of what is there.
    await bo.call(threads.markThreadRead, { params: { id }, body: { cursor: items[0]!.cursor } });
    await bo.call(threads.markThreadRead, { params: { id }, body: { cursor: 'zzzzzzzz' } });
    expect(await unreadOf(bo)).toEqual({ notifications: 0, messages: 0 });
    expect((await listOf(bo, 'message'))[0]?.unread).toBe(false);
    const late = await say(amara, id, 'Later');
    expect((await unreadOf(bo)).messages).toBe(1);
    await amara.call(threads.deleteMessage, { params: { id: late.id } });
    expect((await unreadOf(bo)).messages).toBe(0);
    expect((await listOf(bo, 'message')).every(({ unread }) => !unread)).toBe(true);
    const stranger = await cleo.try(threads.markThreadRead, { params: { id }, body: { cursor: items[0]!.cursor } });
    expect(stranger.status).toBe(404);
  });
});

describe('what may not be seen, or is gone, is not shown', () => {
  test('a deleted reply, and a deleted post with all that was said of it', async () => {
    await people();
    const post = await write(amara, 'Exit tickets');
    const first = await reply(bo, post.id, 'One.');
    await reply(cleo, post.id, 'Two.');
    await bo.call(practice.deletePost, { params: { id: first.id } });
    expect(await listOf(amara)).toMatchObject([{ count: 1, people: [{ displayName: 'Cleo' }], excerpt: 'Two.' }]);
    await amara.call(practice.deletePost, { params: { id: post.id } });
    expect(await listOf(amara)).toEqual([]);
    expect((await unreadOf(amara)).notifications).toBe(0);
  });

  test('under a post for followers only they are told', async () => {
    await people();
    await bo.call(profiles.followProfile, { params: { handle: await handleOf(cleo) } });
    const post = await write(cleo, 'For my circle', 'followers');
    const answer = await reply(bo, post.id, 'Nice');
    await reply(cleo, answer.id, 'Because you asked');
    expect(await listOf(bo, 'reply')).toHaveLength(1);
    // Amara never followed: nothing reaches her, by whatever name.
    expect(await listOf(amara)).toEqual([]);
  });

  test('nobody reads or marks another’s', async () => {
    await people();
    await bo.call(profiles.followProfile, { params: { handle: await handleOf(amara) } });
    const [entry] = await listOf(amara);
    const params = { id: entry!.id };
    expect((await bo.try(notifications.readNotification, { params })).status).toBe(404);
    expect((await unreadOf(amara)).notifications).toBe(1);
    await amara.call(notifications.readNotification, { params });
    expect((await unreadOf(amara)).notifications).toBe(0);
    const pair = await pairUp();
    expect((await cleo.try(notifications.mutePair, { params: { id: pair } })).status).toBe(404);
    expect((await cleo.try(notifications.readPairNotifications, { params: { id: pair } })).status).toBe(404);
    const hidden = await write(amara, 'Hidden', 'followers');
    for (const endpoint of [notifications.getPostMute, notifications.mutePost, notifications.readPostNotifications]) {
      expect((await cleo.try(endpoint, { params: { id: hidden.id } })).status).toBe(404);
    }
  });

  test('what others say of a thing that is not theirs takes nothing out of a list', async () => {
    await people();
    const post = await write(amara, 'Exit tickets');
    const answer = await reply(bo, post.id, 'A thought.');
    await bo.call(profiles.followProfile, { params: { handle: await handleOf(amara) } });
    await amara.call(profiles.updateMyProfile, { body: { displayName: 'Amara', approvesFollowers: true } });
    await cleo.call(profiles.followProfile, { params: { handle: await handleOf(amara) } });
    const before = await listOf(amara);
    expect(before.map(({ kind }) => kind).sort()).toEqual(['follow', 'follow-request', 'reply']);
    const follows = await instance.services.db.collection('activities').find({ type: 'Follow' }).toArray();
    const objects = [answer.iri, ...follows.map(({ _id }) => _id)];
    let n = 0;
    for (const object of objects) {
      for (const type of ['Delete', 'Undo', 'Accept', 'Reject']) {
        const id = `https://evil.example/activities/${names}-${n++}`;
        const forged = { id, type, actor: 'https://evil.example/users/eve', object };
        await instance.services.pipeline.accept(forged, 'remote');
      }
    }
    expect(await listOf(amara)).toEqual(before);
  });

  test('an instance that is blocked by now', async () => {
    await people();
    const admin = await instance.account(`admin${names}`, 'admin');
    const { me } = await amara.call(accounts.getSession);
    const owner = `${instance.baseUrl}/users/${me!.username}`;
    await instance.services.db.collection('notifications').insertOne({
      _id: 'planted',
      owner,
      kind: 'pair',
      group: 'pair x',
      about: null,
      thread: null,
      read: false,
      count: 1,
      events: [{ thing: 'https://bad.example/1', actor: 'https://bad.example/users/eve', step: 'offered' }],
      at: new Date(),
      position: `${new Date().toISOString()} planted`,
    } as never);
    await amara.call(profiles.updateMyProfile, { body: { displayName: 'Amara', approvesFollowers: true } });
    const eve = 'https://bad.example/users/eve';
    const said = (id: number, type: string, object: unknown) =>
      instance.services.pipeline.accept({ id: `${eve}/${id}`, type, actor: eve, object } as never, 'remote');
    await said(1, 'Update', { id: eve, type: 'Person', preferredUsername: 'eve', inbox: `${eve}/inbox` });
    await said(2, 'Follow', owner);
    const seen = async () => {
      await instance.services.pipeline.idle();
      return [
        (await amara.call(profiles.listFollowRequests)).items.length,
        (await amara.call(notifications.getToday)).items.length,
        (await amara.call(profiles.searchProfiles, { query: { q: 'eve' } })).items.length,
      ];
    };
    expect(await seen()).toEqual([1, 1, 1]);
    await admin.call(moderation.blockDomain, {
      params: { domain: 'bad.example' },
      body: { reason: 'spam' },
    });
    expect(await listOf(amara)).toEqual([]);
    expect(await seen()).toEqual([0, 0, 0]);
  });
});

describe('marking and muting', () => {
  test('all until a moment; opening a post reads what is about its thread', async () => {
    await people();
    const [one, two] = [await write(amara, 'One'), await write(amara, 'Two')];
    const answer = await reply(bo, one.id, 'x');
    await reply(bo, two.id, 'y');
    await instance.services.pipeline.idle();
    await amara.call(notifications.readPostNotifications, { params: { id: answer.id } });
    expect((await listOf(amara)).map(({ unread }) => unread)).toEqual([true, false]);
    await amara.call(notifications.readAllNotifications, {
      body: { until: new Date(Date.now() - 60_000).toISOString() },
    });
    expect((await unreadOf(amara)).notifications).toBe(1);
    await amara.call(notifications.readAllNotifications, { body: { until: new Date().toISOString() } });
    expect((await unreadOf(amara)).notifications).toBe(0);
    // What comes after one has looked is a new entry.
    await reply(cleo, one.id, 'z');
    expect((await listOf(amara))[0]).toMatchObject({ unread: true, count: 1, people: [{ displayName: 'Cleo' }] });
  });

  test('all of one kind leaves the others unread', async () => {
    await people();
    const post = await write(amara, 'Exit tickets');
    await reply(bo, post.id, 'A thought.');
    await reply(bo, post.id, 'Too easy?', 'question');
    const [newest] = await listOf(amara);
    const body = { until: newest!.at, kind: 'reply' };
    await amara.call(notifications.readAllNotifications, { body });
    expect((await listOf(amara)).map(({ kind, unread }) => [kind, unread])).toEqual([
      ['feedback', true],
      ['reply', false],
    ]);
  });

  test('a muted kind, thread and pair', async () => {
    await people();
    const [one, two] = [await write(amara, 'One'), await write(amara, 'Two')];
    await amara.call(notifications.mutePost, { params: { id: one.id } });
    expect(await amara.call(notifications.getPostMute, { params: { id: one.id } })).toEqual({ muted: true });
    expect(await bo.call(notifications.getPostMute, { params: { id: one.id } })).toEqual({ muted: false });
    await reply(bo, one.id, 'x');
    await reply(bo, two.id, 'y', 'question');
    expect(await listOf(amara)).toMatchObject([{ kind: 'feedback', about: { id: two.id } }]);
    await amara.call(notifications.unmutePost, { params: { id: one.id } });
    await reply(bo, one.id, 'again');
    expect((await listOf(amara))[0]).toMatchObject({ kind: 'reply', count: 1 });

    const settings = { muted: ['feedback'], quietHours: null, digest: 'off' };
    await amara.call(notifications.changeNotificationSettings, { body: settings });
    expect((await listOf(amara)).map(({ kind }) => kind)).toEqual(['reply']);
    expect((await unreadOf(amara)).notifications).toBe(1);
    await reply(bo, two.id, 'z', 'question');
    expect((await unreadOf(amara)).notifications).toBe(1);

    const id = await pairUp();
    await bo.call(notifications.mutePair, { params: { id } });
    expect((await bo.call(mentoring.getPair, { params: { id } })).muted).toBe(true);
    expect((await amara.call(mentoring.getPair, { params: { id } })).muted).toBe(false);
    await say(amara, id, 'Hello');
    expect(await listOf(bo, 'message')).toEqual([]);
    // They are unread all the same, and an end is told.
    expect((await unreadOf(bo)).messages).toBe(1);
    await amara.call(mentoring.endPair, { params: { id }, body: {} });
    expect((await listOf(bo))[0]).toMatchObject({ kind: 'pair', pairStep: 'ended' });
    await bo.call(notifications.unmutePair, { params: { id } });
    expect((await bo.call(mentoring.getPair, { params: { id } })).muted).toBe(false);
  });

  test('settings come back as they were given; a place that is none is refused', async () => {
    await people();
    const fresh = await amara.call(notifications.getNotificationSettings);
    expect(fresh).toMatchObject({ muted: [], quietHours: null, digest: 'off', email: null, mailWorks: false });
    expect(Buffer.from(fresh.pushKey, 'base64url')).toHaveLength(65);
    const quietHours = { from: '18:00', to: '07:30', timeZone: 'Europe/Madrid', weekends: true };
    const body = { muted: ['follow'], quietHours, digest: 'off' };
    expect(await amara.call(notifications.changeNotificationSettings, { body })).toMatchObject(body);
    expect(await amara.call(notifications.getNotificationSettings)).toMatchObject(body);
    const odd = await amara.try(notifications.changeNotificationSettings, {
      body: { ...body, quietHours: { ...quietHours, timeZone: 'Mars/Olympus' } },
    });
    expect(odd).toMatchObject({ status: 400, error: { fields: { 'quietHours.timeZone': expect.any(String) } } });
    const digest = await amara.try(notifications.changeNotificationSettings, { body: { ...body, digest: 'daily' } });
    expect([digest.status, digest.error?.message]).toEqual([409, expect.stringContaining('SMTP_URL')]);
    const email = await amara.try(notifications.setEmail, { body: { address: 'amara@school.example' } });
    expect(email.status).toBe(409);
  });

  test('what is about nobody here costs no query', async () => {
    await people();
    const post = await write(amara, 'Exit tickets');
    const actor = 'https://c.example/users/quiet';
    const said = async (id: number, type: string, object: unknown) => {
      await instance.services.pipeline.accept({ id: `${actor}/${id}`, type, actor, object } as never, 'remote');
      await instance.services.pipeline.idle();
    };
    const asked: string[] = [];
    const prototype = Object.getPrototypeOf(instance.services.db.collection('notifications'));
    const watched = ['find', 'findOne', 'countDocuments', 'insertOne', 'updateMany', 'findOneAndUpdate'].map(
      (method) => {
        const original = prototype[method];
        return vi.spyOn(prototype, method).mockImplementation(function (this: { name: string }, ...given: unknown[]) {
          asked.push(this.name);
          return original.apply(this, given);
        });
      },
    );
    try {
      const note = { type: 'Note', attributedTo: actor, content: '<p>x</p>', to: 'as:Public' };
      await said(1, 'Update', { id: actor, type: 'Person', preferredUsername: 'quiet', inbox: `${actor}/inbox` });
      await said(2, 'Create', { ...note, id: `${actor}/first` });
      await said(3, 'Create', { ...note, id: `${actor}/second`, inReplyTo: `${actor}/first` });
      await said(4, 'Like', post.iri);
    } finally {
      for (const spy of watched) spy.mockRestore();
    }
    expect(asked).toContain('posts');
    const ours = ['notifications', 'notification_settings', 'thread_mutes', 'push_subscriptions', 'accounts'];
    expect(asked.filter((name) => ours.includes(name))).toEqual([]);
    // What is new stands on no shelf yet.
    expect(asked.filter((name) => name === 'searchable_public')).toEqual([]);
  });

  test('a reaction that runs again tells nothing twice', async () => {
    await people();
    const post = await write(amara, 'Exit tickets');
    const answer = await reply(bo, post.id, 'Once.');
    await instance.services.pipeline.idle();
    await instance.services.db
      .collection('activities')
      .updateMany({ object: answer.iri } as never, { $set: { unprojected: true } });
    await instance.down();
    await instance.up();
    expect(await listOf(amara)).toMatchObject([{ kind: 'reply', count: 1 }]);
    await amara.call(notifications.readAllNotifications, { body: { until: new Date().toISOString() } });
    await instance.services.db
      .collection('activities')
      .updateMany({ object: answer.iri } as never, { $set: { unprojected: true } });
    await instance.down();
    await instance.up();
    expect(await listOf(amara)).toMatchObject([{ kind: 'reply', count: 1, unread: false }]);
    await instance.services.rebuild();
    expect(await listOf(amara)).toHaveLength(1);
  });

  test('pages follow each other', async () => {
    await people();
    for (let n = 0; n < 5; n++) await reply(bo, (await write(amara, `Post ${n}`)).id, 'x');
    await instance.services.pipeline.idle();
    const first = await amara.call(notifications.listNotifications, { query: { limit: 3 } });
    const second = await amara.call(notifications.listNotifications, { query: { limit: 3, cursor: first.next ?? '' } });
    const titles = [...first.items, ...second.items].map(({ about }) => about.type === 'post' && about.title);
    expect(titles).toEqual(['Post 4', 'Post 3', 'Post 2', 'Post 1', 'Post 0']);
    expect(second.next).toBeNull();
  });
});

describe('today', () => {
  test('what waits, most pressing first; what is done no longer', async () => {
    await people();
    await amara.call(profiles.updateMyProfile, { body: { displayName: 'Amara', approvesFollowers: true } });
    const post = await write(amara, 'Exit tickets');
    const question = await reply(bo, post.id, 'Are they too easy?', 'question');
    await reply(bo, post.id, 'I noticed…', 'noticing');
    await cleo.call(profiles.followProfile, { params: { handle: await handleOf(amara) } });
    await amara.call(practice.createDraft, { body: { title: 'Half a thought' } });
    const id = await pairUp();
    await say(bo, id, 'Hello');
    await cleo.call(mentoring.offerPair, {
      body: {
        partner: await handleOf(amara),
        myGoals: 'a',
        partnerGoals: 'b',
        cadence: 'weekly',
        endsOn: '2099-01-01',
      },
    });
    await instance.services.pipeline.idle();
    const { items } = await amara.call(notifications.getToday);
    expect(items.map(({ type }) => type)).toEqual([
      'pair-offer',
      'messages',
      'question',
      'follow-requests',
      'begin',
      'draft',
    ]);
    expect(items[1]).toMatchObject({ pair: id, count: 1, from: { displayName: 'Bo' } });
    expect(JSON.stringify(items[1])).not.toContain('Hello');
    expect(items[2]).toMatchObject({
      reply: question.id,
      post: { id: post.id, title: 'Exit tickets' },
      excerpt: 'Are they too easy?',
    });
    await reply(amara, question.id, 'A little.');
    expect((await amara.call(notifications.getToday)).items.map(({ type }) => type)).not.toContain('question');
    expect((await bo.call(notifications.getToday)).items).toMatchObject([{ type: 'begin' }]);
  });

  test('a pair that ends within a week', async () => {
    await people();
    const endsOn = new Date(Date.now() + 5 * 24 * 3600 * 1000).toISOString().slice(0, 10);
    const { id } = await amara.call(mentoring.offerPair, {
      body: { partner: await handleOf(bo), myGoals: 'a', partnerGoals: 'b', cadence: 'weekly', endsOn },
    });
    await bo.call(mentoring.acceptPair, { params: { id } });
    const { items } = await amara.call(notifications.getToday);
    expect(items[0]).toMatchObject({ type: 'pair-ending', pair: id, partner: { displayName: 'Bo' }, endsOn });
  });
});

test('organizers hear that somebody waits, until nobody does', async () => {
  const closed = await startInstance({ env: { REGISTRATION: 'approval' } });
  try {
    const [olga, teacher] = [await closed.account('olga', 'organizer'), await closed.account('tom', 'teacher')];
    await closed.signUp('newbie', 'Somebody New').catch(() => undefined);
    const entry = await until('the organizer is told', async () => {
      return (await olga.call(notifications.listNotifications)).items[0];
    });
    expect(entry).toMatchObject({ kind: 'moderation', count: 1, people: [], about: { type: 'admin' }, to: '/admin' });
    expect((await olga.call(notifications.getToday)).items).toEqual([{ type: 'sign-ups', count: 1 }]);
    expect((await teacher.call(notifications.listNotifications)).items).toEqual([]);
    expect((await teacher.call(notifications.getToday)).items).toEqual([]);
    const { items } = await olga.call(accounts.listAccounts, { query: { status: 'pending' } });
    await olga.call(accounts.approveAccount, { params: { id: items[0]!.id } });
    await until('the badge is gone', async () => {
      return (await olga.call(notifications.countUnread)).notifications === 0;
    });
    expect((await olga.call(notifications.listNotifications)).items).toEqual([]);
  } finally {
    await closed.stop();
  }
});

test('admins hear of reports, until they are looked at; organizers do not, nor the admin who reports', async () => {
  await people();
  const [boss, other, olga] = await Promise.all([
    instance.account('boss_of_reports', 'admin'),
    instance.account('other_of_reports', 'admin'),
    instance.account('olga_of_reports', 'organizer'),
  ]);
  const handle = await handleOf(bo);
  const report = (by: ApiClient) =>
    by.call(accountLife.reportPerson, { body: { handle, reason: 'Words of a report' } });
  await report(amara);
  await report(cleo);
  await report(other);
  const [entry, ...more] = await listOf(boss);
  expect(more).toEqual([]);
  expect(entry).toMatchObject({ kind: 'report', count: 3, people: [], about: { type: 'admin' }, to: '/admin/reports' });
  expect(JSON.stringify(entry)).not.toMatch(/Words of a report|Amara|Cleo|Bo/);
  expect(await listOf(other)).toMatchObject([{ kind: 'report', count: 2 }]);
  for (const each of [olga, amara, bo]) expect(await listOf(each)).toEqual([]);
  const waiting = async (who: ApiClient) => (await who.call(notifications.getToday)).items;
  expect(await waiting(boss)).toEqual([{ type: 'reports', count: 3 }]);
  expect(await waiting(olga)).toEqual([]);

  const { items } = await boss.call(accountLife.listReports);
  const resolve = (index: number) =>
    boss.call(accountLife.changeReport, { params: { id: items[index]?.id ?? '' }, body: { state: 'resolved' } });
  await resolve(0);
  expect(await listOf(boss)).toMatchObject([{ count: 2 }]);
  await Promise.all([resolve(1), resolve(2)]);
  expect(await listOf(boss)).toEqual([]);
  expect((await unreadOf(other)).notifications).toBe(0);
  expect(await waiting(boss)).toEqual([]);

  await report(amara);
  expect(await listOf(other)).toHaveLength(1);
  const demoted = (await boss.call(accounts.listAccounts, { query: {} })).items.find(
    ({ username }) => username === 'other_of_reports',
  );
  await boss.call(accounts.changeRole, { params: { id: demoted?.id ?? '' }, body: { role: 'organizer' } });
  expect(await listOf(other)).toEqual([]);
});
