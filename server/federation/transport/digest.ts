import { hash } from 'node:crypto';
import { parseDictionary } from 'structured-headers';
import type { Digests } from './sign.ts';

/** Algorithms that bind a body; others in the same header are passed over, as both specifications ask. */
const ALGORITHMS = new Map([
  ['sha-256', 'sha256'],
  ['sha-512', 'sha512'],
]);

/** The headers that bind a body of ours to a signature of either kind. */
export function digestsOf(body: Buffer): Digests {
  const digest = hash('sha256', body, 'base64');
  return { digest: `SHA-256=${digest}`, contentDigest: `sha-256=:${digest}:` };
}

/** Whether a `Digest` header (RFC 3230) has at least one algorithm that we know, each once, and all of those match the body. */
export function matchesDigest(header: string, body: Buffer): boolean {
  const matched = new Set<string>();
  for (const part of header.split(',')) {
    const [, name, value] = /^\s*([A-Za-z0-9-]{1,20})=([A-Za-z0-9+/]{1,100}={0,2})\s*$/.exec(part) ?? [];
    const algorithm = ALGORITHMS.get(name?.toLowerCase() ?? '');
    if (algorithm === undefined) continue;
    // Each costs a pass over the body, before anything is known of who sends it.
    if (matched.has(algorithm) || hash(algorithm, body, 'base64') !== value) return false;
    matched.add(algorithm);
  }
  return matched.size > 0;
}

/** The same for `Content-Digest` (RFC 9530). */
export function matchesContentDigest(header: string, body: Buffer): boolean {
  let matched = false;
  try {
    for (const [name, [value]] of parseDictionary(header)) {
      const algorithm = ALGORITHMS.get(name);
      if (algorithm === undefined) continue;
      if (!(value instanceof ArrayBuffer)) return false;
      if (hash(algorithm, body, 'base64') !== Buffer.from(value).toString('base64')) return false;
      matched = true;
    }
  } catch {
    return false;
  }
  return matched;
}
