import { afterEach, expect, test } from 'vitest';
import { type AccountsServer, PASSWORD, startAccounts } from './server.ts';

let server: AccountsServer;
afterEach(() => server.close());

test('sessions are listed with what tells them apart, and revoked at once', async () => {
  server = await startAccounts();
  const ended: string[] = [];
  server.accounts.onSessionsEnded((ids) => void ended.push(...ids));
  const laptop = await server.signedIn('amara');
  const phone = server.browser({ 'user-agent': `Phone ${'x'.repeat(500)}` });
  await phone.post('/session', { username: 'amara', password: PASSWORD });
  const stranger = await server.signedIn('ben');

  const { items } = (await laptop.get('/me/sessions')).body;
  expect(items).toHaveLength(2);
  expect(items.filter((session: { current: boolean }) => session.current)).toHaveLength(1);
  const other = items.find((session: { current: boolean }) => !session.current);
  expect(other.userAgent).toMatch(/^Phone x+$/);
  expect(other.userAgent).toHaveLength(200);
  // Neither the database nor this list holds what the cookie holds.
  expect(phone.cookieHeader()).not.toContain(other.id);

  expect((await stranger.delete(`/me/sessions/${other.id}`)).status).toBe(404);
  expect((await laptop.delete(`/me/sessions/${other.id}`)).status).toBe(204);
  expect(ended).toEqual([other.id]);
  expect((await phone.get('/me')).status).toBe(401);
  expect((await laptop.get('/me')).status).toBe(200);
});

test('changing the password signs out everywhere else, scripts too', async () => {
  server = await startAccounts();
  const laptop = await server.signedIn('amara');
  const phone = server.browser();
  await phone.post('/session', { username: 'amara', password: PASSWORD });
  const next = 'a quite different sentence';
  const { secret } = (await laptop.post('/me/tokens', { name: 'Backup script' })).body;
  const script = server.browser({ authorization: `Bearer ${secret}` });

  const wrong = await laptop.put('/me/password', { current: 'guess', next });
  expect(wrong).toMatchObject({
    status: 400,
    body: { error: { fields: { current: 'This is not your current password.' } } },
  });
  expect([(await phone.get('/me')).status, (await script.get('/me')).status]).toEqual([200, 200]);

  expect((await laptop.put('/me/password', { current: PASSWORD, next })).status).toBe(204);
  expect((await laptop.get('/me')).status).toBe(200);
  expect([(await phone.get('/me')).status, (await script.get('/me')).status]).toEqual([401, 401]);
  expect((await laptop.get('/me/tokens')).body.items).toEqual([]);
  expect((await server.browser().post('/session', { username: 'amara', password: PASSWORD })).status).toBe(401);
  expect((await server.browser().post('/session', { username: 'amara', password: next })).status).toBe(200);
});

test('guesses at the current password are limited', async () => {
  server = await startAccounts({ limits: { changePassword: { attempts: 1, seconds: 60 } } });
  const browser = await server.signedIn('amara');
  const guess = () => browser.put('/me/password', { current: 'guess', next: 'a quite different sentence' });
  expect([(await guess()).status, (await guess()).status]).toEqual([400, 429]);
});

test('a session ends after thirty days without use, and use keeps it', async () => {
  const clock = { time: Date.now(), now: () => new Date(clock.time) };
  const day = 24 * 3600 * 1000;
  server = await startAccounts({ clock });
  const browser = await server.signedIn('amara');
  for (let i = 0; i < 3; i++) {
    clock.time += 20 * day;
    expect((await browser.get('/me')).status).toBe(200);
  }
  clock.time += 31 * day;
  expect((await browser.get('/me')).status).toBe(401);
});

test('the use of a session is written down every few minutes only', async () => {
  const clock = { time: Date.now(), now: () => new Date(clock.time) };
  server = await startAccounts({ clock });
  const browser = await server.signedIn('amara');
  const lastSeen = async () => (await browser.get('/me/sessions')).body.items[0].lastSeenAt;
  const first = await lastSeen();
  clock.time += 60_000;
  await browser.get('/me');
  expect(await lastSeen()).toBe(first);
  clock.time += 600_000;
  await browser.get('/me');
  expect(await lastSeen()).toBe(clock.now().toISOString());
});

test('an API token acts for its account until it is revoked', async () => {
  server = await startAccounts();
  const browser = await server.signedIn('amara');
  const created = await browser.post('/me/tokens', { name: 'Backup script' });
  expect(created).toMatchObject({ status: 201, body: { token: { name: 'Backup script', lastUsedAt: null } } });
  const { secret, token } = created.body;
  const stored = await server.db.collection('api_tokens').find().toArray();
  expect(JSON.stringify(stored)).not.toContain(secret);

  const script = server.browser({ authorization: `Bearer ${secret}`, origin: 'https://elsewhere.example' });
  expect((await script.get('/me')).body.username).toBe('amara');
  expect((await script.post('/me/tokens', { name: 'Another' })).status).toBe(201);
  expect(script.setCookie).toBeNull();
  expect((await browser.get('/me/tokens')).body.items).toMatchObject([
    { name: 'Another' },
    { id: token.id, lastUsedAt: expect.any(String) },
  ]);

  const stranger = await server.signedIn('ben');
  expect((await stranger.delete(`/me/tokens/${token.id}`)).status).toBe(404);
  expect((await browser.delete(`/me/tokens/${token.id}`)).status).toBe(204);
  expect(await script.get('/me')).toMatchObject({
    status: 401,
    body: { error: { message: expect.stringContaining('token') } },
  });
});

test('a wrong token is not covered up by a good cookie, nor is a token taken from the address', async () => {
  server = await startAccounts();
  const browser = await server.signedIn('amara');
  expect((await browser.call('GET', '/me', undefined, { authorization: 'Bearer nonsense' })).status).toBe(401);
  const { secret } = (await browser.post('/me/tokens', { name: 'x' })).body;
  expect((await server.browser().get(`/me?access_token=${secret}`)).status).toBe(401);
});

test('another site cannot make a signed-in browser change anything', async () => {
  server = await startAccounts();
  const browser = await server.signedIn('amara');
  const forged = await browser.call('POST', '/me/tokens', { name: 'x' }, { origin: 'https://evil.example' });
  expect(forged).toMatchObject({ status: 403, body: { error: { code: 'forbidden' } } });
  expect((await browser.get('/me/tokens')).body.items).toEqual([]);
});
