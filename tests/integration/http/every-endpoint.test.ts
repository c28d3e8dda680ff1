import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allEndpoints, type NamedEndpoint } from '../../../server/http/contracts.ts';
import { openApiDocument } from '../../../server/http/openapi.ts';
import { ErrorBody } from '../../../shared/contracts/errors.ts';
import type { ApiClient } from '../../support/api.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';

/** What holds for all endpoints alike, checked for each that a contract exports. */

let instance: TestInstance;
let admin: ApiClient;
let teacher: ApiClient;

beforeAll(async () => {
  instance = await startInstance();
  admin = await instance.account('ada', 'admin');
  teacher = await instance.account('amara', 'teacher');
});
afterAll(() => instance.stop());

const document = openApiDocument('http://localhost', '0');
const every = allEndpoints().map((named) => [`${named.endpoint.method} ${named.endpoint.path}`, named] as const);
const guarded = every.filter(([, { endpoint }]) => endpoint.access !== 'anyone');
const withBody = every.filter(([, named]) => bodyFields(named).length > 0);

/** Parameters that pass every contract and name nothing that exists. */
const params = {
  id: 'nothing-has-this-id',
  handle: 'nobody_has_this_name',
  domain: 'nothing.example',
  host: 'nothing.example',
  tag: 'nothing',
  code: 'nothing',
  token: 'nothing-has-this-token',
  key: 'nothing',
};

function bodyFields({ endpoint }: NamedEndpoint): string[] {
  const operation = document.paths[endpoint.path.replace(/:(\w+)/g, '{$1}')]?.[endpoint.method.toLowerCase()];
  return Object.keys(operation?.requestBody?.content['application/json'].schema.properties ?? {});
}

test.each(every)('%s is bound, and its errors have the one form', async (_name, { endpoint }) => {
  const answer = await instance.anyone().try(endpoint, { params, body: endpoint.method === 'GET' ? undefined : {} });
  expect(answer.error?.message ?? '').not.toContain('no such endpoint');
  expect(answer.status).toBeLessThan(500);
  if (answer.error) expect(ErrorBody.safeParse({ error: answer.error }).success).toBe(true);
  expect(answer.headers.get('cache-control')).toBe('no-store');
});

test.each(guarded)('%s is refused to who is not signed in', async (_name, { endpoint }) => {
  const answer = await instance.anyone().try(endpoint, { params, body: endpoint.method === 'GET' ? undefined : {} });
  expect(answer).toMatchObject({ status: 401, error: { code: 'unauthenticated' } });
});

describe('what only some roles may do', () => {
  const restricted = guarded.filter(([, { endpoint }]) => endpoint.access !== 'account');
  test.each(restricted)('%s is refused to a teacher', async (_name, { endpoint }) => {
    const answer = await teacher.try(endpoint, { params, body: endpoint.method === 'GET' ? undefined : {} });
    expect(answer).toMatchObject({ status: 403, error: { code: 'forbidden' } });
  });
});

test.each(withBody)('%s answers a malformed body with a sentence a field', async (_name, named) => {
  const { endpoint } = named;
  const fields = bodyFields(named);
  const body = Object.fromEntries(fields.map((field) => [field, { of: 'the wrong kind' }]));
  const answer = await admin.try(endpoint, { params, body });
  expect(answer).toMatchObject({ status: 400, error: { code: 'invalid_input' } });
  const complaints = Object.keys(answer.error?.fields ?? {}).map((path) => path.split('.')[0]);
  expect([...new Set(complaints)].sort()).toEqual(fields.sort());
  for (const sentence of Object.values(answer.error?.fields ?? {})) expect(sentence).toMatch(/^[A-Z].*[.]$/);

  const list = await admin.try(endpoint, { params, body: [] });
  expect(list).toMatchObject({ status: 400, error: { fields: { body: 'Send a JSON object.' } } });
});

test.each(every.filter(([, { endpoint }]) => endpoint.method !== 'GET'))(
  '%s is refused to another site',
  async (_name, { endpoint }) => {
    const answer = await admin.try(endpoint, { params, body: {}, headers: { origin: 'https://evil.example' } });
    expect(answer).toMatchObject({ status: 403, error: { code: 'forbidden' } });
  },
);
