import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../../server/core/clock.ts';
import { createKeyRing, createNaming } from '../../../server/federation/index.ts';
import { createAddressRules } from '../../../server/federation/transport/addresses.ts';
import { createOutside, type Outside } from '../../../server/federation/transport/outside.ts';
import * as profiles from '../../../shared/contracts/profiles.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { keyPair, Peer, post } from '../../support/federation/peer.ts';
import { scene } from '../../support/federation/security-case.ts';
import { startInstance } from '../../support/instance.ts';

let database: TestDatabase;
let inner: Peer;
beforeAll(async () => {
  [database, inner] = await Promise.all([openTestDatabase(), Peer.start()]);
});
afterAll(() => Promise.all([inner.stop(), database.dispose()]));

function outside(allowPrivate: string[]): Outside {
  const naming = createNaming('https://school.example');
  const keys = createKeyRing(database.database, 'a secret of the test, 32 characters', systemClock);
  const policy = { isBlocked: () => false, isSuspended: () => false };
  return createOutside({ db: database.database, naming, keys, policy, clock: systemClock, allowPrivate, version: '0' });
}

describe('15: addresses inside', () => {
  const FORBIDDEN = [
    ...['127.0.0.1', '127.8.8.8', '10.0.0.1', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'],
    ...['198.18.0.1', '192.0.0.1', '224.0.0.1', '240.0.0.1', '255.255.255.255', '192.88.99.1'],
    ...['::1', '::', '::7f00:1', '::ffff:127.0.0.1', '::ffff:7f00:1', 'fe80::1', 'fc00::1', 'fec0::1', 'ff02::1'],
    ...['2002:7f00:1::', '64:ff9b::7f00:1', '64:ff9b:1::1', '2001:0:1::1', '2001:db8::1', '100::1', 'not an address'],
  ];
  test('none of their forms passes', () => {
    const rules = createAddressRules([]);
    for (const address of FORBIDDEN) expect(rules.allows(address), address).toBe(false);
    for (const address of ['1.1.1.1', '93.184.216.34', '2606:4700::1111'])
      expect(rules.allows(address), address).toBe(true);
    const opened = createAddressRules(['10.0.0.0/8', 'fd00::/8']);
    for (const address of ['10.2.3.4', 'fd00::1']) expect(opened.allows(address), address).toBe(true);
    for (const address of ['11.0.0.1', '192.168.0.1', '::ffff:10.0.0.1'])
      expect(opened.isOpenedPrivate(address)).toBe(false);
  });

  test('no socket is opened to them', async () => {
    const out = outside([]);
    const { port } = inner;
    const hosts = [
      'localhost',
      '127.0.0.1',
      '127.1',
      '0x7f.1',
      '0177.0.0.1',
      '2130706433',
      '0.0.0.0',
      '0',
      '[::1]',
      '[::]',
    ];
    const forms = [
      '[::ffff:127.0.0.1]',
      '[::7f00:1]',
      '[2002:7f00:1::]',
      '[2001:0:7f00:1::80ff:fffe]',
      '[::ffff:7f00:1]',
      '[::ffff:0:127.0.0.1]',
      '[fe80::1]',
      '127.000.000.001',
      '0x7f000001',
      '017700000001',
      '%31%32%37.0.0.1',
      '①②⑦.0.0.1',
      '[64:ff9b::7f00:1]',
      'localhost.',
      '127.0.0.1.',
    ];
    for (const host of [...hosts, ...forms]) {
      for (const scheme of ['http', 'https']) {
        await expect(out.fetcher.document(`${scheme}://${host}:${port}/x`), host).rejects.toThrow(/refused|later/);
      }
    }
    // What goes out to inboxes and push services has the same guard.
    for (const host of ['localhost', '127.0.0.1', '2130706433', '[::ffff:127.0.0.1]', '[64:ff9b::7f00:1]']) {
      const answer = await out.post(`http://${host}:${port}/inbox`, { headers: {}, body: new Uint8Array() });
      expect([null, 'refused'], host).toContain(answer);
    }
    for (const url of [
      'file:///etc/passwd',
      'gopher://localhost/',
      'ftp://localhost/',
      `http://u:p@localhost:${port}/`,
    ]) {
      await expect(out.fetcher.document(url)).rejects.toThrow('refused');
    }
    expect(inner.connections).toBe(0);
    await out.close();
  });

  test('nor by a whole instance, whatever asks it to', async () => {
    const instance = await startInstance({ env: { FEDERATION_ALLOW_PRIVATE: '' } });
    try {
      const amara = await instance.signUp('amara');
      const iri = `${inner.origin}/users/x`;
      const { privateKey } = keyPair();
      const answer = await post(
        `${instance.baseUrl}/inbox`,
        { id: `${iri}/1`, type: 'Like', actor: iri, object: iri },
        {
          keyId: `${iri}#main-key`,
          privateKey,
        },
      );
      expect(answer.status).toBe(401);
      for (const host of [inner.host, `127.0.0.1:${inner.port}`]) {
        const found = await amara.try(profiles.getProfile, { params: { handle: `@x@${host}` } });
        expect(found.status).toBeGreaterThanOrEqual(400);
      }
      expect(await instance.services.federation.remote.fetch(iri)).toBeNull();
      expect(inner.connections).toBe(0);
    } finally {
      await instance.stop();
    }
  });
});

describe('16 and 17: redirects', () => {
  test('from an allowed address to a forbidden one are not followed', async () => {
    // 127.0.0.1 plays the public internet here, 127.0.0.2 the inside.
    const hidden = await Peer.start('127.0.0.2', 0, '127.0.0.2');
    const out = outside(['127.0.0.1/32']);
    const location = `${hidden.origin}/secret`;
    inner.pages.set('/r', { status: 302, headers: { location } });
    const at = `http://127.0.0.1:${inner.port}`;
    await expect(out.fetcher.document(`${at}/r`)).rejects.toThrow('refused');
    // WebFinger and NodeInfo, and files.
    await expect(out.fetcher.json(`${at}/r`, ['application/jrd+json'])).rejects.toThrow('refused');
    await expect(out.fetcher.file(`${at}/r`, 'image/*', 1024)).rejects.toThrow('refused');
    expect(inner.asked.filter(({ path }) => path === '/r')).toHaveLength(3);
    // Nor by the second hop, nor to another protocol.
    inner.pages.set('/rr', { status: 307, headers: { location: '/r' } });
    await expect(out.fetcher.document(`${at}/rr`)).rejects.toThrow('refused');
    inner.pages.set('/f', { status: 302, headers: { location: 'file:///etc/passwd' } });
    await expect(out.fetcher.document(`${at}/f`)).rejects.toThrow('refused');
    expect(hidden.connections).toBe(0);
    await out.close();
    await hidden.stop();
  });

  test('stop after three', async () => {
    const out = outside(['127.0.0.0/8']);
    inner.pages.set('/loop', { status: 301, headers: { location: '/loop' } });
    await expect(out.fetcher.document(`${inner.origin}/loop`)).rejects.toThrow('redirects');
    expect(inner.asked.filter(({ path }) => path === '/loop')).toHaveLength(4);
    await out.close();
  });
});

describe('16 and 17 for keys', () => {
  const s = scene({ env: { FEDERATION_ALLOW_PRIVATE: '127.0.0.1/32' } });
  test('a key behind a redirect to the inside, and a dead one, are asked for once', async () => {
    const hidden = await Peer.start('127.0.0.2', 0, '127.0.0.2');
    s.evil.pages.set('/users/redirect', { status: 302, headers: { location: `${hidden.origin}/k` } });
    const before = await s.state();
    for (const name of ['redirect', 'dead']) {
      const keyId = `${s.evil.origin}/users/${name}`;
      for (let times = 0; times < 3; times++) {
        expect((await post(s.inbox, s.create(s.mallory), { ...s.mallory, keyId })).status).toBe(401);
      }
      expect(s.evil.asked.filter(({ path }) => path === `/users/${name}`)).toHaveLength(1);
    }
    expect(hidden.connections).toBe(0);
    expect(await s.state()).toBe(before);
    await hidden.stop();
  });

  test('WebFinger and a picture behind one lead nowhere either', async () => {
    const hidden = await Peer.start('127.0.0.2', 0, '127.0.0.2');
    const resource = encodeURIComponent(`acct:eve@${s.evil.host}`);
    const location = `${hidden.origin}/secret`;
    s.evil.pages.set(`/.well-known/webfinger?resource=${resource}`, { status: 302, headers: { location } });
    s.evil.pages.set('/p.jpg', { status: 302, headers: { location } });
    const before = await s.state();
    const found = await s.amara.try(profiles.getProfile, { params: { handle: `@eve@${s.evil.host}` } });
    expect(found.status).toBeGreaterThanOrEqual(400);
    const { files } = s.instance.services.federation;
    expect(await files.read(`${s.evil.origin}/p.jpg`, 'image/*', 1024)).toBeNull();
    expect(hidden.connections).toBe(0);
    expect(await s.state()).toBe(before);
    await hidden.stop();
  });

  test.each([
    ['closed', (socket: Socket) => socket.destroy()],
    ['reset', (socket: Socket) => socket.resetAndDestroy()],
  ])('a host that had just %s a connection kept from before is not dead', async (_how, end) => {
    const out = outside(['127.0.0.0/8']);
    const host = await Peer.start();
    const id = `${host.origin}/note`;
    const used = new WeakSet<Socket>();
    let closed = 0;
    host.pages.set('/note', ({ socket }, res) => {
      if (used.has(socket)) {
        closed += 1;
        return void end(socket);
      }
      used.add(socket);
      res.writeHead(200, { 'content-type': 'application/activity+json' }).end(JSON.stringify({ id, type: 'Note' }));
    });
    for (let times = 0; times < 3; times++) expect(await out.fetcher.document(id)).toMatchObject({ id });
    expect(closed).toBeGreaterThan(0);
    await out.close();
    await host.stop();
  });

  test('a dead host is asked once, whoever of it is looked for', async () => {
    let asked = 0;
    const dead = await Peer.start();
    dead.pages.set('/users/a', (req) => {
      asked += 1;
      req.socket.destroy();
    });
    dead.pages.set('/users/b', (req) => {
      asked += 1;
      req.socket.destroy();
    });
    const { remote } = s.instance.services.federation;
    for (const name of ['a', 'a', 'b']) expect(await remote.fetch(`${dead.origin}/users/${name}`)).toBeNull();
    expect(asked).toBe(1);
    await dead.stop();
  });

  test('a host is not dead because whoever asks had no more time', async () => {
    const out = outside(['127.0.0.0/8']);
    const slow = await Peer.start();
    slow.pages.set('/slow', () => {});
    slow.pages.set('/there', { id: `${slow.origin}/there`, type: 'Note' });
    await expect(out.fetcher.document(`${slow.origin}/slow`, AbortSignal.timeout(100))).rejects.toThrow();
    expect(await out.fetcher.document(`${slow.origin}/there`)).toMatchObject({ type: 'Note' });
    await out.close();
    await slow.stop();
  });

  test('bad signatures with a known key do not make us ask for it each time', async () => {
    expect((await s.send(s.bo, s.create(s.bo))).status).toBe(202);
    const asked = s.good.asked.length;
    for (let times = 0; times < 5; times++) {
      expect((await post(s.inbox, s.create(s.bo), { ...s.bo, privateKey: s.mallory.privateKey })).status).toBe(401);
    }
    expect(s.good.asked.length - asked).toBeLessThanOrEqual(1);
  });
});

describe('20: answers without an end', () => {
  test('too large', async () => {
    const out = outside(['127.0.0.0/8']);
    inner.pages.set('/large', (_req, res) => {
      res.writeHead(200, { 'content-type': 'application/activity+json' });
      const more = () => {
        while (!res.destroyed && res.write('x'.repeat(65_536)));
      };
      res.on('drain', more);
      more();
    });
    await expect(out.fetcher.document(`${inner.origin}/large`)).rejects.toThrow('too large');
    await out.close();
  });

  test('in drops: cut at the deadline', async () => {
    const out = outside(['127.0.0.0/8']);
    inner.pages.set('/drops', (_req, res) => {
      res.writeHead(200, { 'content-type': 'application/activity+json' });
      const timer = setInterval(() => res.write(' '), 50);
      res.on('close', () => clearInterval(timer));
    });
    const started = Date.now();
    const asked = out.fetcher.document(`${inner.origin}/drops`, AbortSignal.timeout(400));
    await expect(asked).rejects.toThrow('timeout');
    expect(Date.now() - started).toBeLessThan(3_000);
    await out.close();
  });
});
