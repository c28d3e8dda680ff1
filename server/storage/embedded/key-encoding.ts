/*
 * Index keys as text whose binary order (SQLite's BINARY collation over UTF-8) is MongoDB's order of values:
 * empty array < null and missing < numbers < strings < objects < arrays < binary < booleans < dates.
 *
 * Text rather than blobs: node:sqlite hands a text column over as a one-byte JS string, about twice as fast as the
 * ArrayBuffer behind a blob, and keys compare with `<`.
 *
 * A component is a tag and a body that no other body is a prefix of, so components can simply be joined. Every tag has
 * unused neighbours (`tag ± 1`), which serve as cuts around all values of one type. A cut "after" a complete component
 * is that component followed by AFTER, which is above every tag.
 */

const TAG = {
  emptyArray: 0x10,
  null: 0x14,
  number: 0x18,
  string: 0x1c,
  object: 0x20,
  array: 0x24,
  binary: 0x28,
  boolean: 0x2c,
  date: 0x30,
} as const;

const END = '\u0001';
export const AFTER = '\u007f';

/** Stands for `[]`, which MongoDB indexes below null. */
export const EMPTY_ARRAY = Symbol('empty array');

const tag = (code: number): string => String.fromCharCode(code);
export const EMPTY_ARRAY_KEY = tag(TAG.emptyArray);
export const NULL_KEY = tag(TAG.null);
const [NUMBER, STRING, OBJECT, ARRAY, BINARY, DATE] = (
  ['number', 'string', 'object', 'array', 'binary', 'date'] as const
).map((type) => tag(TAG[type])) as [string, string, string, string, string, string];
const FALSE_KEY = `${tag(TAG.boolean)}0`;
const TRUE_KEY = `${tag(TAG.boolean)}1`;

/** One value as an ascending component. */
export function encodeValue(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return STRING + escapeControls(value) + END;
    case 'number':
      return NUMBER + encodeNumber(value);
    case 'boolean':
      return value ? TRUE_KEY : FALSE_KEY;
    case 'object':
      return value === null ? NULL_KEY : encodeObject(value);
    case 'symbol':
      return EMPTY_ARRAY_KEY;
    default:
      return NULL_KEY;
  }
}

function encodeObject(value: object): string {
  if (value instanceof Date) return DATE + encodeNumber(value.getTime());
  if (Array.isArray(value)) return ARRAY + value.map(encodeValue).join('') + END;
  if (value instanceof Uint8Array) return BINARY + Buffer.from(value).toString('hex') + END;
  let body = '';
  for (const [name, field] of Object.entries(value)) {
    if (field === undefined) continue;
    const encoded = encodeValue(field);
    body += encoded.charAt(0) + escapeControls(name) + END + encoded;
  }
  return OBJECT + body + END;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these three would break the order.
const CONTROLS = /[\u0000-\u0002]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above.
const ALL_CONTROLS = /[\u0000-\u0002]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: what escapeControls writes.
const ESCAPED = /\u0002[\u0003-\u0005]/g;

function escapeControls(text: string): string {
  if (!CONTROLS.test(text)) return text;
  return text.replace(ALL_CONTROLS, (control) => `\u0002${String.fromCharCode(control.charCodeAt(0) + 3)}`);
}

// In ASCII order, so that digits compare like the six bits they stand for.
const DIGITS = [...'-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz'];
const digit = (bits: number): string => DIGITS[bits & 63] ?? '';
const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);

/** A double's 64 bits, made monotonic (negative numbers inverted), as 11 ordered digits. */
function encodeNumber(value: number): string {
  if (Number.isNaN(value)) return '-----------';
  double[0] = value === 0 ? 0 : value;
  let low = words[0] ?? 0;
  let high = words[1] ?? 0;
  if (high >>> 31) {
    low = ~low;
    high = ~high;
  } else {
    high ^= 0x80000000;
  }
  return (
    digit(high >>> 26) +
    digit(high >>> 20) +
    digit(high >>> 14) +
    digit(high >>> 8) +
    digit(high >>> 2) +
    digit(((high & 3) << 4) | (low >>> 28)) +
    digit(low >>> 22) +
    digit(low >>> 16) +
    digit(low >>> 10) +
    digit(low >>> 4) +
    digit((low & 15) << 2)
  );
}

/**
 * The same component for a descending part of a key: bytes mirrored, so that the order of any two is reversed.
 * Bytes of non-ASCII characters become an escape below every mirrored ASCII byte.
 */
export function invert(component: string): string {
  let inverted = '';
  for (const byte of Buffer.from(component)) {
    if (byte < 0x80) inverted += String.fromCharCode(0x83 - byte);
    else inverted += `\u0003${String.fromCharCode(0x30 + ((255 - byte) >> 4), 0x30 + ((255 - byte) & 15))}`;
  }
  return inverted;
}

/** A position between values of one component: before `key`, or after it and whatever follows it. */
export interface Cut {
  key: string;
  after: boolean;
}

export function cutText(cut: Cut): string {
  return cut.after ? cut.key + AFTER : cut.key;
}

/** The cuts around all values of the type of `value`, because MongoDB's ranges never cross types. */
export function typeBracket(value: unknown): { low: Cut; high: Cut } {
  const code = encodeValue(value).charCodeAt(0);
  return { low: { key: tag(code - 1), after: false }, high: { key: tag(code + 1), after: false } };
}

/** The string behind an encoded string component, or undefined for other types and for type brackets. */
export function decodeString(component: string): string | undefined {
  if (!component.startsWith(STRING)) return undefined;
  return component.slice(1, -1).replace(ESCAPED, (pair) => String.fromCharCode(pair.charCodeAt(1) - 3));
}

const BEYOND_SURROGATES = /[\ud800-\uffff]/;

/** SQLite's order. JS's `<` differs from it only where UTF-16 surrogates meet characters above them. */
export function compareKeys(a: string, b: string): number {
  if (a === b) return 0;
  if (BEYOND_SURROGATES.test(a) && BEYOND_SURROGATES.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : 1;
}
