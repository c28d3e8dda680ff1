import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkOrigin } from '../../../server/http/csrf.ts';
import { type Listening, listen } from '../../integration/http/listening.ts';

const BASE = 'https://staffroom.example';
const COOKIE = 'staffroom.sid=s%3Aabc';
let server: Listening;

beforeAll(async () => {
  const app = express();
  app.use(checkOrigin({ baseUrl: BASE, cookieName: 'staffroom.sid' }));
  app.use((_req, res) => void res.status(204).end());
  server = await listen(app);
});
afterAll(() => server.close());

const cases: [string, string, Record<string, string>, number][] = [
  ['our own page', 'POST', { cookie: COOKIE, origin: BASE }, 204],
  ['another site', 'POST', { cookie: COOKIE, origin: 'https://evil.example' }, 403],
  ['our host without TLS', 'POST', { cookie: COOKIE, origin: 'http://staffroom.example' }, 403],
  ['a look-alike', 'POST', { cookie: COOKIE, origin: 'https://staffroom.example.evil.example' }, 403],
  ['a sandboxed frame', 'DELETE', { cookie: COOKIE, origin: 'null' }, 403],
  ['our own page by Sec-Fetch-Site', 'PUT', { cookie: COOKIE, 'sec-fetch-site': 'same-origin' }, 204],
  ['a sibling subdomain', 'PUT', { cookie: COOKIE, 'sec-fetch-site': 'same-site' }, 403],
  [
    'Origin is believed before Sec-Fetch-Site',
    'PUT',
    { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
    403,
  ],
  ['a cookie and neither header', 'POST', { cookie: `a=b; ${COOKIE}` }, 403],
  ['a script without cookie', 'POST', { cookie: 'other=1' }, 204],
  ['sign-in from another site, no cookie yet', 'POST', { origin: 'https://evil.example' }, 403],
  ['a script with a token', 'POST', { authorization: 'Bearer t', origin: 'https://evil.example' }, 204],
  ['reading', 'GET', { cookie: COOKIE, origin: 'https://evil.example' }, 204],
];

test.each(cases)('%s', async (_name, method, headers, status) => {
  const response = await fetch(server.origin, { method, headers });
  expect(response.status).toBe(status);
  if (status === 403) {
    const { error } = (await response.json()) as { error: { code: string; message: string } };
    expect(error.code).toBe('forbidden');
    expect(error.message).toContain(`Open ${BASE}`);
  }
});
