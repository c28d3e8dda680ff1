import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Router } from 'express';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../../server/app.ts';
import { StorageUnavailableError } from '../../../server/storage/index.ts';
import { type Listening, listen } from './listening.ts';

let clientDir: string;
let server: Listening;
let databaseIsUp = true;
const identified: string[] = [];

beforeAll(async () => {
  clientDir = await mkdtemp(join(tmpdir(), 'staffroom-client-'));
  await mkdir(join(clientDir, 'assets'));
  await writeFile(join(clientDir, 'index.en.html'), '<!doctype html><title>Staffroom</title>');
  await writeFile(join(clientDir, 'assets', 'app-abc123.js'), 'export {};');
  await writeFile(join(clientDir, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  server = await listen(
    createApp({
      config: { baseUrl: 'https://school.example', trustProxy: false, instanceName: 'School' },
      version: '1.2.3',
      db: {
        async ping() {
          if (!databaseIsUp) throw new StorageUnavailableError('disk');
        },
      },
      logger: pino({ level: 'silent' }),
      federationRouter: Router().get('/users/amara', (_req, res) => void res.json({ type: 'Person' })),
      authenticate(req, _res, next) {
        identified.push(req.url ?? '');
        next();
      },
      sessionCookie: 'staffroom.sid',
      apiRouters: [],
      client: {
        clientDir,
        alternateOf: async (path) => (path === '/@amara' ? 'https://school.example/users/amara' : null),
      },
    }),
  );
});
afterAll(async () => {
  await server.close();
  await rm(clientDir, { recursive: true });
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${server.origin}${path}`, { headers, redirect: 'manual' });
const HTML = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

test('pages of the client are one file, checked each time', async () => {
  for (const path of ['/', '/feed', '/posts/abc', '/settings/sessions']) {
    const page = await get(path, HTML);
    expect(page.status, path).toBe(200);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    expect(page.headers.get('vary')).toContain('Accept');
    expect(await page.text()).toContain('<title>Staffroom');
  }
});

test('hashed files are kept for ever, others are checked', async () => {
  const script = await get('/assets/app-abc123.js');
  expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect((await get('/favicon.svg')).headers.get('cache-control')).toBe('no-cache');
  // Not the page: a browser would run or cache HTML under a script's name.
  for (const path of ['/assets/app-old.js', '/assets/..%2f..%2fpackage.json', '/assets/']) {
    const missing = await get(path, HTML);
    expect(missing.status, path).toBe(404);
    expect(missing.headers.get('content-type')).toContain('text/plain');
  }
});

test('a page names the ActivityPub document behind it', async () => {
  expect((await get('/@amara', HTML)).headers.get('link')).toBe(
    '<https://school.example/users/amara>; rel="alternate"; type="application/activity+json"',
  );
  expect((await get('/@ben', HTML)).headers.get('link')).toBeNull();
});

test('what is not there is said in JSON to programs', async () => {
  for (const [path, headers] of [
    ['/api/v1/nothing', HTML],
    ['/api/nothing', {}],
    ['/feed', { accept: 'application/json' }],
    ['/posts/abc', { accept: 'application/activity+json' }],
  ] as [string, Record<string, string>][]) {
    const answer = await get(path, headers);
    expect(answer.status, path).toBe(404);
    expect(await answer.json()).toMatchObject({ error: { code: 'not_found' } });
  }
  expect((await fetch(`${server.origin}/feed`, { method: 'POST', headers: HTML })).status).toBe(404);
});

test('nothing but our own files may run, and nothing tells what the server is made of', async () => {
  const { headers } = await get('/', HTML);
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("connect-src 'self' wss://school.example");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe|\*/);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toBe('same-origin');
  expect(headers.get('strict-transport-security')).toContain('max-age=');
  expect(headers.get('x-powered-by')).toBeNull();
});

test('health does not depend on the database, readiness does', async () => {
  expect((await get('/readyz')).status).toBe(200);
  databaseIsUp = false;
  expect((await get('/healthz')).status).toBe(200);
  const notReady = await get('/readyz');
  expect(notReady.status).toBe(503);
  expect(await notReady.json()).toMatchObject({ error: { code: 'unavailable' } });
  databaseIsUp = true;
});

test('only the API asks who somebody is', async () => {
  identified.length = 0;
  for (const path of [
    '/',
    '/users/amara',
    '/healthz',
    '/readyz',
    '/assets/app-abc123.js',
    '/api/openapi.json',
    '/api/docs',
  ]) {
    const answer = await get(path, { ...HTML, cookie: 'staffroom.sid=s%3Aabc' });
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()).toEqual([]);
  }
  expect(identified).toEqual([]);
  await get('/api/v1/nothing');
  expect(identified).toEqual(['/nothing']);
});

test('the API describes itself, for programs and for people', async () => {
  const document = await (await get('/api/openapi.json')).json();
  expect(document).toMatchObject({
    openapi: '3.1.0',
    info: { version: '1.2.3' },
    servers: [{ url: 'https://school.example/api/v1' }],
  });
  const page = await get('/api/docs');
  expect(page.headers.get('content-type')).toContain('text/html');
  expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'; style-src 'sha256-/);
});
