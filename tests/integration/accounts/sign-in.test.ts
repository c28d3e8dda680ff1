import { scryptSync } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { type AccountsServer, CHEAP, PASSWORD, startAccounts } from './server.ts';

let server: AccountsServer;
afterEach(() => server.close());

test('signing in sets a cookie that scripts cannot read and other sites cannot send', async () => {
  server = await startAccounts();
  const browser = await server.signedIn('amara');
  expect(browser.setCookie).toMatch(/^staffroom\.sid=s%3A[^;]+; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/);
  expect((await browser.get('/me')).body).toMatchObject({
    username: 'amara',
    handle: '@amara@school.example',
    role: 'teacher',
  });

  expect((await browser.delete('/session')).status).toBe(204);
  expect([...browser.cookies.keys()]).toEqual(['language']);
  expect((await browser.get('/me')).status).toBe(401);
});

test('on https the cookie is Secure, whatever the proxy in front says', async () => {
  server = await startAccounts({ baseUrl: 'https://school.example' });
  const browser = await server.signedIn('amara');
  expect(browser.setCookie).toContain('; Secure');
  expect((await browser.get('/me')).status).toBe(200);
});

test('a session id that was planted before signing in is worth nothing', async () => {
  server = await startAccounts();
  const attacker = await server.signedIn('mallory');
  const victim = server.browser();
  for (const [name, value] of attacker.cookies) victim.cookies.set(name, value);
  await server.accounts.create({ username: 'amara', password: PASSWORD, displayName: 'Amara', role: 'teacher' });
  await victim.post('/session', { username: 'amara', password: PASSWORD });
  expect(victim.cookieHeader()).not.toBe(attacker.cookieHeader());
  expect((await victim.get('/me')).body.username).toBe('amara');
  // The planted session was replaced, not merely left behind.
  expect((await attacker.get('/me')).status).toBe(401);
});

test('an unknown name and a wrong password get the same answer for the same work', async () => {
  let computed = 0;
  server = await startAccounts({
    passwords: {
      cost: CHEAP,
      derive: async (password, salt, cost) => {
        computed += 1;
        return scryptSync(password, salt, 32, cost);
      },
    },
  });
  await server.accounts.create({ username: 'amara', password: PASSWORD, displayName: 'Amara', role: 'teacher' });
  const attempt = async (username: string) => {
    const before = computed;
    const answer = await server.browser().post('/session', { username, password: 'not the password' });
    return { status: answer.status, body: answer.body, work: computed - before };
  };
  const wrong = await attempt('amara');
  expect(wrong).toMatchObject({ status: 401, body: { error: { code: 'unauthenticated' } }, work: 1 });
  expect(await attempt('nobody_here')).toEqual(wrong);
  expect(await server.browser().post('/session', { username: 'amara', password: PASSWORD })).toMatchObject({
    status: 200,
  });
});

test('a stranger creates no session, whatever cookie they bring', async () => {
  server = await startAccounts();
  const browser = server.browser();
  expect((await browser.get('/instance')).status).toBe(200);
  expect((await browser.get('/me')).status).toBe(401);
  await browser.post('/session', { username: 'amara', password: 'x' });
  browser.cookies.set('staffroom.sid', 's%3Aforged.signature');
  expect((await browser.get('/me')).status).toBe(401);
  expect(browser.setCookie).toBeNull();
  expect(await server.db.collection('sessions').countDocuments()).toBe(0);
});

