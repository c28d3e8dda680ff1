/** What a signature header says, read strictly but not yet checked against a key. */
export interface SignatureClaim {
  keyId: string;
  /** Null: whatever the key's type implies. */
  algorithm: 'rsa-sha256' | 'ed25519' | null;
  /** The bytes that were signed, put together from the request as it reached us. */
  base: Buffer;
  signature: Buffer;
}

/** A signature that cannot stand; `reason` is for our counters and for the sender, it holds nothing of the request. */
export class SignatureRefusal extends Error {
  override readonly name = 'SignatureRefusal';
  readonly reason: string;
  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}

/** How far a sender's clock may be off, and how long a captured request could be replayed (the log makes it harmless). */
export const CLOCK_SKEW_MAX_MS = 60 * 60 * 1000;
const KEY_ID_MAX_CHARS = 2_048;

export function requireRecent(millis: number, now: Date): void {
  if (!Number.isFinite(millis)) throw new SignatureRefusal('date-unreadable');
  if (Math.abs(now.getTime() - millis) > CLOCK_SKEW_MAX_MS) throw new SignatureRefusal('date-out-of-range');
}

export function requireKeyId(keyId: string | undefined): string {
  const protocol = keyId === undefined || keyId.length > KEY_ID_MAX_CHARS ? null : URL.parse(keyId)?.protocol;
  if (keyId === undefined || (protocol !== 'https:' && protocol !== 'http:')) throw new SignatureRefusal('key-id');
  return keyId;
}

export function requireBase64(value: string | undefined): Buffer {
  if (value === undefined || !/^[A-Za-z0-9+/]{16,2048}={0,2}$/.test(value)) throw new SignatureRefusal('signature');
  return Buffer.from(value, 'base64');
}
