import express, { Router } from 'express';
import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { AppFailure, appError } from '../../../server/core/errors.ts';
import type { Principal } from '../../../server/core/principal.ts';
import { fail, ok } from '../../../server/core/result.ts';
import { jsonBody } from '../../../server/http/body.ts';
import { bind, bindOpen } from '../../../server/http/endpoint.ts';
import { errorHandler } from '../../../server/http/errors.ts';
import { StorageUnavailableError } from '../../../server/storage/index.ts';
import { endpoint, IdParams, PageQuery } from '../../../shared/contracts/endpoint.ts';
import { type Listening, listen } from '../../integration/http/listening.ts';

const write = endpoint({
  method: 'POST',
  path: '/things/:id',
  summary: 'Write a thing',
  access: 'account',
  status: 201,
  params: IdParams,
  query: PageQuery,
  body: z.object({
    title: z.string().min(1).max(5),
    count: z.number().int().optional(),
    tags: z.array(z.string()).default([]),
  }),
  response: z.object({ title: z.string() }),
});
const look = endpoint({
  method: 'GET',
  path: '/look',
  summary: 'Look',
  access: 'anyone',
  response: z.object({ who: z.string() }),
});
const manage = endpoint({ method: 'PUT', path: '/manage', summary: 'Manage', access: 'organizer' });
const own = endpoint({ method: 'PUT', path: '/own', summary: 'Own', access: 'admin' });
const crash = endpoint({
  method: 'POST',
  path: '/crash',
  summary: 'Crash',
  access: 'anyone',
  body: z.object({ how: z.string() }),
});

let server: Listening | undefined;
let logged: Record<string, unknown>[];
afterEach(() => server?.close());

async function start(principal?: Partial<Principal>): Promise<Listening> {
  logged = [];
  const app = express();
  const api = Router();
  app.use(jsonBody());
  app.use((req, _res, next) => {
    if (principal)
      req.user = { id: 'a', username: 'amara', role: 'teacher', actor: 'https://x.example/u/a', ...principal };
    next();
  });
  bind(api, write, async ({ body, account, params, query, asker }) => {
    if (params.id === 'taken') return fail(appError('conflict', 'Taken.', { title: 'Taken.' }));
    expect(asker).toEqual({ kind: 'actor', iri: account.actor });
    expect(query.limit).toBe(20);
    const value = { title: body.title, secret: 'not in the contract' };
    return ok(value);
  });
  bindOpen(api, look, async ({ account }) => ok({ who: account?.username ?? 'nobody' }));
  bind(api, manage, async () => ok(undefined));
  bind(api, own, async () => ok(undefined));
  bindOpen(api, crash, async ({ body }) => {
    if (body.how === 'failure') throw new AppFailure(appError('gone', 'It is gone.'));
    if (body.how === 'storage') throw new StorageUnavailableError('disk');
    throw new Error('the password is hunter2');
  });
  app.use('/api', api);
  app.use(errorHandler(pino({ level: 'error' }, { write: (line) => void logged.push(JSON.parse(line)) })));
  server = await listen(app);
  return server;
}

async function post(url: string, body: unknown, method = 'POST') {
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : null };
}

test('a use case gets parsed values, and only what the contract names is answered', async () => {
  const { origin } = await start({});
  const answer = await post(`${origin}/api/things/x1`, { title: 'Exit', extra: true });
  expect(answer).toMatchObject({ status: 201, body: { title: 'Exit' } });
  expect(answer.body).not.toHaveProperty('secret');
  expect(answer.headers.get('cache-control')).toBe('no-store');
});

test('problems with the body come back as a sentence a field', async () => {
  const { origin } = await start({});
  const missing = await post(`${origin}/api/things/x1`, {});
  expect(missing.status).toBe(400);
  expect(missing.body.error).toEqual({
    code: 'invalid_input',
    message: 'Check “title”: This is needed.',
    fields: { title: 'This is needed.' },
  });
  const several = await post(`${origin}/api/things/x1`, { title: 'too long', count: 1.5, tags: ['a', 7] });
  expect(several.body.error).toEqual({
    code: 'invalid_input',
    message: 'Check these: title, count, tags.1.',
    fields: { title: 'Use at most 5 characters.', count: 'Send a whole number.', 'tags.1': 'Send text.' },
  });
  const list = await post(`${origin}/api/things/x1`, []);
  expect(list.body.error).toMatchObject({ message: 'Send a JSON object.', fields: { body: 'Send a JSON object.' } });
});

