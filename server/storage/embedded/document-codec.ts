import { isPlainObject } from '../allowed.ts';
import { StorageQueryError } from '../errors.ts';

/*
 * Documents as JSON text. What JSON lacks is an object with one `$` key: {"$date": ms}, {"$number": "NaN"},
 * {"$binary": base64}. A document's own keys that start with `$` get one more, so they never clash. A text without
 * `"$` needs no second look after JSON.parse: that makes the common read as fast as JSON can be.
 */

export type Document = Record<string, unknown> & { _id: string };

const MARK = '"$';

export function encodeDocument(document: Record<string, unknown>): string {
  return JSON.stringify(needsTags(document, 0) ? tagged(document) : document);
}

export function decodeDocument(text: string): Document {
  const parsed: Document = JSON.parse(text);
  if (text.includes(MARK)) for (const key in parsed) parsed[key] = untagged(parsed[key]);
  return parsed;
}

/** The `_id` of an encoded document is always its own column too; the text is complete on its own. */
const MAX_DEPTH = 100;

function needsTags(value: unknown, depth: number): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'undefined':
      return false;
    case 'number':
      return !Number.isFinite(value);
    case 'object':
      break;
    default:
      throw new StorageQueryError(`A ${typeof value} cannot be stored.`);
  }
  if (value === null) return false;
  if (depth > MAX_DEPTH) throw new StorageQueryError(`A document may be nested ${MAX_DEPTH} levels deep at most.`);
  if (Array.isArray(value)) {
    let tags = false;
    for (const element of value) if (needsTags(element, depth + 1)) tags = true;
    return tags;
  }
  if (value instanceof Date || value instanceof Uint8Array) return true;
  if (!isPlainObject(value)) throw new StorageQueryError(`A ${value.constructor.name} cannot be stored.`);
  let tags = false;
  for (const key in value) if (needsTags(value[key], depth + 1) || key.charCodeAt(0) === 36) tags = true;
  return tags;
}

function tagged(value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) return { $number: String(value) };
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return { $date: value.getTime() };
  if (value instanceof Uint8Array) return { $binary: Buffer.from(value).toString('base64') };
  if (Array.isArray(value)) return value.map(tagged);
  const copy: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(value)) copy[key.startsWith('$') ? `$${key}` : key] = tagged(field);
  return copy;
}

function untagged(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) value[i] = untagged(value[i]);
    return value;
  }
  const fields = value as Record<string, unknown>;
  for (const key in fields) {
    if (key.charCodeAt(0) !== 36) {
      fields[key] = untagged(fields[key]);
      continue;
    }
    if (typeof fields.$date === 'number') return new Date(fields.$date);
    if (fields.$date === null) return new Date(Number.NaN);
    if (typeof fields.$number === 'string') return Number(fields.$number);
    if (typeof fields.$binary === 'string') return new Uint8Array(Buffer.from(fields.$binary, 'base64'));
    return unescapeKeys(fields);
  }
  return value;
}

function unescapeKeys(fields: Record<string, unknown>): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(fields)) copy[key.startsWith('$$') ? key.slice(1) : key] = untagged(field);
  return copy;
}
