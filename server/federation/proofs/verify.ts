import type { JsonObject } from '../../activities/activity.ts';
import type { DomainPolicy } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import { hostOf, idOf } from '../convert/read.ts';
import { cleaned } from '../limits.ts';
import type { FederationNaming } from '../naming.ts';
import type { RemoteKeys } from '../transport/remote-keys.ts';
import { holds, proofOn } from './integrity.ts';

/**
 * Who vouches for a document by a proof on it, whoever brought it; null when nobody does. Give it the JSON as it was parsed:
 * a copy without some of its keys is another document. The answer is the document's own `actor` or `attributedTo`, whose key
 * (in `assertionMethod`, at its own origin) the proof was made with (FEP-8b32, FEP-fe34). Rejects with KeyNotNow when that
 * cannot be told at the moment.
 */
export type VerifyProof = (json: JsonObject) => Promise<{ actor: string } | null>;

export function createProofVerifier(parts: {
  keys: RemoteKeys;
  naming: Pick<FederationNaming, 'isLocal'>;
  policy: DomainPolicy;
  clock: Clock;
}): VerifyProof {
  const { keys, naming, policy, clock } = parts;
  return async (json) => {
    const proof = proofOn(json, clock.now());
    const actor = idOf(json.actor) ?? idOf(json.attributedTo);
    if (proof === null || actor === null || Array.isArray(json.actor)) return null;
    const host = hostOf(proof.keyId);
    if (host === null || policy.isBlocked(host) || naming.isLocal(proof.keyId)) return null;
    // Before anything is hashed or asked for: what is beyond the limits would not be let in anyway.
    if (cleaned(json) === null) return null;
    const known = await keys.get(proof.keyId);
    if (known === null || !known.asserts || known.owner !== actor) return null;
    if (holds(json, proof, known.key)) return { actor };
    const renewed = await keys.renew(proof.keyId, known);
    const fits = renewed?.asserts === true && renewed.owner === actor && holds(json, proof, renewed.key);
    return fits ? { actor } : null;
  };
}
