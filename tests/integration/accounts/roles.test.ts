import { afterEach, expect, test } from 'vitest';
import { type AccountsServer, startAccounts } from './server.ts';

let server: AccountsServer;
afterEach(() => server.close());

async function idOf(username: string): Promise<string> {
  const found = (await server.accounts.list()).find((account) => account.username === username);
  if (!found) throw new Error(`no ${username}`);
  return found.id;
}

test('an admin changes roles, which count from the next request on', async () => {
  server = await startAccounts();
  const admin = await server.signedIn('ada', 'admin');
  const teacher = await server.signedIn('amara');
  const id = await idOf('amara');
  expect((await teacher.get('/admin/accounts')).status).toBe(403);
  expect(await admin.put(`/admin/accounts/${id}/role`, { role: 'organizer' })).toMatchObject({
    status: 200,
    body: { role: 'organizer' },
  });
  expect((await teacher.get('/admin/accounts')).status).toBe(200);
  expect((await teacher.put(`/admin/accounts/${id}/role`, { role: 'admin' })).status).toBe(403);
  expect((await admin.put('/admin/accounts/nobody/role', { role: 'admin' })).status).toBe(404);
});

test('there is always an admin, also when two lower each other at once', async () => {
  server = await startAccounts();
  const ada = await server.signedIn('ada', 'admin');
  const id = await idOf('ada');
  const refused = await ada.put(`/admin/accounts/${id}/role`, { role: 'teacher' });
  expect(refused).toMatchObject({ status: 409, body: { error: { message: expect.stringContaining('only admin') } } });

  const ben = await server.signedIn('ben', 'admin');
  const other = await idOf('ben');
  for (let round = 0; round < 10; round++) {
    await Promise.all([
      ada.put(`/admin/accounts/${other}/role`, { role: 'teacher' }),
      ben.put(`/admin/accounts/${id}/role`, { role: 'teacher' }),
    ]);
    const admins = (await server.accounts.list()).filter(({ role }) => role === 'admin');
    expect(admins.length).toBeGreaterThan(0);
    const db = server.db.collection<{ _id: string; role: string }>('accounts');
    await db.updateMany({}, { $set: { role: 'admin' } });
  }
});

test('accounts are paged, newest first', async () => {
  server = await startAccounts();
  const admin = await server.signedIn('ada', 'admin');
  for (const name of ['b1', 'b2', 'b3'])
    await server.accounts.create({ username: name, password: 'long enough', displayName: name, role: 'teacher' });
  const first = (await admin.get('/admin/accounts?limit=3')).body;
  expect(first.items.map((account: { username: string }) => account.username)).toEqual(['b3', 'b2', 'b1']);
  const second = (await admin.get(`/admin/accounts?limit=3&cursor=${first.next}`)).body;
  expect(second).toMatchObject({ items: [{ username: 'ada' }], next: null });
  expect(JSON.stringify(first)).not.toContain('scrypt');
});
