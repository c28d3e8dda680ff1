import { EMPTY_ARRAY } from './key-encoding.ts';

/** What a dotted path leads to in one document; several values when arrays lie on the way or at the end. */
export interface PathValues {
  values: unknown[];
  multiple: boolean;
}

/**
 * Follows a path as MongoDB's indexes and sorts do: arrays are entered, a missing field is `undefined`, an empty array
 * at the end is EMPTY_ARRAY.
 */
export function valuesAt(document: Record<string, unknown>, path: readonly string[]): PathValues {
  const [first = ''] = path;
  const value = Object.hasOwn(document, first) ? document[first] : undefined;
  if (path.length === 1 && !Array.isArray(value)) return { values: [value], multiple: false };
  const found: PathValues = { values: [], multiple: false };
  collect(value, path, 1, found);
  return found;
}

function collect(value: unknown, path: readonly string[], depth: number, found: PathValues): void {
  if (Array.isArray(value)) {
    found.multiple = true;
    if (depth === path.length) {
      if (value.length === 0) found.values.push(EMPTY_ARRAY);
      else found.values.push(...value);
      return;
    }
    const part = path[depth] ?? '';
    if (/^\d+$/.test(part)) collect(value[Number(part)], path, depth + 1, found);
    else if (value.length === 0) found.values.push(undefined);
    else for (const element of value) collect(Array.isArray(element) ? undefined : element, path, depth, found);
    return;
  }
  if (depth === path.length) {
    found.values.push(value);
    return;
  }
  const part = path[depth] ?? '';
  const next = isRecord(value) && Object.hasOwn(value, part) ? value[part] : undefined;
  collect(next, path, depth + 1, found);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !(value instanceof Date);
}