test('a name or address that guesses is slowed down with the time to wait', async () => {
  server = await startAccounts({ limits: { signInByAddressAndName: { attempts: 3, seconds: 600 } } });
  await server.signedIn('amara');
  const guess = () => server.browser().post('/session', { username: 'amara', password: 'guess' });
  const answers = await Promise.all([guess(), guess(), guess(), guess(), guess()]);
  expect(answers.map(({ status }) => status).sort()).toEqual([401, 401, 401, 429, 429]);
  const refused = await guess();
  expect(refused.body.error).toEqual({
    code: 'too_many_requests',
    message: 'There were too many attempts. Try again in 10 minutes.',
  });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(590);
  // The right password does not help now; from elsewhere the owner still gets in.
  expect((await server.browser().post('/session', { username: 'amara', password: PASSWORD })).status).toBe(429);
  const elsewhere = server.browser({ 'x-forwarded-for': '203.0.113.9' });
  expect((await elsewhere.post('/session', { username: 'amara', password: PASSWORD })).status).toBe(200);
});

test('right passwords do not use up attempts', async () => {
  server = await startAccounts({ limits: { signInByAddressAndName: { attempts: 2, seconds: 600 } } });
  await server.signedIn('amara');
  for (let i = 0; i < 5; i++) {
    expect((await server.browser().post('/session', { username: 'amara', password: PASSWORD })).status).toBe(200);
  }
});

test('an IPv6 network counts as one address', async () => {
  server = await startAccounts({ limits: { signInByAddress: { attempts: 2, seconds: 600 } } });
  const from = (address: string, name: string) =>
    server.browser({ 'x-forwarded-for': address }).post('/session', { username: name, password: 'guess' });
  expect((await from('2001:db8:1:2::1', 'a1')).status).toBe(401);
  expect((await from('2001:db8:1:2::2', 'a2')).status).toBe(401);
  expect((await from('2001:db8:1:2:ffff::3', 'a3')).status).toBe(429);
  expect((await from('2001:db8:1:3::1', 'a4')).status).toBe(401);
});

test('a password hash made with older parameters is renewed at sign-in', async () => {
  server = await startAccounts();
  await server.signedIn('amara');
  const accounts = server.db.collection<{ _id: string; passwordHash: string }>('accounts');
  const key = scryptSync(PASSWORD, 'salt', 32, { N: 8, r: 1, p: 1 }).toString('base64url');
  const old = `scrypt$8,1,1$${Buffer.from('salt').toString('base64url')}$${key}`;
  await accounts.updateOne({ username: 'amara' }, { $set: { passwordHash: old } });
  expect((await server.browser().post('/session', { username: 'amara', password: PASSWORD })).status).toBe(200);
  expect((await accounts.findOne({ username: 'amara' }))?.passwordHash).toMatch(/^scrypt\$16,1,1\$/);
  expect((await server.browser().post('/session', { username: 'amara', password: PASSWORD })).status).toBe(200);
});

test('an account that a crash left without its actor gets it at sign-in', async () => {
  let broken = true;
  server = await startAccounts({
    createActor: async ({ username }) => {
      if (broken) throw new Error('crash');
      return `http://school.example/users/${username}`;
    },
  });
  const browser = server.browser();
  expect(
    (await browser.post('/accounts', { username: 'amara', password: PASSWORD, displayName: 'Amara' })).status,
  ).toBe(500);
  broken = false;
  expect((await browser.post('/session', { username: 'amara', password: PASSWORD })).status).toBe(200);
  expect((await browser.get('/me')).status).toBe(200);
});

test('a stranger costs no read, and an ended session one', async () => {
  let reads = 0;
  server = await startAccounts({
    count() {
      reads += 1;
    },
  });
  const browser = await server.signedIn('amara');
  const ended = server.browser();
  for (const [name, value] of browser.cookies) ended.cookies.set(name, value);
  await browser.delete('/session');
  const readsOf = async (from: typeof browser) => {
    reads = 0;
    expect((await from.get('/me')).status).toBe(401);
    return reads;
  };
  expect(await readsOf(server.browser())).toBe(0);
  const forged = server.browser();
  forged.cookies.set('staffroom.sid', 's%3Aforged.signature');
  expect(await readsOf(forged)).toBe(0);
  expect(await readsOf(ended)).toBe(1);
});
