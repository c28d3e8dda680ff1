import { createHash, randomBytes, randomFillSync } from 'node:crypto';

const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz';

let lastMillis = 0;
let sequence = 0;

/** Random bytes are had by the pool: asking for eight at a time costs as much as for thousands. */
const pool = Buffer.alloc(4_096);
let used = pool.length;

function random64(): bigint {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += 8;
  return pool.readBigUInt64BE(used - 8);
}

/**
 * A new id of 26 lower-case characters that sorts by time of making, strictly within one process (ULID's layout:
 * 48 bits of milliseconds, then 16 bits of sequence, then 64 random bits).
 */
export function newId(now = Date.now()): string {
  const millis = Math.max(now, lastMillis);
  sequence = millis === lastMillis ? sequence + 1 : 0;
  lastMillis = millis;
  // The sequence carries into the milliseconds on overflow, which keeps the order.
  if (sequence > 0xffff) {
    lastMillis += 1;
    sequence = 0;
  }
  const bits = (BigInt(lastMillis) << 80n) | (BigInt(sequence) << 64n) | random64();
  let rest = bits;
  let text = '';
  for (let i = 0; i < 26; i++) {
    text = CROCKFORD[Number(rest & 31n)] + text;
    rest >>= 5n;
  }
  return text;
}

/** The short public key of an ActivityPub id: 132 bits of its SHA-256, in 22 URL-safe characters. */
export function keyOf(iri: string): string {
  return createHash('sha256').update(iri).digest('base64url').slice(0, 22);
}

/**
 * The name of something whose making may be tried again: the same parts give the same name, and no others do. At least
 * one part says whose it is, so that nobody can take the name of what is another's.
 */
export function nameOf(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40);
}

/** An unguessable secret of 256 bits, URL-safe. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
