import type { IndexSpec } from '../database.ts';
import { StorageQueryError } from '../errors.ts';
import { encodeValue, invert } from './key-encoding.ts';
import { valuesAt } from './paths.ts';
import { compiled } from './query.ts';

/** More keys than this for one document in one index is refused: arrays that long do not belong in an index. */
const MAX_KEYS_PER_DOCUMENT = 10_000;

export interface IndexPart {
  path: string;
  steps: readonly string[];
  direction: 1 | -1;
}

/** A B-tree index: which keys a document has in it is a function of the document alone. */
export interface BTreeIndex {
  id: number;
  name: string;
  spec: IndexSpec;
  table: string;
  parts: readonly IndexPart[];
  unique: boolean;
  /** Bit i is set once any document had an array on the path of part i. Never unset. */
  multikey: number;
  covers: ((document: Record<string, unknown>) => boolean) | undefined;
  /** The top-level fields that a document's keys depend on; undefined when that cannot be told. */
  fields: readonly string[] | undefined;
}

export interface DocumentKeys {
  keys: readonly string[];
  multikey: number;
}

const NONE: DocumentKeys = { keys: [], multikey: 0 };

export function indexParts(spec: IndexSpec): IndexPart[] {
  return Object.entries(spec.key).map(([path, direction]) => ({
    path,
    steps: path.split('.'),
    direction: direction === -1 ? -1 : 1,
  }));
}

export function coverage(spec: IndexSpec): BTreeIndex['covers'] {
  if (spec.partialFilterExpression === undefined) return undefined;
  const query = compiled(spec.partialFilterExpression);
  return (document) => query.test(document);
}

export function dependsOn(spec: IndexSpec): BTreeIndex['fields'] {
  const fields = [...Object.keys(spec.key), ...Object.keys(spec.partialFilterExpression ?? {})].map(
    (path) => path.split('.')[0] ?? '',
  );
  return fields.some((field) => field.startsWith('$')) ? undefined : [...new Set(fields)];
}

/** Whether two versions of a document surely have the same keys in an index. May say no when they do. */
export function sameKeys(index: BTreeIndex, a: Record<string, unknown>, b: Record<string, unknown>): boolean {
  return index.fields?.every((field) => isSame(a[field], b[field])) ?? false;
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || (a instanceof Date && b instanceof Date && a.getTime() === b.getTime());
}

/** The keys of one document, each once. Empty when a partial index leaves the document out. */
export function documentKeys(index: BTreeIndex, document: Record<string, unknown>): DocumentKeys {
  if (index.covers?.(document) === false) return NONE;
  let keys = [''];
  let multikey = 0;
  let arrayRoot: string | undefined;
  for (const [position, part] of index.parts.entries()) {
    const { values, multiple } = valuesAt(document, part.steps);
    if (multiple) {
      multikey |= 1 << position;
      const [root] = part.steps;
      if (arrayRoot !== undefined && arrayRoot !== root) {
        throw new StorageQueryError(`Index ${index.name} cannot hold two parallel arrays (${arrayRoot}, ${root}).`);
      }
      arrayRoot = root;
    }
    if (keys.length * values.length > MAX_KEYS_PER_DOCUMENT) {
      throw new StorageQueryError(`The array at "${part.path}" is too long for index ${index.name}.`);
    }
    keys = extend(keys, values, part.direction);
  }
  return { keys: keys.length > 1 ? [...new Set(keys)] : keys, multikey };
}

function extend(keys: readonly string[], values: readonly unknown[], direction: 1 | -1): string[] {
  const components = values.map((value) => (direction === 1 ? encodeValue(value) : invert(encodeValue(value))));
  return keys.flatMap((key) => components.map((component) => key + component));
}
