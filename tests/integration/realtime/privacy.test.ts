import { once } from 'node:events';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PLAIN_NOTE } from '../../../server/activities/activity.ts';
import * as accountLife from '../../../shared/contracts/account-life.ts';
import * as accounts from '../../../shared/contracts/accounts.ts';
import type { ClientEvents, ServerEvents } from '../../../shared/contracts/live.ts';
import * as mentoring from '../../../shared/contracts/mentoring.ts';
import * as oauth from '../../../shared/contracts/oauth.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import * as profiles from '../../../shared/contracts/profiles.ts';
import * as threads from '../../../shared/contracts/threads.ts';
import type { ApiClient } from '../../support/api.ts';
import { PASSWORD, startInstance, type TestInstance } from '../../support/instance.ts';
import { connect as connectApp } from '../../support/oauth.ts';
import { until } from '../../support/until.ts';

/** Who hears of what, on a whole instance: nobody hears of what they may not see. */
type Live = Socket<ServerEvents, ClientEvents> & { heard: { name: string; event: unknown }[] };

let instance: TestInstance;
let amara: ApiClient;
let bo: ApiClient;
let eve: ApiClient;
const sockets: Live[] = [];

async function connect(client: ApiClient): Promise<Live> {
  return dial({ origin: instance.baseUrl, ...(client.cookie ? { cookie: client.cookie } : {}) });
}

async function dial(extraHeaders: Record<string, string>): Promise<Live> {
  const socket = Object.assign(io(instance.baseUrl, { extraHeaders, transports: ['websocket'], forceNew: true }), {
    heard: [] as Live['heard'],
  }) as Live;
  sockets.push(socket);
  socket.onAny((name: string, event: unknown) => socket.heard.push({ name, event }));
  await once(socket as never, 'connect');
  return socket;
}

beforeAll(async () => {
  instance = await startInstance();
  [amara, bo, eve] = await Promise.all([instance.signUp('amara'), instance.signUp('bo'), instance.signUp('eve')]);
  await bo.call(profiles.followProfile, { params: { handle: 'amara' } });
});
afterAll(async () => {
  for (const socket of sockets) socket.close();
  await instance.stop();
});

test('a pair’s messages, by every name they have', async () => {
  const { id } = await amara.call(mentoring.offerPair, {
    body: { partner: 'bo', myGoals: 'a', partnerGoals: 'b', cadence: 'weekly', endsOn: '2099-01-01' },
  });
  await bo.call(mentoring.acceptPair, { params: { id } });
  const [hers, his, stranger, nobody] = await Promise.all([amara, bo, eve, instance.anyone()].map(connect));
  const message = await amara.call(threads.sendMessage, {
    params: { id },
    body: { markdown: 'between us', clientId: 'the-first-message', feedbackKind: 'question' },
  });
  await until('Bo has it', () => his?.heard.some(({ name }) => name === 'thread.message'));
  for (const other of [stranger, nobody]) {
    for (const thread of [id, message.id]) {
      const joined = await other?.emitWithAck('thread.join', { thread, after: null });
      expect(joined?.ok).toBe(false);
      const watched = await other?.emitWithAck('post.watch', { post: thread });
      expect(watched?.ok).toBe(false);
      other?.emit('thread.typing', { thread, typing: true });
    }
  }
  await bo.call(threads.sendMessage, { params: { id }, body: { markdown: 'yes', clientId: 'the-second-message' } });
  await amara.call(threads.deleteMessage, { params: { id: message.id } });
  await bo.try(threads.deleteMessage, { params: { id: message.id } });
  await amara.call(mentoring.endPair, { params: { id }, body: {} });
  await until('Bo knows', () => his?.heard.some(({ name }) => name === 'pair.changed'));
  expect(stranger?.heard).toEqual([]);
  expect(nobody?.heard).toEqual([]);
  expect(hers?.heard.some(({ name }) => name === 'thread.typing')).toBe(false);
});

