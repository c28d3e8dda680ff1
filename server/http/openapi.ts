import { z } from 'zod';
import type { Access, Endpoint } from '../../shared/contracts/endpoint.ts';
import { ErrorBody } from '../../shared/contracts/errors.ts';
import { allEndpoints, CONTRACTS, type NamedEndpoint } from './contracts.ts';
import { scopesFor } from './scopes.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

export interface Parameter {
  name: string;
  in: 'path' | 'query';
  required: boolean;
  schema: JsonSchema;
}

export interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  parameters: Parameter[];
  requestBody?: { required: boolean; content: { 'application/json': { schema: JsonSchema } } };
  responses: Record<string, { description: string; content?: { 'application/json': { schema: JsonSchema } } }>;
  security: Record<string, string[]>[];
}

export interface OpenApi {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, JsonSchema>; securitySchemes: Record<string, object> };
}

export const WHO_MAY: Record<Access, string> = {
  anyone: 'Anyone may call it.',
  account: 'Needs a signed-in account.',
  organizer: 'Needs an organizer or admin.',
  admin: 'Needs an admin.',
};

const SUCCESS = { 200: 'Done', 201: 'Created', 202: 'Accepted', 204: 'Done, nothing to say' } as const;

const INTRODUCTION = [
  'Sign in with a cookie session (POST /session), or send as `Authorization: Bearer …` an API token or what an app got by OAuth 2.0.',
  'With the cookie, requests that change something must come from this instance’s own origin.',
  'Lists are paged by cursor: pass `next` of one page as `cursor` of the following one.',
  'Every answer that is not a success has the form `{ "error": { "code", "message", "fields"? } }`.',
].join(' ');

/** The OpenAPI 3.1 document of all contracts. `baseUrl` is the instance's origin. */
export function openApiDocument(baseUrl: string, version: string): OpenApi {
  const endpoints = allEndpoints();
  const components = new Components(endpoints);
  const paths: OpenApi['paths'] = {};
  for (const named of endpoints) {
    const path = named.endpoint.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [named.endpoint.method.toLowerCase()]: operation(named, components) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Staffroom API', version, description: INTRODUCTION },
    servers: [{ url: `${baseUrl}/api/v1` }],
    paths,
    components: {
      schemas: components.schemas,
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'staffroom.sid' },
        token: { type: 'http', scheme: 'bearer' },
      },
    },
  };
}

function operation({ feature, name, endpoint }: NamedEndpoint, components: Components): Operation {
  const error = { 'application/json': { schema: components.ref(ErrorBody) } };
  return {
    operationId: name,
    tags: [feature],
    summary: endpoint.summary,
    description: `${WHO_MAY[endpoint.access]} ${whatAppsNeed(endpoint)}`,
    parameters: [...parameters('path', endpoint.params), ...parameters('query', endpoint.query)],
    ...requestBody(endpoint),
    responses: {
      [endpoint.status]:
        endpoint.status === 204
          ? { description: SUCCESS[204] }
          : {
              description: SUCCESS[endpoint.status],
              content: { 'application/json': { schema: components.ref(endpoint.response) } },
            },
      ...(endpoint.access === 'anyone' ? {} : { 401: { description: 'Nobody is signed in', content: error } }),
      default: { description: 'What went wrong, and what to do next', content: error },
    },
    security: endpoint.access === 'anyone' ? [] : [{ session: [] }, { token: [] }],
  };
}

function whatAppsNeed(endpoint: Endpoint): string {
  const needed = scopesFor(endpoint);
  if (needed === null) return 'Not for apps.';
  return needed.length === 0 ? 'Apps: any.' : `Apps: ${needed.map((scope) => `\`${scope}\``).join(' and ')}.`;
}

function parameters(where: Parameter['in'], schema: z.ZodType): Parameter[] {
  const json = inputSchema(schema);
  return Object.entries(json.properties ?? {}).map(([name, property]) => ({
    name,
    in: where,
    required: json.required?.includes(name) ?? false,
    schema: typeof property === 'boolean' ? {} : property,
  }));
}

function requestBody(endpoint: Endpoint): Pick<Operation, 'requestBody'> {
  const schema = inputSchema(endpoint.body);
  if (Object.keys(schema.properties ?? {}).length === 0) return {};
  return { requestBody: { required: (schema.required ?? []).length > 0, content: { 'application/json': { schema } } } };
}

function inputSchema(schema: z.ZodType): JsonSchema {
  return tidy(z.toJSONSchema(schema, { ...OPTIONS, io: 'input' }));
}

/** Response schemas by name: what contracts export keeps its name, other answers are called after their endpoint. */
class Components {
  readonly schemas: Record<string, JsonSchema>;
  readonly #names = new Map<z.ZodType, string>();

  constructor(endpoints: readonly NamedEndpoint[]) {
    for (const [feature, contract] of Object.entries({ ...CONTRACTS, errors: { ErrorBody } })) {
      for (const [name, value] of Object.entries(contract))
        if (value instanceof z.ZodType) this.#add(value, name, feature);
    }
    for (const { name, endpoint, feature } of endpoints) {
      if (endpoint.status !== 204) this.#add(endpoint.response, `${capital(name)}Answer`, feature);
    }
    const registry = z.registry<{ id: string }>();
    for (const [schema, id] of this.#names) registry.add(schema, { id });
    const { schemas } = z.toJSONSchema(registry, {
      ...OPTIONS,
      io: 'output',
      uri: (id) => `#/components/schemas/${id}`,
    });
    this.schemas = Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, tidy(schema)]));
  }

  ref(schema: z.ZodType): JsonSchema {
    return { $ref: `#/components/schemas/${this.#names.get(schema)}` };
  }

  #add(schema: z.ZodType, name: string, feature: string): void {
    if (this.#names.has(schema)) return;
    const taken = new Set(this.#names.values()).has(name);
    this.#names.set(schema, taken ? `${capital(feature)}${name}` : name);
  }
}

const OPTIONS = {
  target: 'draft-2020-12',
  unrepresentable: 'any',
  // The exact pattern behind a standard format is 300 characters that nobody reads.
  override({ jsonSchema }: { jsonSchema: JsonSchema }) {
    if (jsonSchema.format === 'date-time' || jsonSchema.format === 'date') delete jsonSchema.pattern;
  },
} as const;

function tidy({ $schema: _, $id: __, ...schema }: JsonSchema): JsonSchema {
  return schema;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
