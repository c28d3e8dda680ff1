import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createApp } from '../../../server/app.ts';
import { createModeration, type Moderation } from '../../../server/features/moderation/index.ts';
import type { Role } from '../../../shared/vocabulary.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { Browser } from '../http/client.ts';
import { type Listening, listen } from '../http/listening.ts';

const domain = 'school.example';
let database: TestDatabase;
let blocks: Moderation;
let server: Listening;
let role: Role | null;

const people = { suspendedActors: async () => new Set<string>() };
const open = () => createModeration({ db: database.database, domain, people, logger: pino({ level: 'silent' }) });

beforeEach(async () => {
  role = 'admin';
  database = await openTestDatabase();
  blocks = await open();
  const app = createApp({
    config: { baseUrl: `http://${domain}`, trustProxy: false, instanceName: 'School' },
    version: '0.0.0',
    db: database.database,
    logger: pino({ level: 'silent' }),
    federationRouter: (_req, _res, next) => next(),
    authenticate(req, _res, next) {
      if (role) req.user = { id: 'a1', username: 'ada', role, actor: `http://${domain}/users/ada` };
      next();
    },
    sessionCookie: 'staffroom.sid',
    apiRouters: [blocks.router],
    client: { clientDir: '/nonexistent' },
  });
  server = await listen(app);
});
afterEach(async () => {
  await server.close();
  blocks.close();
  await database.dispose();
});

const browser = () => new Browser(server.origin, `http://${domain}`);

test('a blocked domain covers its subdomains and ports, and nothing that only looks like it', async () => {
  const answer = await browser().put('/admin/domain-blocks/Evil.example', { reason: 'Spam' });
  expect(answer).toMatchObject({ status: 200, body: { domain: 'evil.example', reason: 'Spam' } });
  for (const host of ['evil.example', 'EVIL.example', 'evil.example.', 'evil.example:8443', 'a.b.evil.example']) {
    expect(blocks.policy.isBlocked(host), host).toBe(true);
  }
  for (const host of ['notevil.example', 'example', 'evil.example.org', 'school.example', '']) {
    expect(blocks.policy.isBlocked(host), host).toBe(false);
  }
});

test('a block of one port leaves the others', async () => {
  await browser().put('/admin/domain-blocks/localhost%3A4001', {});
  expect(blocks.policy.isBlocked('localhost:4001')).toBe(true);
  expect(blocks.policy.isBlocked('localhost:4002')).toBe(false);
  expect(blocks.policy.isBlocked('localhost')).toBe(false);
});

test('blocks are kept, listed, changed and lifted', async () => {
  await browser().put('/admin/domain-blocks/evil.example', { reason: 'Spam' });
  await browser().put('/admin/domain-blocks/evil.example', { reason: 'Harassment' });
  expect((await browser().get('/admin/domain-blocks')).body.items).toMatchObject([
    { domain: 'evil.example', reason: 'Harassment' },
  ]);

  // As another process sees it.
  const other = await open();
  expect(other.policy.isBlocked('evil.example')).toBe(true);
  expect((await browser().delete('/admin/domain-blocks/evil.example')).status).toBe(204);
  expect(blocks.policy.isBlocked('evil.example')).toBe(false);
  await other.refresh();
  expect(other.policy.isBlocked('evil.example')).toBe(false);
  other.close();
  expect((await browser().delete('/admin/domain-blocks/evil.example')).status).toBe(404);
});

test('this instance cannot block itself, and only admins block', async () => {
  for (const own of ['school.example', 'example']) {
    expect(await browser().put(`/admin/domain-blocks/${own}`, {})).toMatchObject({ status: 409 });
  }
  expect((await browser().put('/admin/domain-blocks/not_a_domain', {})).body.error.fields).toHaveProperty('domain');
  role = 'organizer';
  expect((await browser().put('/admin/domain-blocks/evil.example', {})).status).toBe(403);
  role = null;
  expect((await browser().get('/admin/domain-blocks')).status).toBe(401);
  expect(blocks.policy.isBlocked('evil.example')).toBe(false);
});