test('a reply for followers under an open post: its people hear, onlookers do not', async () => {
  const post = await amara.call(practice.publishPost, { body: { title: 'Open', markdown: 'x' } });
  const [hers, stranger] = await Promise.all([connect(amara), connect(instance.anyone())]);
  expect((await stranger?.emitWithAck('post.watch', { post: post.id }))?.ok).toBe(true);
  const followers = `${instance.baseUrl}/users/bo/followers`;
  const amaraIri = `${instance.baseUrl}/users/amara`;
  const audience = { to: [followers], cc: [amaraIri] };
  const iri = `${instance.baseUrl}/objects/narrow-reply-of-bo-0000000`;
  const author = `${instance.baseUrl}/users/bo`;
  const publishedAt = new Date();
  // Our own screens answer as openly as they are asked; other servers need not.
  await instance.services.pipeline.publish({
    type: 'Create',
    iri: `${instance.baseUrl}/activities/narrow-reply-of-bo-0000000`,
    actor: author,
    audience,
    publishedAt,
    object: {
      kind: 'note',
      ...PLAIN_NOTE,
      iri,
      author,
      url: iri,
      html: '<p>for few</p>',
      markdown: null,
      inReplyTo: post.iri,
      context: null,
      feedbackKind: null,
      anchor: null,
      invitation: null,
      language: null,
      attachments: [],
      mentions: [amaraIri],
      tags: [],
      audience,
      publishedAt,
      editedAt: null,
    },
  });
  await until('Amara hears', () => hers?.heard.some(({ name }) => name === 'post.changed'));
  // Something that everybody hears, as the end of the wait.
  await eve.call(practice.likePost, { params: { id: post.id } });
  await until('the stranger hears of the like', () => stranger?.heard.some(({ name }) => name === 'post.changed'));
  expect(stranger?.heard).toEqual([{ name: 'post.changed', event: { post: post.id } }]);
  await eve.call(practice.unlikePost, { params: { id: post.id } });
  await until('and of the like taken back', () => stranger?.heard.length === 2);
});

describe('a connection ends with the session that it came with', () => {
  let boss: ApiClient;
  let names = 0;
  beforeAll(async () => {
    boss = await instance.account('boss', 'admin');
  });
  const again = async (username: string) => {
    const client = instance.anyone();
    await client.call(accounts.signIn, { body: { username, password: PASSWORD } });
    return client;
  };
  const idOf = async (username: string) =>
    (await boss.call(accounts.listAccounts, { query: {} })).items.find((one) => one.username === username)?.id ?? '';
  const next = 'a quite different sentence';

  test.each<[string, (who: ApiClient, username: string) => Promise<unknown>]>([
    ['they are suspended', (_, handle) => boss.call(accountLife.suspendPerson, { params: { handle }, body: {} })],
    [
      'they delete their account',
      (who, username) => who.call(accountLife.deleteMyAccount, { body: { username, password: PASSWORD } }),
    ],
    [
      'an admin deletes their account',
      async (_, username) =>
        boss.call(accountLife.deleteAccount, { params: { id: await idOf(username) }, body: { username } }),
    ],
    [
      'they change the password elsewhere',
      (who) => who.call(accounts.changePassword, { body: { current: PASSWORD, next } }),
    ],
    [
      'they end it from elsewhere',
      async (who) => {
        const { items } = await who.call(accounts.listSessions);
        for (const { id, current } of items) {
          if (!current) await who.call(accounts.revokeSession, { params: { id } });
        }
      },
    ],
  ])('when %s', async (_, end) => {
    const username = `gone${names++}`;
    const here = await instance.signUp(username);
    const live = await connect(await again(username));
    await amara.call(profiles.followProfile, { params: { handle: username } });
    await until('what happens to them is told there', () => live.heard.length > 0);
    const ended = once(live as never, 'disconnect');
    await end(here, username);
    expect((await ended)[0]).toBe('io server disconnect');
    const known = live.heard.length;
    await bo.try(profiles.followProfile, { params: { handle: username } });
    await instance.services.pipeline.idle();
    expect([live.connected, live.heard.length]).toEqual([false, known]);
  });

  test('tokens, of one’s own and of apps, open a stranger’s, before they are revoked and after', async () => {
    const dana = await instance.signUp('dana');
    const { secret } = await dana.call(accounts.createToken, { body: { name: 'script' } });
    const { clientId, bearer } = await connectApp(dana, 'profile read write pairs');
    const pair = await dana.call(mentoring.offerPair, {
      body: { partner: 'bo', myGoals: 'a', partnerGoals: 'b', cadence: 'weekly', endsOn: '2099-01-01' },
    });
    const live = [await dial({ authorization: `Bearer ${secret}` }), await dial(bearer)];
    const tries = () =>
      Promise.all(live.map((one) => one.emitWithAck('thread.join', { thread: pair.id, after: null })));
    const refused = { ok: false, message: 'Sign in first, then try again.' };
    expect(await tries()).toEqual([refused, refused]);
    const hers = await connect(dana);
    await amara.call(profiles.followProfile, { params: { handle: 'dana' } });
    await until('she is told', () => hers.heard.length > 0);
    expect(live.flatMap(({ heard }) => heard)).toEqual([]);
    await dana.call(oauth.disconnectApp, { params: { id: clientId } });
    expect(await tries()).toEqual([refused, refused]);
    const late = io(instance.baseUrl, { extraHeaders: bearer, reconnection: false, forceNew: true });
    await once(late as never, 'connect_error');
    expect(late.connected).toBe(false);
  });
});
