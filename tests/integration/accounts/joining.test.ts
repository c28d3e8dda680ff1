import { afterEach, expect, test } from 'vitest';
import { type AccountsServer, PASSWORD, startAccounts } from './server.ts';

let server: AccountsServer;
afterEach(() => server.close());

const person = (username: string) => ({ username, password: PASSWORD, displayName: 'Amara Okafor' });

test('set-up makes the first account an admin, once', async () => {
  server = await startAccounts({ registration: 'invite' });
  const browser = server.browser();
  expect((await browser.get('/instance')).body).toEqual({
    name: 'Test school',
    domain: 'school.example',
    version: '0.0.0',
    registration: 'invite',
    setupNeeded: true,
  });
  const wrong = await browser.post('/setup', { ...person('amara'), token: 'guess' });
  expect(wrong).toMatchObject({
    status: 403,
    body: { error: { fields: { token: expect.stringContaining('not the token') } } },
  });

  const done = await browser.post('/setup', { ...person('amara'), token: ` ${server.accounts.setUpToken} ` });
  expect(done).toMatchObject({ status: 201, body: { username: 'amara', role: 'admin' } });
  expect((await browser.get('/me')).body.role).toBe('admin');
  expect(server.actors).toEqual(['http://school.example/users/amara']);
  expect((await browser.get('/instance')).body.setupNeeded).toBe(false);
  expect((await browser.get('/admin/accounts')).status).toBe(200);

  const again = await server.browser().post('/setup', { ...person('ben'), token: server.accounts.setUpToken });
  expect(again).toMatchObject({ status: 409, body: { error: { code: 'conflict' } } });
});

test('of several set-ups at once exactly one succeeds', async () => {
  server = await startAccounts();
  const token = server.accounts.setUpToken;
  const names = ['amara', 'ben', 'chika', 'dele'];
  const answers = await Promise.all(names.map((name) => server.browser().post('/setup', { ...person(name), token })));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  expect(await server.db.collection('accounts').countDocuments()).toBe(1);
});

test('set-up attempts are limited', async () => {
  server = await startAccounts({ limits: { setUpByAddress: { attempts: 2, seconds: 60 } } });
  const guess = () => server.browser().post('/setup', { ...person('amara'), token: 'guess' });
  expect([(await guess()).status, (await guess()).status, (await guess()).status]).toEqual([403, 403, 429]);
});

test('on an open instance one is in at once', async () => {
  server = await startAccounts({ registration: 'open' });
  const browser = server.browser();
  const answer = await browser.post('/accounts', { ...person('  Amara '), invitation: 'ignored' });
  expect(answer).toMatchObject({ status: 201, body: { status: 'active', me: { username: 'amara', role: 'teacher' } } });
  expect((await browser.get('/me')).status).toBe(200);
  expect(server.actors).toHaveLength(1);
});

