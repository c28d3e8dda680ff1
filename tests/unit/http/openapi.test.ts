import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { allEndpoints, isEndpoint } from '../../../server/http/contracts.ts';
import { docsPage } from '../../../server/http/docs-page.ts';
import { openApiDocument } from '../../../server/http/openapi.ts';

const document = openApiDocument('https://staffroom.example', '1.2.3');

test('every endpoint that a contract exports is documented', async () => {
  const folder = new URL('../../../shared/contracts/', import.meta.url);
  const exported = new Set<unknown>();
  for (const file of readdirSync(folder)) {
    const contract: Record<string, unknown> = await import(new URL(file, folder).href);
    for (const value of Object.values(contract)) if (isEndpoint(value)) exported.add(value);
  }
  expect(exported.size).toBeGreaterThan(40);
  expect(new Set(allEndpoints().map(({ endpoint }) => endpoint))).toEqual(exported);
  for (const { name, endpoint } of allEndpoints()) {
    const operation = document.paths[endpoint.path.replace(/:(\w+)/g, '{$1}')]?.[endpoint.method.toLowerCase()];
    expect(operation?.operationId, name).toBe(name);
  }
});

test('names and addresses are unique', () => {
  const endpoints = allEndpoints();
  expect(new Set(endpoints.map(({ name }) => name)).size).toBe(endpoints.length);
  expect(new Set(endpoints.map(({ endpoint }) => `${endpoint.method} ${endpoint.path}`)).size).toBe(endpoints.length);
});

test('every reference in the document leads somewhere', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1]);
  expect(references.length).toBeGreaterThan(50);
  for (const reference of references) {
    expect(document.components.schemas).toHaveProperty([reference?.replace('#/components/schemas/', '') ?? '']);
  }
});

test('path parameters, queries, bodies and who may call are described', () => {
  expect(document.paths['/posts/{id}/replies']?.get?.parameters).toMatchObject([
    { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
    { name: 'cursor', in: 'query', required: false },
    { name: 'limit', in: 'query', required: false, schema: { minimum: 1, maximum: 50, default: 20 } },
  ]);
  const signIn = document.paths['/session']?.post;
  expect(signIn?.requestBody?.content['application/json'].schema.required).toEqual(['username', 'password']);
  expect(signIn?.security).toEqual([]);
  expect(document.paths['/me']?.get).toMatchObject({
    security: [{ session: [] }, { token: [] }],
    responses: { 200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Me' } } } } },
  });
});

test('the readable page names everything and loads nothing', () => {
  const page = docsPage(document);
  for (const { endpoint } of allEndpoints()) expect(page).toContain(endpoint.path.replace(/:(\w+)/g, '{$1}'));
  expect(page).not.toMatch(/<script|<link|src=|url\(/);
});
