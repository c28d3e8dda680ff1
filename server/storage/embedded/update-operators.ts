import { isOperatorObject, isPlainObject } from '../allowed.ts';
import { StorageQueryError } from '../errors.ts';
import { compareKeys, encodeValue } from './key-encoding.ts';
import { compiled } from './query.ts';
import { sortKey } from './sort-key.ts';

/*
 * Update operators, written here because mingo's differ from MongoDB where it matters to us: it ignores $slice and $sort
 * when the array is new, and passes over a $push onto something that is not an array.
 */

type Fields = Record<string, unknown>;
type Change = (current: unknown, operand: unknown, path: string) => unknown;

/** Returned by a change to remove the field. */
const REMOVE = Symbol('remove');

const CHANGES: Record<string, Change> = {
  $set: (_, operand) => operand,
  $setOnInsert: (_, operand) => operand,
  $unset: () => REMOVE,
  $inc: increment,
  $min: (current, operand) => (current === undefined || compare(operand, current) < 0 ? operand : current),
  $max: (current, operand) => (current === undefined || compare(operand, current) > 0 ? operand : current),
  $push: push,
  $addToSet: addToSet,
  $pull: pull,
};

/** Changes `document` in place, which may then share operands. `inserting` says whether `$setOnInsert` applies. */
export function applyUpdate(document: Fields, update: Fields, inserting: boolean): void {
  const id = document._id;
  for (const operator in update) {
    if (operator === '$setOnInsert' && !inserting) continue;
    const change = CHANGES[operator];
    const fields = update[operator];
    if (change === undefined || !isPlainObject(fields)) continue;
    for (const path in fields) {
      if (fields[path] === undefined && operator !== '$unset') continue;
      changeAt(document, path, (current) => change(current, fields[path], path), operator);
    }
  }
  if (id !== undefined && document._id !== id) throw new StorageQueryError('An update cannot change the _id.');
}

/** Operators that do nothing when the field is missing must not make its parents. */
const NEEDS_FIELD = new Set(['$unset', '$pull']);

function changeAt(document: Fields, path: string, change: (current: unknown) => unknown, operator: string): void {
  const parts = path.split('.');
  const last = parts.pop() ?? '';
  let parent: unknown = document;
  for (const part of parts) {
    let next = child(parent, part);
    if (next === undefined) {
      if (NEEDS_FIELD.has(operator)) return;
      next = {};
      put(parent, part, next, path);
    }
    parent = next;
  }
  if (typeof parent !== 'object' || parent === null) {
    if (NEEDS_FIELD.has(operator)) return;
    throw new StorageQueryError(`${operator}: "${path}" leads into a value that is not an object.`);
  }
  const current = child(parent, last);
  const changed = change(current);
  if (changed === REMOVE) remove(parent, last);
  else if (changed !== undefined && changed !== current) put(parent, last, changed, path);
}

function child(parent: unknown, part: string): unknown {
  if (typeof parent !== 'object' || parent === null || !Object.hasOwn(parent, part)) return undefined;
  return (parent as Fields)[part];
}

function put(parent: unknown, part: string, value: unknown, path: string): void {
  if (Array.isArray(parent)) {
    if (!/^\d{1,4}$/.test(part)) throw new StorageQueryError(`"${path}" names a field inside an array.`);
    while (parent.length < Number(part)) parent.push(null);
    parent[Number(part)] = value;
  } else if (typeof parent === 'object' && parent !== null) {
    (parent as Fields)[part] = value;
  } else {
    throw new StorageQueryError(`"${path}" leads into a value that is not an object.`);
  }
}

function remove(parent: object, part: string): void {
  if (Array.isArray(parent)) {
    if (/^\d+$/.test(part) && Number(part) < parent.length) parent[Number(part)] = null;
  } else {
    delete (parent as Fields)[part];
  }
}

function compare(a: unknown, b: unknown): number {
  return compareKeys(encodeValue(a), encodeValue(b));
}

