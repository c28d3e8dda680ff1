import type { Random } from './random.ts';

/** A document of mixed types, with holes and arrays, in a small value space so that random filters hit. */
export interface Sample {
  _id: string;
  a?: unknown;
  b?: unknown;
  c?: unknown;
  tags?: string[];
  at?: Date;
  inner?: { x?: unknown; y?: number };
  items?: { k: string; v: number }[];
}

const TEXTS = ['', 'a', 'b', 'ab', 'ä', 'z', 'a\u0000b', 'a\u0001', '€', 'Ωmega'];
const NUMBERS = [-1e300, -2.5, -1, 0, 0.1, 1, 2, 3, 1e10, 1e300];
const TAGS = ['math', 'art', 'music', 'pe'];

export function scalar(random: Random): unknown {
  const kind = random.below(10);
  if (kind < 4) return random.pick(NUMBERS);
  if (kind < 7) return random.pick(TEXTS);
  if (kind === 7) return random.chance(0.5);
  if (kind === 8) return new Date(1_700_000_000_000 + random.below(5) * 1000);
  return null;
}

export function sample(random: Random, id: string): Sample {
  const document: Sample = { _id: id };
  if (random.chance(0.85)) document.a = scalar(random);
  if (random.chance(0.85)) document.b = random.pick(NUMBERS);
  if (random.chance(0.8)) document.c = random.pick(TEXTS);
  if (random.chance(0.7)) document.tags = TAGS.filter(() => random.chance(0.4));
  if (random.chance(0.8)) document.at = new Date(1_700_000_000_000 + random.below(50) * 1000);
  if (random.chance(0.6)) document.inner = random.chance(0.8) ? { x: scalar(random), y: random.below(5) } : {};
  if (random.chance(0.5)) {
    document.items = Array.from({ length: random.below(3) }, () => ({
      k: random.pick(TAGS),
      v: random.below(5),
    }));
  }
  return document;
}

/** One to three conditions, sometimes inside `$or` or `$and`. */
export function randomFilter(random: Random, depth = 0): Record<string, unknown> {
  if (depth < 2 && random.chance(0.2)) {
    const operator = random.pick(['$or', '$and', '$nor']);
    return { [operator]: [randomFilter(random, depth + 1), randomFilter(random, depth + 1)] };
  }
  const filter: Record<string, unknown> = {};
  for (let i = 0; i <= random.below(3); i++) Object.assign(filter, condition(random));
  if (depth < 2 && random.chance(0.15)) filter.$or = [randomFilter(random, 2), randomFilter(random, 2)];
  return filter;
}

function condition(random: Random): Record<string, unknown> {
  switch (random.below(9)) {
    case 0:
      return { a: operand(random, () => scalar(random)) };
    case 1:
      return { b: operand(random, () => random.pick(NUMBERS)) };
    case 2:
      return { c: operand(random, () => random.pick(TEXTS)) };
    case 3:
      return { tags: random.chance(0.7) ? random.pick(TAGS) : { $in: [random.pick(TAGS), random.pick(TAGS)] } };
    case 4:
      return { at: operand(random, () => new Date(1_700_000_000_000 + random.below(50) * 1000)) };
    case 5:
      return { 'inner.y': operand(random, () => random.below(5)) };
    case 6:
      return { 'items.k': random.pick(TAGS) };
    case 7:
      return { items: { $elemMatch: { k: random.pick(TAGS), v: { $gte: random.below(5) } } } };
    default:
      return { _id: random.chance(0.5) ? { $lt: `id-${random.below(300)}` } : { $in: ids(random) } };
  }
}

function ids(random: Random): string[] {
  return Array.from({ length: 1 + random.below(5) }, () => `id-${random.below(300)}`);
}

function operand(random: Random, value: () => unknown): unknown {
  switch (random.below(9)) {
    case 0:
      return { $in: [value(), value(), value()] };
    case 1:
      return nonNull(random, value, (operator, bound) => ({ [operator]: bound }));
    case 2:
      return { $gte: notNull(value), $lt: notNull(value) };
    case 3:
      return { $ne: value() };
    case 4:
      return { $exists: random.chance(0.5) };
    case 5:
      return null;
    case 6:
      return { $nin: [value(), value()] };
    case 7:
      return { $not: { $gt: notNull(value) } };
    default:
      return value();
  }
}

function nonNull<T>(random: Random, value: () => unknown, build: (operator: string, bound: unknown) => T): T {
  return build(random.pick(['$gt', '$gte', '$lt', '$lte']), notNull(value));
}

function notNull(value: () => unknown): unknown {
  for (;;) {
    const candidate = value();
    if (candidate !== null) return candidate;
  }
}

const SORTABLE = ['a', 'b', 'c', 'at', 'inner.y', '_id'];

export function randomSort(random: Random): Record<string, 1 | -1> {
  const sort: Record<string, 1 | -1> = {};
  for (let i = 0; i <= random.below(2); i++) sort[random.pick(SORTABLE)] = random.chance(0.5) ? 1 : -1;
  // A total order, so that the expected page is one exact list.
  if (!('_id' in sort)) sort._id = random.chance(0.5) ? 1 : -1;
  return sort;
}

/** MongoDB's order of the types used here, written down independently of the engine's key encoding. */
export function compareSamples(sort: Record<string, 1 | -1>): (a: Sample, b: Sample) => number {
  return (a, b) => {
    for (const [path, direction] of Object.entries(sort)) {
      const order = compareValues(at(a, path), at(b, path));
      if (order !== 0) return order * direction;
    }
    return 0;
  };
}

function at(document: Sample, path: string): unknown {
  return path === 'inner.y' ? document.inner?.y : document[path as keyof Sample];
}

function compareValues(a: unknown, b: unknown): number {
  const [rankA, rankB] = [rank(a), rank(b)];
  if (rankA !== rankB) return rankA - rankB;
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return rankA === 0 ? 0 : Number(a) - Number(b) || 0;
}

function rank(value: unknown): number {
  if (value === undefined || value === null) return 0;
  return ['number', 'string', 'boolean', 'object'].indexOf(typeof value) + 1;
}
