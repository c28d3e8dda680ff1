import { createPrivateKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { KeyRing } from '../activities/ports.ts';
import type { Clock } from '../core/clock.ts';
import { createSeal } from '../core/seal.ts';
import { type Database, isDuplicateKey } from '../storage/index.ts';
import type { SigningKey } from './transport/draft-cavage.ts';

/** RSA-2048, as every server can read it. The engine's own 4096 bits would take six times as long to sign with. */
const MODULUS_BITS = 2_048;
const CACHED_MAX = 2_000;

interface ActorKeyRow {
  /** The actor's IRI. */
  _id: string;
  pem: string;
  /** The PKCS #8 key (`core/seal.ts`). */
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
  const seal = createSeal(secretKey, 'actor-keys');
  const unlocked = new Map<string, SigningKey>();
  const making = new Map<string, Promise<ActorKeyRow>>();

  /** @throws when the row was sealed for another actor or under another secret */
  function unseal(row: ActorKeyRow): KeyObject {
    const der = seal.open(row.sealed, row._id);
    return createPrivateKey({ key: der, type: 'pkcs8', format: 'der' });
  }

  async function make(actorIri: string): Promise<ActorKeyRow> {
    const known = await rows.findOne({ _id: actorIri });
    if (known) return known;
    const pair = await generate('rsa', { modulusLength: MODULUS_BITS });
    const pem = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const sealed = seal.close(pair.privateKey.export({ type: 'pkcs8', format: 'der' }), actorIri);
    const row = { _id: actorIri, pem, sealed, createdAt: clock.now() };
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