function increment(current: unknown, operand: unknown, path: string): number {
  if (typeof operand !== 'number') throw new StorageQueryError(`$inc: the step for "${path}" is not a number.`);
  if (current !== undefined && typeof current !== 'number') {
    throw new StorageQueryError(`$inc: "${path}" is not a number.`);
  }
  return (current ?? 0) + operand;
}

function arrayAt(current: unknown, operator: string, path: string): unknown[] {
  if (current === undefined) return [];
  if (!Array.isArray(current)) throw new StorageQueryError(`${operator}: "${path}" is not an array.`);
  return current;
}

function push(current: unknown, operand: unknown, path: string): unknown[] {
  const array = arrayAt(current, '$push', path);
  if (!isPlainObject(operand) || !('$each' in operand)) return [...array, operand];
  const { $each, $position, $sort, $slice, ...unknown } = operand;
  const [stranger] = Object.keys(unknown);
  if (!Array.isArray($each) || stranger !== undefined) {
    throw new StorageQueryError(`$push: ${stranger ?? '$each'} on "${path}" is not supported.`);
  }
  const at = typeof $position === 'number' ? $position : array.length;
  let result = [...array];
  result.splice(at, 0, ...$each);
  if ($sort !== undefined) result = sorted(result, $sort, path);
  if (typeof $slice === 'number') result = $slice < 0 ? result.slice($slice) : result.slice(0, $slice);
  return result;
}

function sorted(array: unknown[], order: unknown, path: string): unknown[] {
  if (order === 1 || order === -1) return array.sort((a, b) => compare(a, b) * order);
  if (!isPlainObject(order))
    throw new StorageQueryError(`$push: the $sort of "${path}" is neither 1, -1 nor an object.`);
  const sort = Object.entries(order).map(([field, direction]) => [field, direction === -1 ? -1 : 1] as const);
  const keyed = array.map((element) => ({ element, key: sortKey(isPlainObject(element) ? element : {}, sort) }));
  return keyed.sort((a, b) => compareKeys(a.key, b.key)).map(({ element }) => element);
}

function addToSet(current: unknown, operand: unknown, path: string): unknown[] {
  const array = arrayAt(current, '$addToSet', path);
  const added = isPlainObject(operand) && Array.isArray(operand.$each) ? operand.$each : [operand];
  const known = new Set(array.map(encodeValue));
  const result = [...array];
  for (const value of added) {
    const key = encodeValue(value);
    if (!known.has(key)) result.push(value);
    known.add(key);
  }
  return result.length === array.length ? array : result;
}

function pull(current: unknown, operand: unknown, path: string): unknown {
  if (current === undefined) return undefined;
  const matches = elementMatcher(operand);
  return arrayAt(current, '$pull', path).filter((element) => !matches(element));
}

function elementMatcher(condition: unknown): (element: unknown) => boolean {
  if (isOperatorObject(condition)) {
    const query = compiled({ element: condition });
    return (element) => query.test({ element });
  }
  if (isPlainObject(condition)) {
    const query = compiled(condition);
    return (element) => isPlainObject(element) && query.test(element);
  }
  const key = encodeValue(condition);
  return (element) => encodeValue(element) === key;
}

/** The document that an upsert inserts: what the filter says by equality, then the update. */
export function upsertedDocument(filter: Fields, update: Fields): Fields {
  const document: Fields = {};
  addEqualities(document, filter);
  applyUpdate(document, update, true);
  const { _id, ...fields } = document;
  return { _id, ...fields };
}

function addEqualities(document: Fields, filter: Fields): void {
  for (const [path, condition] of Object.entries(filter)) {
    if (path === '$and' && Array.isArray(condition)) {
      for (const clause of condition) addEqualities(document, clause);
    } else if (!path.startsWith('$') && !(condition instanceof RegExp)) {
      const value = isOperatorObject(condition) ? condition.$eq : condition;
      if (value !== undefined) changeAt(document, path, () => structuredClone(value), '$set');
    }
  }
}
