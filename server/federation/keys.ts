import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  generateKeyPair,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { promisify } from 'node:util';
import type { KeyRing } from '../activities/ports.ts';
import type { Clock } from '../core/clock.ts';
import { type Database, isDuplicateKey } from '../storage/index.ts';
import type { SigningKey } from './transport/draft-cavage.ts';

/** RSA-2048, as every server can read it. The engine's own 4096 bits would take six times as long to sign with. */
const MODULUS_BITS = 2_048;
const CACHED_MAX = 2_000;
const IV_BYTES = 12;
const TAG_BYTES = 16;

interface ActorKeyRow {
  /** The actor's IRI. */
  _id: string;
  pem: string;
  /** AES-256-GCM: iv, tag and the PKCS #8 key. */
  sealed: string;
  createdAt: Date;
}

export interface SigningKeyRing extends KeyRing {
  /** The key that an actor of ours signs with; made when there is none yet. */
  signingKey(actorIri: string): Promise<SigningKey>;
}

const generate = promisify(generateKeyPair);

/**
 * Keys of local actors, in a collection of their own and encrypted under a key derived from the instance's secret, so
 * that neither a document nor a database dump gives one away. Owns `actor_keys`.
 */
export function createKeyRing(db: Database, secretKey: string, clock: Clock): SigningKeyRing {
  const rows = db.collection<ActorKeyRow>('actor_keys');
  const sealingKey = Buffer.from(hkdfSync('sha256', secretKey, 'staffroom', 'actor-keys', 32));
  const unlocked = new Map<string, SigningKey>();
  const making = new Map<string, Promise<ActorKeyRow>>();

  function seal(privateKey: KeyObject, actorIri: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', sealingKey, iv).setAAD(Buffer.from(actorIri));
    const text = [cipher.update(privateKey.export({ type: 'pkcs8', format: 'der' })), cipher.final()];
    return Buffer.concat([iv, cipher.getAuthTag(), ...text]).toString('base64');
  }

  /** @throws when the row was sealed for another actor or under another secret */
  function unseal(row: ActorKeyRow): KeyObject {
    const bytes = Buffer.from(row.sealed, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', sealingKey, bytes.subarray(0, IV_BYTES))
      .setAAD(Buffer.from(row._id))
      .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    const der = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
    return createPrivateKey({ key: der, type: 'pkcs8', format: 'der' });
  }

  async function make(actorIri: string): Promise<ActorKeyRow> {
    const known = await rows.findOne({ _id: actorIri });
    if (known) return known;
    const pair = await generate('rsa', { modulusLength: MODULUS_BITS });
    const pem = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const row = { _id: actorIri, pem, sealed: seal(pair.privateKey, actorIri), createdAt: clock.now() };
    try {
      await rows.insertOne(row);
      return row;
    } catch (error) {
      // Another process was first; its key is the one that is published.
      const winner = isDuplicateKey(error) ? await rows.findOne({ _id: actorIri }) : null;
      if (winner) return winner;
      throw error;
    }
  }

  function rowOf(actorIri: string): Promise<ActorKeyRow> {
    const pending = making.get(actorIri);
    if (pending) return pending;
    const started = make(actorIri).finally(() => making.delete(actorIri));
    making.set(actorIri, started);
    return started;
  }

  const keyIri = (actorIri: string) => `${actorIri}#main-key`;
  return {
    async ensure(actorIri) {
      const { pem } = await rowOf(actorIri);
      return { iri: keyIri(actorIri), pem };
    },
    async signingKey(actorIri) {
      const cached = unlocked.get(actorIri);
      if (cached) return cached;
      const key = { keyId: keyIri(actorIri), privateKey: unseal(await rowOf(actorIri)) };
      if (unlocked.size >= CACHED_MAX) unlocked.clear();
      unlocked.set(actorIri, key);
      return key;
    },
  };
}
