import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Of `keyOf`. */
const ID_CHARS = 22;
/** 132 bits. */
const PROOF_CHARS = 22;

/**
 * The unguessable part of the link in an invitation: the pair's id, and the proof that this instance gave it out. Nothing is
 * stored, so nothing can be read from a copy of the database and nothing has to be tidied away.
 */
export class JoinTokens {
  readonly #key: Buffer;

  constructor(secretKey: string) {
    this.#key = Buffer.from(hkdfSync('sha256', secretKey, 'staffroom', 'join-tokens', 32));
  }

  for(pair: string): string {
    return pair + this.#proof(pair);
  }

  /** The id of the pair that a token is for; null when it is none of ours. */
  pairOf(token: string): string | null {
    const pair = token.slice(0, ID_CHARS);
    const given = Buffer.from(token.slice(ID_CHARS));
    const proof = Buffer.from(this.#proof(pair));
    return given.length === proof.length && timingSafeEqual(given, proof) ? pair : null;
  }

  #proof(pair: string): string {
    return createHmac('sha256', this.#key).update(pair).digest('base64url').slice(0, PROOF_CHARS);
  }
}