test('params and query are checked as well', async () => {
  const { origin } = await start({});
  expect((await post(`${origin}/api/things/a.b`, { title: 'x' })).body.error.fields).toEqual({
    id: 'This is not an id.',
  });
  expect((await post(`${origin}/api/things/a?limit=500`, { title: 'x' })).body.error.fields).toEqual({
    limit: 'Use 50 or less.',
  });
  expect((await post(`${origin}/api/things/a?limit=many`, { title: 'x' })).body.error.fields).toEqual({
    limit: 'Send a number.',
  });
  expect((await post(`${origin}/api/things/%E0%A4%A`, { title: 'x' })).status).toBe(400);
});

test('who may call is decided before anything is parsed', async () => {
  const anonymous = await start();
  expect(await post(`${anonymous.origin}/api/things/a.b`, {})).toMatchObject({
    status: 401,
    body: { error: { code: 'unauthenticated' } },
  });
  expect(await (await fetch(`${anonymous.origin}/api/look`)).json()).toEqual({ who: 'nobody' });
  await anonymous.close();

  const teacher = await start({ role: 'teacher' });
  const refused = await post(`${teacher.origin}/api/manage`, {}, 'PUT');
  expect(refused).toMatchObject({ status: 403, body: { error: { code: 'forbidden' } } });
  expect(refused.body.error.message).toContain('Only an organizer or admin');
  await teacher.close();

  const organizer = await start({ role: 'organizer' });
  expect((await post(`${organizer.origin}/api/manage`, {}, 'PUT')).status).toBe(204);
  expect((await post(`${organizer.origin}/api/own`, {}, 'PUT')).status).toBe(403);
  await organizer.close();

  const admin = await start({ role: 'admin' });
  expect((await post(`${admin.origin}/api/manage`, {}, 'PUT')).status).toBe(204);
  expect((await post(`${admin.origin}/api/own`, {}, 'PUT')).status).toBe(204);
});

test('failures of every origin go through one mapper', async () => {
  const { origin } = await start({});
  expect(await post(`${origin}/api/things/taken`, { title: 'x' })).toMatchObject({
    status: 409,
    body: { error: { code: 'conflict', message: 'Taken.', fields: { title: 'Taken.' } } },
  });
  expect(await post(`${origin}/api/crash`, { how: 'failure' })).toMatchObject({
    status: 410,
    body: { error: { message: 'It is gone.' } },
  });
  expect(await post(`${origin}/api/crash`, { how: 'storage' })).toMatchObject({
    status: 503,
    body: { error: { code: 'unavailable' } },
  });

  const bug = await post(`${origin}/api/crash`, { how: 'bug' });
  expect(bug.status).toBe(500);
  expect(JSON.stringify(bug.body)).not.toContain('hunter2');
  const entry = logged.at(-1);
  expect(entry?.id).toBeTypeOf('string');
  expect(bug.body.error.message).toContain(entry?.id);
});

test('bodies that are too large, broken, or reach for a prototype are refused with a sentence', async () => {
  const { origin } = await start();
  const large = await post(`${origin}/api/crash`, { how: 'x'.repeat(1_100_000) });
  expect(large).toMatchObject({ status: 413, body: { error: { code: 'too_large' } } });
  for (const broken of [
    '{"how":',
    '{"__proto__":{"admin":true}}',
    '{"a":{"constructor":1}}',
    `${'['.repeat(300_000)}`,
  ]) {
    expect(await post(`${origin}/api/crash`, broken)).toMatchObject({
      status: 400,
      body: { error: { code: 'invalid_input' } },
    });
  }
  expect(logged).toEqual([]);
});

test('a contract cannot be bound with the wrong access', () => {
  expect(() => bind(Router(), look, async () => ok({ who: '' }))).toThrow('use bindOpen');
  expect(() => bindOpen(Router(), own, async () => ok(undefined))).toThrow('use bind');
});
