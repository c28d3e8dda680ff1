import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { io, type ManagerOptions, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createApp } from '../../../server/app.ts';
import { keyOf } from '../../../server/core/ids.ts';
import { type Accounts, createAccounts, SESSION_COOKIE } from '../../../server/features/accounts/index.ts';
import { createRealtime, type Realtime } from '../../../server/realtime/index.ts';
import type { ClientEvents, ServerEvents } from '../../../shared/contracts/live.ts';
import type { Message } from '../../../shared/contracts/threads.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { Browser } from '../http/client.ts';

const BASE = 'http://school.example';
const PASSWORD = 'chalk and talk 1987';
const AMARA = `${BASE}/users/amara`;
const BEN = `${BASE}/users/ben`;

type Client = Socket<ServerEvents, ClientEvents>;

let database: TestDatabase;
let accounts: Accounts;
let realtime: Realtime;
let server: Server;
let origin: string;
let stored: { to: string[]; cursor: string; id: string }[];
const clients: Client[] = [];

beforeEach(async () => {
  stored = [];
  database = await openTestDatabase();
  accounts = await createAccounts({
    db: database.database,
    secretKey: 'a key for tests that is long enough',
    baseUrl: BASE,
    instanceName: 'Test',
    version: '0',
    registration: 'open',
    createActor: async ({ username }) => `${BASE}/users/${username}`,
    passwords: { cost: { N: 16, r: 1, p: 1 } },
  });
  const logger = pino({ level: 'silent' });
  realtime = createRealtime({
    baseUrl: BASE,
    sessions: accounts,
    logger,
    typingExpiresMs: 50,
    // One thread, `pair1`, of Amara and Ben; one public post and one that nobody sees.
    threads: {
      mayOpen: async (actor, thread) => thread === 'pair1' && [AMARA, BEN].includes(actor),
      messagesAfter: async (actor, _thread, cursor) => ({
        items: stored
          .filter((message) => cursor === null || message.cursor > cursor)
          .map(({ id }) => messageFor(actor, id)),
        more: false,
      }),
      messageFor: async (actor, iri) =>
        stored.find(({ id }) => id === iri)?.to.includes(actor) ? messageFor(actor, iri) : null,
    },
    posts: { maySee: async (_asker, post) => post === 'public' },
  });
  server = createServer(
    createApp({
      config: { baseUrl: BASE, trustProxy: false, instanceName: 'School' },
      version: '0',
      db: database.database,
      logger,
      federationRouter: (_req, _res, next) => next(),
      authenticate: accounts.authenticate,
      sessionCookie: SESSION_COOKIE,
      apiRouters: [accounts.router],
      client: { clientDir: '/nonexistent' },
    }),
  );
  realtime.attach(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await realtime.close();
  server.closeAllConnections();
  server.close();
  await database.dispose();
});

function messageFor(actor: string, id: string): Message {
  const author = { id: 'a', handle: '@a', displayName: 'A', url: '', local: true };
  const cursor = id;
  const sentAt = new Date(0).toISOString();
  return {
    id,
    thread: 'pair1',
    author,
    mine: actor === AMARA,
    html: id,
    feedbackKind: null,
    attachments: [],
    madeMeThink: false,
    clientId: null,
    deleted: false,
    sentAt,
    cursor,
    delivery: null,
  };
}

async function browserOf(username: string): Promise<Browser> {
  await accounts.create({ username, password: PASSWORD, displayName: username, role: 'teacher' });
  const browser = new Browser(origin, BASE);
  await browser.post('/session', { username, password: PASSWORD });
  return browser;
}

function open(
  browser: Browser | null,
  options: Partial<ManagerOptions> & { headers?: Record<string, string> } = {},
): Client {
  const { headers, ...rest } = options;
  const client: Client = io(origin, {
    forceNew: true,
    reconnection: false,
    transports: ['websocket'],
    extraHeaders: { origin: BASE, ...(browser ? { cookie: browser.cookieHeader() } : {}), ...headers },
    ...rest,
  });
  clients.push(client);
  return client;
}

async function connect(browser: Browser | null, options: Parameters<typeof open>[1] = {}): Promise<Client> {
  const client = open(browser, options);
  await new Promise<void>((resolve, reject) => {
    client.once('connect', resolve);
    client.once('connect_error', reject);
  });
  return client;
}

function next<E extends keyof ServerEvents>(client: Client, event: E): Promise<Parameters<ServerEvents[E]>[0]> {
  return new Promise((resolve) => client.once(event as never, resolve as never));
}

const join = (client: Client, thread = 'pair1', after: string | null = null) =>
  client.emitWithAck('thread.join', { thread, after });

test.each([['websocket'], ['polling']])(
  'a message reaches its two actors only, as each may see it (%s)',
  async (transport) => {
    const [amara, ben, chika] = await Promise.all(
      ['amara', 'ben', 'chika'].map(async (name) =>
        connect(await browserOf(name), { transports: [transport] as never }),
      ),
    );
    const leaked: unknown[] = [];
    chika!.onAny((name, event) => leaked.push([name, event]));
    stored.push({ id: 'm1', cursor: 'm1', to: [AMARA, BEN] });
    const received = Promise.all([next(amara!, 'thread.message'), next(ben!, 'thread.message')]);
    for (const actor of [AMARA, BEN, `${BASE}/users/chika`])
      realtime.live.toActor(actor, { name: 'thread.message', messageIri: 'm1' });
    const [toAmara, toBen] = await received;
    expect(toAmara.message).toMatchObject({ id: 'm1', mine: true });
    expect(toBen.message).toMatchObject({ id: 'm1', mine: false });
    // Sent after the message, so once it is here the message would be.
    const feed = next(chika!, 'feed.changed');
    realtime.live.toActor(`${BASE}/users/chika`, { name: 'feed.changed' });
    await feed;
    expect(leaked.map((entry) => (entry as [string])[0])).toEqual(['feed.changed']);
  },
);

test('many messages arrive in the order they were sent', async () => {
  const amara = await connect(await browserOf('amara'));
  const ids = Array.from({ length: 50 }, (_, i) => `m${100 + i}`);
  const got: string[] = [];
  const all = new Promise<void>((resolve) => {
    amara.on('thread.message', ({ message }) => {
      got.push(message.id);
      if (got.length === ids.length) resolve();
    });
  });
  for (const id of ids) {
    stored.push({ id, cursor: id, to: [AMARA] });
    realtime.live.toActor(AMARA, { name: 'thread.message', messageIri: id });
  }
  await all;
  expect(got).toEqual(ids);
});

test('joining a thread answers what came after the cursor, also after being away', async () => {
  const browser = await browserOf('amara');
  stored.push({ id: 'm1', cursor: 'm1', to: [AMARA, BEN] });
  const first = await connect(browser);
  expect(await join(first)).toMatchObject({ ok: true, value: { items: [{ id: 'm1' }] } });
  first.close();
  stored.push({ id: 'm2', cursor: 'm2', to: [AMARA, BEN] });
  realtime.live.toActor(AMARA, { name: 'thread.message', messageIri: 'm2' });
  const second = await connect(browser);
  expect(await join(second, 'pair1', 'm1')).toMatchObject({ ok: true, value: { items: [{ id: 'm2' }] } });
});

test('nobody else opens a thread, and nonsense is answered, not obeyed', async () => {
  const chika = await connect(await browserOf('chika'));
  expect(await join(chika)).toMatchObject({ ok: false, message: expect.stringContaining('not shared with you') });
  expect(await join(chika, 'unknown')).toMatchObject({ ok: false });
  expect(await join(await connect(null))).toEqual({ ok: false, message: 'Sign in first, then try again.' });

  const emit = (...args: unknown[]) => (chika as Socket).timeout(5_000).emitWithAck('thread.join', ...args);
  expect(await emit(null)).toMatchObject({ ok: false });
  expect(await emit('pair1')).toMatchObject({ ok: false });
  expect(await emit({ thread: { $ne: '' }, after: null })).toMatchObject({
    ok: false,
    message: expect.stringContaining('thread'),
  });
  (chika as Socket).emit('thread.join');
  (chika as Socket).emit('thread.join', { thread: 'pair1', after: null }, 'no function');
  expect(await join(chika)).toMatchObject({ ok: false });
  expect(chika.connected).toBe(true);
});

test('presence tells who has the thread open, and that they left', async () => {
  const amara = await connect(await browserOf('amara'));
  const benBrowser = await browserOf('ben');
  const ben = await connect(benBrowser);
  const alone = next(amara, 'thread.presence');
  await join(amara);
  expect(await alone).toEqual({ thread: 'pair1', profiles: [keyOf(AMARA)] });
  const both = next(amara, 'thread.presence');
  await join(ben);
  expect(await both).toEqual({ thread: 'pair1', profiles: [keyOf(AMARA), keyOf(BEN)].sort() });
  const again = next(amara, 'thread.presence');
  ben.close();
  expect((await again).profiles).toEqual([keyOf(AMARA)]);
});

test('typing is told to the other one, once for a burst, and expires', async () => {
  const browser = await browserOf('amara');
  const [amara, amaraPhone, ben, chika] = [
    await connect(browser),
    await connect(browser),
    await connect(await browserOf('ben')),
    await connect(await browserOf('chika')),
  ];
  for (const client of [amara, amaraPhone, ben]) await join(client);
  const heard: boolean[] = [];
  const elsewhere: unknown[] = [];
  for (const client of [amaraPhone, chika]) client.on('thread.typing', (event) => elsewhere.push(event));
  const stopped = new Promise<void>((resolve) => {
    ben.on('thread.typing', ({ thread, profile, typing }) => {
      expect({ thread, profile }).toEqual({ thread: 'pair1', profile: keyOf(AMARA) });
      heard.push(typing);
      if (!typing) resolve();
    });
  });
  chika.emit('thread.typing', { thread: 'pair1', typing: true });
  for (let i = 0; i < 5; i++) amara.emit('thread.typing', { thread: 'pair1', typing: true });
  await stopped;
  expect(heard).toEqual([true, false]);
  expect(elsewhere).toEqual([]);
});

test('strangers watch public posts and nothing else', async () => {
  const anyone = await connect(null);
  expect(await anyone.emitWithAck('post.watch', { post: 'secret' })).toMatchObject({ ok: false });
  expect(await anyone.emitWithAck('post.watch', { post: 'public' })).toEqual({ ok: true, value: null });
  const heard: unknown[] = [];
  anyone.onAny((name, event) => heard.push([name, event]));
  const changed = next(anyone, 'post.changed');
  realtime.live.toPost('secret', { name: 'post.changed', post: 'secret' });
  realtime.live.toActor(AMARA, { name: 'pair.changed', pair: 'pair1' });
  realtime.live.toPost('public', { name: 'post.changed', post: 'public' });
  expect(await changed).toEqual({ post: 'public' });
  expect(heard).toEqual([['post.changed', { post: 'public' }]]);
});

test('every kind of event reaches the connections of an account', async () => {
  const amara = await connect(await browserOf('amara'));
  const heard: unknown[] = [];
  amara.onAny((name, event) => heard.push([name, event]));
  const last = next(amara, 'delivery.changed');
  realtime.live.toActor(AMARA, { name: 'post.changed', post: 'p1' });
  realtime.live.toActor(AMARA, { name: 'pair.changed', pair: 'r1' });
  realtime.live.toActor(AMARA, { name: 'feed.changed' });
  realtime.live.toActor(AMARA, { name: 'delivery.changed', subject: 's1' });
  await last;
  expect(heard).toEqual([
    ['post.changed', { post: 'p1' }],
    ['pair.changed', { pair: 'r1' }],
    ['feed.changed', {}],
    ['delivery.changed', { subject: 's1' }],
  ]);
});

test('a revoked session’s connections end at once, others stay', async () => {
  const laptop = await browserOf('amara');
  const phone = new Browser(origin, BASE);
  await phone.post('/session', { username: 'amara', password: PASSWORD });
  const [onLaptop, onPhone] = [await connect(laptop), await connect(phone)];
  const ended = once(onPhone as never, 'disconnect');
  const { items } = (await laptop.get('/me/sessions')).body;
  await laptop.delete(`/me/sessions/${items.find((session: { current: boolean }) => !session.current).id}`);
  expect((await ended)[0]).toBe('io server disconnect');
  expect(onLaptop.connected).toBe(true);
  // Its cookie opens a stranger's connection at most.
  expect(await join(await connect(phone))).toMatchObject({ ok: false, message: 'Sign in first, then try again.' });

  const out = once(onLaptop as never, 'disconnect');
  await laptop.delete('/session');
  await out;
});

test('who is signed out while they connect, however long they take for it, is a stranger', async () => {
  const browser = await browserOf('amara');
  const headers = { origin: BASE, cookie: browser.cookieHeader() };
  const at = `${origin}/socket.io/?EIO=4&transport=polling`;
  const begin = async () => {
    const opened = await (await fetch(at, { headers })).text();
    return `${at}&sid=${JSON.parse(opened.slice(1)).sid}`;
  };
  /** The rest of connecting (Engine.IO: message; Socket.IO: CONNECT), then a request; answers what comes back for it. */
  const finish = async (url: string) => {
    for (const body of ['40', '420["thread.join",{"thread":"pair1","after":null}]']) {
      expect((await fetch(url, { method: 'POST', body, headers })).status).toBe(200);
    }
    for (let heard = ''; ; ) {
      heard += await (await fetch(url, { headers })).text();
      const answer = /430\[(.*)\]/.exec(heard)?.[1];
      if (answer) return JSON.parse(answer);
    }
  };
  const [now, late] = [await begin(), await begin()];
  expect(await finish(now)).toMatchObject({ ok: true });
  await browser.delete('/session');
  expect(await finish(late)).toEqual({ ok: false, message: 'Sign in first, then try again.' });
});

test('another site’s page cannot connect with the cookie', async () => {
  const browser = await browserOf('amara');
  for (const transports of [['websocket'], ['polling']] as never[]) {
    await expect(connect(browser, { transports, headers: { origin: 'https://evil.example' } })).rejects.toThrow();
    await expect(connect(null, { transports, headers: { origin: 'null' } })).rejects.toThrow();
  }
  const { status } = await fetch(`${origin}/socket.io/?EIO=4&transport=polling`, {
    headers: { origin: 'https://evil.example' },
  });
  expect(status).toBe(400);
});

test('a connection that sends too much at once or too often is ended', async () => {
  const amara = await connect(await browserOf('amara'));
  const large = once(amara as never, 'disconnect');
  (amara as Socket).emit('thread.typing', { thread: 'x'.repeat(70_000), typing: true });
  await large;
  const flood = await connect(await browserOf('ben'));
  const ended = once(flood as never, 'disconnect');
  for (let i = 0; i < 250; i++) flood.emit('thread.typing', { thread: 'pair1', typing: true });
  expect((await ended)[0]).toBe('io server disconnect');
});

test('closing leaves the HTTP server to its owner', async () => {
  const amara = await connect(await browserOf('amara'));
  const ended = once(amara as never, 'disconnect');
  await realtime.close();
  await ended;
  expect(server.listening).toBe(true);
});
