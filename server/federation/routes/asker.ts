import type { IncomingMessage } from 'node:http';
import type { DomainPolicy } from '../../activities/ports.ts';
import { ANYONE, type Asker } from '../../activities/visibility.ts';
import type { Clock } from '../../core/clock.ts';
import { hostOf } from '../convert/read.ts';
import type { FederationNaming } from '../naming.ts';
import { receivedRequest } from '../transport/received.ts';
import type { RemoteKeys } from '../transport/remote-keys.ts';
import { type SignatureClaim, SignatureRefusal } from '../transport/signature-claim.ts';
import { isValid, readSignature } from '../transport/signatures.ts';

const NO_BODY = Buffer.alloc(0);

/** Finds out who sent a GET. */
export interface Askers {
  /**
   * By its signature; one that does not hold gives its sender no more than none at all.
   * @throws KeyNotNow, which is answered with 503
   */
  of(req: IncomingMessage): Promise<Asker>;
  /** Whether the sender says that they are of an instance that is blocked here. Believed as it stands: it asks nobody. */
  isOfBlocked(req: IncomingMessage): boolean;
}

export function createAskers(parts: {
  naming: FederationNaming;
  keys: RemoteKeys;
  policy: DomainPolicy;
  clock: Clock;
}): Askers {
  const { naming, keys, policy, clock } = parts;
  /** Several places want to know it of one request. */
  const found = new WeakMap<IncomingMessage, Promise<Asker>>();

  function claimOf(req: IncomingMessage): SignatureClaim | null {
    if (req.headers.signature === undefined) return null;
    try {
      return readSignature(receivedRequest(req, NO_BODY), naming, clock.now());
    } catch (error) {
      if (error instanceof SignatureRefusal) return null;
      throw error;
    }
  }

  function isBlocked({ keyId }: SignatureClaim): boolean {
    const host = hostOf(keyId);
    return host === null || policy.isBlocked(host);
  }

  async function find(req: IncomingMessage): Promise<Asker> {
    const claim = claimOf(req);
    if (claim === null || isBlocked(claim) || naming.isLocal(claim.keyId)) return ANYONE;
    const known = await keys.get(claim.keyId);
    const fits = known !== null && isValid(claim, known.key);
    const key = fits || known === null ? known : await keys.renew(claim.keyId, known);
    if (key === null || !(fits || isValid(claim, key.key)) || policy.isSuspended(key.owner)) return ANYONE;
    return { kind: 'actor', iri: key.owner };
  }

  return {
    of(req) {
      const asked = found.get(req) ?? find(req);
      found.set(req, asked);
      return asked;
    },
    isOfBlocked(req) {
      const claim = claimOf(req);
      return claim !== null && isBlocked(claim);
    },
  };
}
