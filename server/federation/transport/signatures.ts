import { type KeyObject, verify } from 'node:crypto';
import { readDraftCavage } from './draft-cavage.ts';
import { type ReceivedRequest, single } from './received.ts';
import { readRfc9421 } from './rfc9421.ts';
import { type SignatureClaim, SignatureRefusal } from './signature-claim.ts';

export interface OwnAddress {
  origin: string;
  /** `host[:port]` that a Host header must name: a signature for another server is not one for us. */
  domain: string;
}

/**
 * Reads the signature of a request, of either kind; nothing it says is proven before `isValid`.
 * @throws SignatureRefusal, and nothing else, whatever the headers hold
 */
export function readSignature(request: ReceivedRequest, own: OwnAddress, now: Date): SignatureClaim {
  if (single(request, 'host')?.toLowerCase() !== own.domain) throw new SignatureRefusal('host');
  const signature = single(request, 'signature');
  if (signature === null) throw new SignatureRefusal('unsigned');
  const hasInput = request.headers.has('signature-input');
  const input = single(request, 'signature-input');
  if (hasInput && input === null) throw new SignatureRefusal('signature-header');
  try {
    return input === null ? readDraftCavage(request, signature, now) : readRfc9421(request, input, own.origin, now);
  } catch (error) {
    // The structured field parser throws on garbage.
    throw error instanceof SignatureRefusal ? error : new SignatureRefusal('signature-header');
  }
}

/** Whether the claim's signature was made with the private half of `key`. */
export function isValid(claim: SignatureClaim, key: KeyObject): boolean {
  const type = key.asymmetricKeyType;
  if (type === 'rsa' && claim.algorithm !== 'ed25519') return verify('sha256', claim.base, key, claim.signature);
  if (type === 'ed25519' && claim.algorithm !== 'rsa-sha256') return verify(null, claim.base, key, claim.signature);
  return false;
}
