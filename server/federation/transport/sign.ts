import { type KeyObject, sign } from 'node:crypto';

export interface SigningKey {
  keyId: string;
  /** RSA: the one kind that every server verifies. */
  privateKey: KeyObject;
}

/** A request that is to be signed. */
export interface Unsigned {
  method: 'GET' | 'POST';
  url: URL;
  headers: Record<string, string>;
  /** With a body: its `Digest` (RFC 3230) and its `Content-Digest` (RFC 9530), of which each kind of signature sends its own. */
  digests?: Digests;
}

export interface Digests {
  digest: string;
  contentDigest: string;
}

/** Signs in libuv's thread pool: RSA costs about a millisecond, which the event loop does not have to spare. */
export function signAsync(base: string, key: KeyObject): Promise<string> {
  return new Promise((resolve, reject) => {
    sign('sha256', Buffer.from(base, 'latin1'), key, (error, signature) => {
      if (error) reject(error);
      else resolve(signature.toString('base64'));
    });
  });
}
