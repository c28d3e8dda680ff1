import { createPublicKey, type KeyObject } from 'node:crypto';
import bs58 from 'bs58';

/** Ed25519 public keys as `publicKeyMultibase` (FEP-521a): `z`, then base58btc of the multicodec prefix and 32 bytes. */

const ED25519_PREFIX = Buffer.from([0xed, 0x01]);
const ED25519_BYTES = 32;
/** Base58 takes time that grows with the square of its length; a key has 48 characters, a signature at most 89. */
const MULTIBASE_MAX_CHARS = 100;

/** Bytes in base58btc with the `z` of multibase. */
export function toMultibase(bytes: Uint8Array): string {
  return `z${bs58.encode(bytes)}`;
}

/** Null for any other base, and for text that is none. */
export function fromMultibase(text: string): Buffer | null {
  if (!text.startsWith('z') || text.length > MULTIBASE_MAX_CHARS) return null;
  const bytes = bs58.decodeUnsafe(text.slice(1));
  return bytes === undefined ? null : Buffer.from(bytes);
}

/** @param key of type Ed25519 */
export function toMultikey(key: KeyObject): string {
  const { x } = key.export({ format: 'jwk' });
  return toMultibase(Buffer.concat([ED25519_PREFIX, Buffer.from(x ?? '', 'base64url')]));
}

/** The Ed25519 key in `publicKeyMultibase`; null for other kinds of keys and for noise. */
export function fromMultikey(multibase: string): KeyObject | null {
  const bytes = fromMultibase(multibase);
  if (bytes === null || bytes.length !== ED25519_PREFIX.length + ED25519_BYTES) return null;
  if (!bytes.subarray(0, ED25519_PREFIX.length).equals(ED25519_PREFIX)) return null;
  const x = bytes.subarray(ED25519_PREFIX.length).toString('base64url');
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}
