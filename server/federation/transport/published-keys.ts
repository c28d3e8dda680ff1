import { createPublicKey, type KeyObject } from 'node:crypto';
import type { Actor, AssertionKey, JsonObject } from '../../activities/activity.ts';
import { iri, isObject, list, text } from '../convert/read.ts';
import { readAssertionMethod } from '../proofs/assertion-method.ts';
import { fromMultikey } from '../proofs/multikey.ts';

/** The public keys that an actor's document says are theirs, in either of the two ways. */

const RSA_BITS_MIN = 2_048;
const PEM_MAX_CHARS = 8_192;
const KEYS_MAX = 16;

export interface PublishedKey {
  pem: string;
  /** It stands in `assertionMethod` (FEP-521a): also what they say elsewhere may be proven with it. */
  asserts: boolean;
}

export type PublishedKeys = ReadonlyMap<string, PublishedKey>;

/** Null for what is no key, and for keys that are too weak or of a kind that nobody signs with. */
export function readPem(pem: string): KeyObject | null {
  try {
    const key = createPublicKey(pem);
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    const usable = key.asymmetricKeyType === 'ed25519' || (key.asymmetricKeyType === 'rsa' && bits >= RSA_BITS_MIN);
    return usable ? key : null;
  } catch {
    return null;
  }
}

function withAssertionKeys(found: Map<string, PublishedKey>, keys: readonly AssertionKey[]): PublishedKeys {
  for (const { iri: id, multibase } of keys) {
    const pem = fromMultikey(multibase)?.export({ type: 'spki', format: 'pem' }).toString();
    if (pem !== undefined) found.set(id, { pem, asserts: true });
  }
  return found;
}

/** By key id, those of which the document says itself that they are its own. */
export function keysIn(document: JsonObject): PublishedKeys {
  const found = new Map<string, PublishedKey>();
  for (const key of list(document.publicKey).slice(0, KEYS_MAX)) {
    if (!isObject(key) || key.owner !== document.id) continue;
    const id = iri(key.id);
    const pem = text(key.publicKeyPem, PEM_MAX_CHARS);
    if (id !== null && pem !== '') found.set(id, { pem, asserts: false });
  }
  return withAssertionKeys(found, readAssertionMethod(document));
}

/** The same of an actor that has been read. */
export function keysOf({ key, assertionKeys }: Actor): PublishedKeys {
  const found = new Map<string, PublishedKey>();
  if (key !== null) found.set(key.iri, { pem: key.pem, asserts: false });
  return withAssertionKeys(found, assertionKeys);
}
