import type { Json, JsonObject } from '../activities/activity.ts';

/** Bounds on what another server may make us read. Documents of honest servers stay far below each of them. */
export const LIMITS = {
  inboxBodyBytes: 256 * 1024,
  inboxBodyMs: 10_000,
  documentBytes: 1024 * 1024,
  /** A remote that answers, but in drops, is cut off here. */
  fetchMs: 9_000,
  deliveryMs: 10_000,
  redirects: 3,
  depth: 32,
  arrayLength: 1_000,
  nodes: 20_000,
} as const;

/**
 * Keys that never reach the log: `_meta` and `$where` mean something to databases and to the engine, `__proto__` and its
 * kin to JavaScript, and `@graph`, `@included`, `@reverse` to a JSON-LD processor, which would read another document than
 * we do.
 */
function isUnsafe(key: string): boolean {
  const first = key[0];
  if (first === '_' || first === '$') return true;
  if (first === '@') return key !== '@context' && key !== '@language';
  return key === 'constructor' || key === 'prototype' || key === '';
}

class TooMuch extends Error {}

/**
 * A copy without unsafe keys, or null when it is nested deeper, longer or larger than the limits allow. The work is
 * bounded by the same limits.
 */
export function cleaned(json: JsonObject): JsonObject | null {
  let nodes = 0;
  function copyObject(object: JsonObject, depth: number): JsonObject {
    const copy: JsonObject = {};
    for (const key of Object.keys(object)) {
      const value = object[key];
      if (value !== undefined && !isUnsafe(key)) copy[key] = copyOf(value, depth);
    }
    return copy;
  }
  function copyOf(value: Json, depth: number): Json {
    nodes += 1;
    if (nodes > LIMITS.nodes || depth > LIMITS.depth) throw new TooMuch();
    if (typeof value !== 'object' || value === null) return value;
    if (!Array.isArray(value)) return copyObject(value, depth + 1);
    if (value.length > LIMITS.arrayLength) throw new TooMuch();
    return value.map((item) => copyOf(item, depth + 1));
  }
  try {
    return copyObject(json, 1);
  } catch (error) {
    if (error instanceof TooMuch) return null;
    throw error;
  }
}
