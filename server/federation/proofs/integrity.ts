import { hash, type KeyObject, sign, verify } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Json, JsonObject } from '../../activities/activity.ts';
import { isObject, list } from '../convert/read.ts';
import { fromMultibase, toMultibase } from './multikey.ts';

/**
 * Object integrity proofs (FEP-8b32) of the cryptosuite `eddsa-jcs-2022` (W3C vc-di-eddsa 3.3): an Ed25519 signature over
 * the document itself, which holds wherever the document comes from. Functions of values; whose key it is, is not decided
 * here.
 */

const CRYPTOSUITE = 'eddsa-jcs-2022';
const SIGNATURE_BYTES = 64;
/** Proofs of a document that are looked at. */
const PROOFS_MAX = 4;
/** Names the terms of a proof for those who read JSON-LD. */
export const DATA_INTEGRITY = 'https://w3id.org/security/data-integrity/v1';

export interface ProofKey {
  /** The verification method: the IRI of the key in its owner's `assertionMethod`. */
  keyId: string;
  /** Ed25519. */
  privateKey: KeyObject;
}

/** What signer and verifier hash: the options of the proof, then the document, each in its canonical form (RFC 8785). */
function hashed(document: JsonObject, options: JsonObject): Buffer {
  const digest = (value: JsonObject) => hash('sha256', canonicalize(value) ?? '', 'buffer');
  return Buffer.concat([digest(options), digest(document)]);
}

/**
 * The document with a proof of it.
 * @param created stands in the proof, to the second: some verifiers write the instant anew before they hash it
 */
export function withProof(document: JsonObject, key: ProofKey, created: Date): JsonObject {
  const context: Json = document['@context'] ?? null;
  const unsecured = { ...document, '@context': withDataIntegrity(context) };
  const options = {
    '@context': unsecured['@context'],
    type: 'DataIntegrityProof',
    cryptosuite: CRYPTOSUITE,
    verificationMethod: key.keyId,
    proofPurpose: 'assertionMethod',
    created: `${created.toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length)}Z`,
  };
  const proofValue = toMultibase(sign(null, hashed(unsecured, options), key.privateKey));
  return { ...unsecured, proof: { ...options, proofValue } };
}

/** Terms of our own stay last, where they may give a meaning to what the others leave open. */
function withDataIntegrity(context: Json): Json[] {
  const contexts = list(context);
  const names = contexts.filter((item) => !isObject(item));
  return [...names, DATA_INTEGRITY, ...contexts.filter(isObject)];
}

/** A proof as it stands on a document, not yet checked. */
export interface Proof {
  keyId: string;
  /** All of it but `proofValue`. */
  options: JsonObject;
  signature: Buffer;
}

/** The first proof on a document that we could check, or null. What has expired by `now` is none. */
export function proofOn(document: JsonObject, now: Date): Proof | null {
  for (const proof of list(document.proof).slice(0, PROOFS_MAX)) {
    if (!isObject(proof) || proof.type !== 'DataIntegrityProof' || proof.cryptosuite !== CRYPTOSUITE) continue;
    const { proofValue, ...options } = proof;
    const { verificationMethod: keyId, proofPurpose, expires } = options;
    if (proofPurpose !== 'assertionMethod' || typeof keyId !== 'string' || typeof proofValue !== 'string') continue;
    if (expires !== undefined && !(typeof expires === 'string' && Date.parse(expires) > now.getTime())) continue;
    const signature = fromMultibase(proofValue);
    if (signature?.length === SIGNATURE_BYTES) return { keyId, options, signature };
  }
  return null;
}

/** Whether the proof was made of this very document with the private half of `key`. */
export function holds(document: JsonObject, { options, signature }: Proof, key: KeyObject): boolean {
  const { proof: _, ...unsecured } = document;
  const context = unsecured['@context'];
  // vc-di-eddsa 3.3.2: what the proof says of the context is the document's. Servers that leave it out there have hashed the
  // document's all the same (FEP-8b32); either way nothing of the document is left unsigned.
  const candidates = context === undefined ? [options] : [{ ...options, '@context': context }, options];
  try {
    if (options['@context'] !== undefined && !isSame(options['@context'], context)) return false;
    return candidates.some((candidate) => verify(null, hashed(unsecured, candidate), key, signature));
  } catch {
    // The canonical form has no place for lone surrogates, for one.
    return false;
  }
}

function isSame(one: Json, other: Json | undefined): boolean {
  return canonicalize(one) === canonicalize(other);
}
