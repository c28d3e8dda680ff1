import * as fc from 'fast-check';
import type { Json, JsonObject } from '../../../server/activities/activity.ts';

/**
 * Changes to JSON that know its shape: each picks a place by its number and does one thing there. Any list of them can be
 * applied to any document, so that fast-check can shrink a list to the one change that matters.
 */
export type Mutation = { at: number; kind: number; value: number };

export const mutations: fc.Arbitrary<Mutation[]> = fc.array(
  fc.record({ at: fc.nat(10_000), kind: fc.nat(10_000), value: fc.nat(10_000) }),
  { maxLength: 4 },
);

const HUGE_CHARS = 60_000;

function deep(levels: number): Json {
  let value: Json = 'x';
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

/** Values that nobody expects, wherever they stand. */
const ODD: Json[] = [
  ...[null, true, false, 0, -1, 1.5, 1e308, -1e308, 2 ** 53, '', ' ', 'x', '0', 'null', '\u0000', '\ud800', '\u202e'],
  ...[
    '%00',
    '../../etc/passwd',
    '#',
    '?',
    '//',
    ':',
    'http://',
    'https://',
    'https://[',
    'https://a b/',
    'javascript:0',
  ],
  ...[
    'data:,x',
    'urn:x',
    'acct:a@b',
    'e\u0301'.repeat(50),
    '👩🏽‍🏫'.repeat(20),
    '<b>'.repeat(500),
    '&#x3c;script&#x3e;',
  ],
  ...[
    '1969-12-31T23:59:59Z',
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:60Z',
    '+275760-09-13T00:00:00.001Z',
    'yesterday',
  ],
  ...['2026-02-30T25:61:61Z', '-000001-01-01T00:00:00Z', 'P1D', 'as:Public', 'Public', 'Note', 'Person', 'Tombstone'],
  ...['https://www.w3.org/ns/activitystreams#Public', 'x'.repeat(HUGE_CHARS), 'https://x.example/'.padEnd(5_000, 'y')],
  ...[[], {}, [[]], [null], [[[[]]]], [{}], [1, 2], { id: null }, { id: [] }, { id: { id: {} } }, { '@id': 'x' }],
  ...[
    { '@value': 'x' },
    { '@list': [] },
    { type: [] },
    { type: 'Link', href: {} },
    { name: { en: 'x' } },
    { und: 'x' },
  ],
  ...[deep(20), deep(31), deep(60)],
  Array.from({ length: 999 }, (_, n) => `https://x.example/${n}`),
  Array.from({ length: 1_001 }, () => 1),
  Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`k${n}`, n])),
];

/** Names that mean something to us, to databases, to JavaScript or to JSON-LD. */
const NAMES = [
  ...[
    'id',
    'type',
    'actor',
    'object',
    'target',
    'attributedTo',
    'to',
    'cc',
    'bto',
    'bcc',
    'audience',
    'tag',
    'content',
  ],
  ...[
    'contentMap',
    'name',
    'nameMap',
    'summary',
    'source',
    'url',
    'href',
    'inReplyTo',
    'context',
    'conversation',
    'quote',
  ],
  ...[
    'quoteUrl',
    'replies',
    'likes',
    'shares',
    'attachment',
    'image',
    'icon',
    'published',
    'updated',
    'startTime',
    'endTime',
  ],
  ...[
    'closed',
    'oneOf',
    'anyOf',
    'votersCount',
    'sensitive',
    'inbox',
    'endpoints',
    'publicKey',
    'assertionMethod',
    'proof',
  ],
  ...[
    'signature',
    'alsoKnownAs',
    'movedTo',
    'featured',
    'featuredTags',
    'suspended',
    'discoverable',
    'indexable',
    'implements',
  ],
  ...[
    'generator',
    'instrument',
    'result',
    'origin',
    'location',
    'license',
    'mediaType',
    'preview',
    'interactionPolicy',
  ],
  ...['@context', '@id', '@type', '@graph', '@included', '@reverse', '@language', '_meta', '$where', '$set', 'a.b', ''],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then', 'toJSON', 'length'],
  ...['staffroom:step', 'staffroom:turn', 'staffroom:protocol', 'staffroom:times', 'staffroom:by', 'staffroom:anchor'],
  ...['staffroom:goals', 'staffroom:endsOn', 'staffroom:invitation', 'staffroom:feedbackKind', 'staffroom:cause'],
];

interface Place {
  parent: JsonObject | Json[];
  key: string | number;
}

function places(root: JsonObject): Place[] {
  const found: Place[] = [];
  const visit = (parent: JsonObject | Json[]) => {
    for (const key of Array.isArray(parent) ? parent.keys() : Object.keys(parent)) {
      found.push({ parent, key });
      const value = Reflect.get(parent, key) as Json;
      if (typeof value === 'object' && value !== null) visit(value);
    }
  };
  visit(root);
  return found;
}

function put(parent: object, key: string | number, value: Json): void {
  // `__proto__` as a key of its own, as JSON.parse makes it.
  Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true });
}

