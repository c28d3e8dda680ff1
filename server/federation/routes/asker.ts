import type { IncomingMessage } from 'node:http';
import type { DomainPolicy } from '../../activities/ports.ts';
import { ANYONE, type Asker } from '../../activities/visibility.ts';
import type { Clock } from '../../core/clock.ts';
import { hostOf } from '../convert/read.ts';
import type { FederationNaming } from '../naming.ts';
import { receivedRequest } from '../transport/received.ts';
import type { RemoteKeys } from '../transport/remote-keys.ts';
import { SignatureRefusal } from '../transport/signature-claim.ts';
import { isValid, readSignature } from '../transport/signatures.ts';

const NO_BODY = Buffer.alloc(0);

/** Finds out who sent a GET. A signature that does not hold gives its sender no more than none at all. */
export function createAskers(parts: {
  naming: FederationNaming;
  keys: RemoteKeys;
  policy: DomainPolicy;
  clock: Clock;
}): (req: IncomingMessage) => Promise<Asker> {
  const { naming, keys, policy, clock } = parts;
  return async (req) => {
    if (req.headers.signature === undefined) return ANYONE;
    try {
      const claim = readSignature(receivedRequest(req, NO_BODY), naming, clock.now());
      const host = hostOf(claim.keyId);
      if (host === null || policy.isBlocked(host) || naming.isLocal(claim.keyId)) return ANYONE;
      const known = await keys.get(claim.keyId);
      if (known !== null && isValid(claim, known.key)) return { kind: 'actor', iri: known.owner };
      const renewed = known === null ? null : await keys.renew(claim.keyId);
      return renewed !== null && isValid(claim, renewed.key) ? { kind: 'actor', iri: renewed.owner } : ANYONE;
    } catch (error) {
      if (error instanceof SignatureRefusal) return ANYONE;
      throw error;
    }
  };
}