test('names that are taken, kept or malformed are refused at their field', async () => {
  server = await startAccounts();
  const names = Array.from({ length: 5 }, () => server.browser().post('/accounts', person('amara')));
  expect((await Promise.all(names)).map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
  const refused = async (fields: object) =>
    (await server.browser().post('/accounts', { ...person('ben'), ...fields })).body.error;
  expect(await refused({ username: 'AMARA' })).toMatchObject({
    code: 'conflict',
    fields: { username: 'This name is taken. Choose another.' },
  });
  expect(await refused({ username: 'Admin' })).toMatchObject({
    code: 'conflict',
    fields: { username: expect.stringContaining('kept') },
  });
  expect(await refused({ username: 'a.b' })).toMatchObject({
    code: 'invalid_input',
    fields: { username: expect.any(String) },
  });
  expect(await refused({ password: 'short' })).toMatchObject({
    code: 'invalid_input',
    fields: { password: expect.any(String) },
  });
});

test('sign-ups from one address are limited', async () => {
  server = await startAccounts({ limits: { signUpByAddress: { attempts: 1, seconds: 60 } } });
  expect((await server.browser().post('/accounts', person('amara'))).status).toBe(201);
  expect((await server.browser().post('/accounts', person('ben'))).status).toBe(429);
});

test('with approval one waits, then gets in or is turned away', async () => {
  server = await startAccounts({ registration: 'approval' });
  const organizer = await server.signedIn('olu', 'organizer');
  const browser = server.browser();
  expect((await browser.post('/accounts', person('amara'))).body).toEqual({ status: 'pending', me: null });
  await browser.post('/accounts', person('ben'));
  expect(browser.cookies.size).toBe(0);
  expect(server.actors).toEqual(['http://school.example/users/olu']);

  // Only who knows the password is told that the account exists and waits.
  const waiting = await browser.post('/session', { username: 'amara', password: PASSWORD });
  expect(waiting).toMatchObject({ status: 403, body: { error: { message: expect.stringContaining('waits') } } });
  expect((await browser.post('/session', { username: 'amara', password: 'guess' })).status).toBe(401);

  const list = (await organizer.get('/admin/accounts?status=pending')).body.items;
  expect(list.map((account: { username: string }) => account.username)).toEqual(['ben', 'amara']);
  const [ben, amara] = list;
  const approvals = await Promise.all([1, 2].map(() => organizer.post(`/admin/accounts/${amara.id}/approve`)));
  for (const approval of approvals) expect(approval).toMatchObject({ status: 200, body: { status: 'active' } });
  expect((await browser.post('/session', { username: 'amara', password: PASSWORD })).status).toBe(200);

  expect((await organizer.post(`/admin/accounts/${ben.id}/reject`)).status).toBe(204);
  expect((await organizer.post(`/admin/accounts/${ben.id}/reject`)).status).toBe(404);
  expect((await organizer.post(`/admin/accounts/${amara.id}/reject`)).status).toBe(409);
  expect((await organizer.post('/admin/accounts/nobody/approve')).status).toBe(404);
  expect((await server.browser().post('/accounts', person('ben'))).status).toBe(201);
});

test('an invitation for one lets one of five in', async () => {
  server = await startAccounts({ registration: 'invite' });
  const organizer = await server.signedIn('olu', 'organizer');
  expect((await server.browser().post('/accounts', person('amara'))).body.error.fields).toHaveProperty('invitation');

  const { body: invitation, status } = await organizer.post('/admin/invitations', { note: 'For Amara' });
  expect(status).toBe(201);
  expect(invitation).toMatchObject({ note: 'For Amara', usesLeft: 1 });
  const typed = invitation.code.toUpperCase().replaceAll('-', ' ');
  const names = ['a1', 'a2', 'a3', 'a4', 'a5'];
  const answers = await Promise.all(
    names.map((name) => server.browser().post('/accounts', { ...person(name), invitation: typed })),
  );
  expect(answers.map((answer) => answer.status).sort()).toEqual([201, 403, 403, 403, 403]);
  expect(await server.db.collection('accounts').countDocuments()).toBe(2);
  expect((await organizer.get('/admin/invitations')).body.items).toEqual([]);
});

test('a use is given back when the name was taken, and a withdrawn or old invitation does not work', async () => {
  const clock = { time: Date.now(), now: () => new Date(clock.time) };
  server = await startAccounts({ registration: 'invite', clock });
  const organizer = await server.signedIn('olu', 'organizer');
  const invite = async (body: object) => (await organizer.post('/admin/invitations', body)).body;
  const join = (username: string, invitation: string) =>
    server.browser().post('/accounts', { ...person(username), invitation });

  const one = await invite({});
  expect((await join('olu', one.code)).status).toBe(409);
  expect((await join('amara', one.code)).status).toBe(201);

  const withdrawn = await invite({});
  expect((await organizer.delete(`/admin/invitations/${withdrawn.id}`)).status).toBe(204);
  expect((await organizer.delete(`/admin/invitations/${withdrawn.id}`)).status).toBe(404);
  expect((await join('ben', withdrawn.code)).status).toBe(403);

  const short = await invite({ validDays: 1 });
  clock.time += 25 * 3600 * 1000;
  expect((await join('ben', short.code)).status).toBe(403);
});

test('an invitation spares the waiting where organizers approve', async () => {
  server = await startAccounts({ registration: 'approval' });
  const organizer = await server.signedIn('olu', 'organizer');
  const { body } = await organizer.post('/admin/invitations', { uses: 2 });
  expect((await server.browser().post('/accounts', { ...person('amara'), invitation: body.code })).body.status).toBe(
    'active',
  );
  expect((await server.browser().post('/accounts', { ...person('ben'), invitation: 'mistyped' })).status).toBe(403);
});