function tweak(value: Json, which: number): Json {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value !== 'string') return JSON.stringify(value).slice(0, HUGE_CHARS);
  const tweaks = [
    (text: string) => `${text}\u0000`,
    (text: string) => `${text}\ud800`,
    (text: string) => ` ${text} `,
    (text: string) => text.toUpperCase(),
    (text: string) => text.normalize('NFD'),
    (text: string) => `${text}/`,
    (text: string) => `${text}#x`,
    (text: string) => `${text}?x=1`,
    (text: string) => text.replace('://', '://user:pass@'),
    (text: string) => text.replace(/:(\d+)/, '.evil.example:$1'),
    (text: string) => text.replace('http:', 'https:'),
    (text: string) => text.replace('localhost', 'LOCALHOST'),
    (text: string) => text.replace('/users/', '/users/../users/'),
    (text: string) => text.replace('/users/', '/users/%2e%2e/users/'),
    (text: string) => text.slice(0, text.length / 2),
    (text: string) => text.repeat(Math.ceil(HUGE_CHARS / Math.max(1, text.length))).slice(0, HUGE_CHARS),
    (text: string) => (Number.isNaN(Number(text)) ? text : Number(text)),
  ];
  return tweaks[which % tweaks.length]?.(value) ?? value;
}

/** One change. `ids` are names of things that are there, whosever they are. */
function mutate(root: JsonObject, { at, kind, value }: Mutation, ids: readonly string[]): void {
  const all = places(root);
  const place = all[at % Math.max(1, all.length)];
  if (place === undefined) return;
  const { parent, key } = place;
  // A place in a list that an earlier change emptied is undefined.
  const old = (Reflect.get(parent, key) as Json | undefined) ?? null;
  const odd = ODD[value % ODD.length] ?? null;
  const id = ids[value % ids.length] ?? null;
  const name = NAMES[value % NAMES.length] ?? '';
  const kinds: (() => void)[] = [
    () => put(parent, key, odd),
    () => put(parent, key, id),
    () => put(parent, key, tweak(old, value)),
    () => void Reflect.deleteProperty(parent, key),
    () => put(parent, key, [old]),
    () => put(parent, key, [old, value % 2 === 0 ? odd : id]),
    () => put(parent, key, [id, old]),
    () => put(parent, key, { id: old }),
    () => put(parent, key, { '@value': old }),
    () => put(parent, key, { en: old, es: odd }),
    () => put(parent, key, null),
    () => {
      if (Array.isArray(parent)) return;
      Reflect.deleteProperty(parent, key);
      put(parent, name, old);
    },
    () => put(Array.isArray(parent) ? root : parent, name, at % 2 === 0 ? odd : id),
    () => put(Array.isArray(parent) ? root : parent, name, structuredClone(old)),
  ];
  kinds[kind % kinds.length]?.();
}

export function mutated(json: JsonObject, changes: readonly Mutation[], ids: readonly string[]): JsonObject {
  const copy = structuredClone(json);
  for (const change of changes) mutate(copy, change, ids);
  return copy;
}

/** The text of a body: JSON as it is, or with what only a text can have. */
export function bodyOf(json: JsonObject, how: number, ids: readonly string[]): string {
  const text = JSON.stringify(json);
  const other = JSON.stringify(ids[how % ids.length]);
  const ways = [
    `{"id":${other},${text.slice(1)}`,
    `${text.slice(0, -1)},"actor":${other}}`,
    `{"type":"Delete",${text.slice(1)}`,
    `${text.slice(0, -1)},"object":${other}}`,
    `\ufeff${text}`,
    text.slice(0, -10),
    `${text}${text}`,
    `[${text}]`,
    text.replaceAll('/', '\\u002f'),
    text.replace('"type"', '"\\u0074ype"'),
  ];
  return ways[how] ?? text;
}

/** Headers with one or two of them changed, left out, or there twice. */
export function mangled(
  headers: Record<string, string>,
  changes: readonly Mutation[],
): Record<string, string | string[]> {
  const all: Record<string, string | string[]> = { ...headers };
  for (const { at, kind, value } of changes) {
    const names = Object.keys(all);
    const name = names[at % names.length];
    const old = name === undefined ? undefined : all[name];
    if (name === undefined || typeof old !== 'string') continue;
    const cut = value % (old.length + 1);
    const kinds = [
      () => Reflect.deleteProperty(all, name),
      () => Reflect.set(all, name, [old, old]),
      () => Reflect.set(all, name, old.slice(0, cut)),
      () => Reflect.set(all, name, `${old.slice(0, cut)}"${old.slice(cut)}`),
      () => Reflect.set(all, name, `${old.slice(0, cut)},${old}`),
      () => Reflect.set(all, name, old.replace(/keyId="[^"]*"/, `keyId="http://localhost:${value}/x"`)),
      () => Reflect.set(all, name, old.replace(/headers="[^"]*"/, 'headers="host"')),
      () => Reflect.set(all, name, old.split('').reverse().join('')),
      () => Reflect.set(all, name, 'x'.repeat(value)),
      () => Reflect.set(all, 'signature-input', 'sig=("@method" "@target-uri");created=1'),
      () => Reflect.set(all, 'content-digest', 'sha-256=:AAAA:'),
    ];
    kinds[kind % kinds.length]?.();
  }
  return all;
}
