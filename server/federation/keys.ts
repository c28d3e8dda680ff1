import { createPrivateKey, generateKeyPair, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { AssertionKey } from '../activities/activity.ts';
import type { KeyRing } from '../activities/ports.ts';
import type { Clock } from '../core/clock.ts';
import { createSeal } from '../core/seal.ts';
import { type Database, isDuplicateKey } from '../storage/index.ts';
import type { ProofKey } from './proofs/integrity.ts';
import { toMultikey } from './proofs/multikey.ts';
import type { SigningKey } from './transport/sign.ts';

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
  /** The row stays, so that the actor never gets other keys. */
  destroyedAt?: Date;
  /** The Ed25519 pair for proofs; absent from actors made before there were any, until it is first needed. */
  ed25519?: { multibase: string; sealed: string };
}

export interface SigningKeyRing extends KeyRing {
  /** The key that an actor of ours signs requests with; made when there is none yet. */
  signingKey(actorIri: string): Promise<SigningKey>;
  /** The key that what an actor of ours says in public is proven with (FEP-8b32); made when there is none yet. */
  proofKey(actorIri: string): Promise<ProofKey>;
  /** Its public half, for the `assertionMethod` of the actor (FEP-521a). */
  assertionKey(actorIri: string): Promise<AssertionKey>;
}

const generate = promisify(generateKeyPair);

/** What a bounded cache holds, or what is made for it, once, however many ask at the same moment. */
class Kept<V> {
  readonly #made = new Map<string, Promise<V>>();
  readonly #make: (name: string) => Promise<V>;

  constructor(make: (name: string) => Promise<V>) {
    this.#make = make;
  }

  of(name: string): Promise<V> {
    const known = this.#made.get(name);
    if (known) return known;
    if (this.#made.size >= CACHED_MAX) this.#made.clear();
    const making = this.#make(name);
    this.#made.set(name, making);
    making.catch(() => this.#made.delete(name));
    return making;
  }

  forget(name: string): void {
    this.#made.delete(name);
  }
}

/**
 * Keys of local actors, in a collection of their own and encrypted under a key derived from the instance's secret, so
 * that neither a document nor a database dump gives one away. Owns `actor_keys`.
 */
export function createKeyRing(db: Database, secretKey: string, clock: Clock): SigningKeyRing {
  const rows = db.collection<ActorKeyRow>('actor_keys');
  const seal = createSeal(secretKey, 'actor-keys');

  /** What seals the Ed25519 key of an actor: a row's two keys cannot stand in for each other. */
  const proofOwner = (actorIri: string) => `${actorIri} ed25519`;
  const close = (key: KeyObject, owner: string) => seal.close(key.export({ type: 'pkcs8', format: 'der' }), owner);
  /** @throws when it was sealed for another actor or under another secret */
  const open = (sealed: string, owner: string) =>
    createPrivateKey({ key: seal.open(sealed, owner), type: 'pkcs8', format: 'der' });

  function makeEd25519(actorIri: string): { multibase: string; sealed: string } {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    return { multibase: toMultikey(publicKey), sealed: close(privateKey, proofOwner(actorIri)) };
  }

  async function make(actorIri: string): Promise<ActorKeyRow> {
    const known = await rows.findOne({ _id: actorIri });
    if (known?.destroyedAt) throw new Error('the keys of this actor are destroyed');
    if (known) return known;
    const pair = await generate('rsa', { modulusLength: MODULUS_BITS });
    const pem = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const sealed = close(pair.privateKey, actorIri);
    const row = { _id: actorIri, pem, sealed, createdAt: clock.now(), ed25519: makeEd25519(actorIri) };
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

  async function ed25519Of(actorIri: string): Promise<{ multibase: string; sealed: string }> {
    const { ed25519 } = await held.of(actorIri);
    if (ed25519) return ed25519;
    const made = makeEd25519(actorIri);
    await rows.updateOne({ _id: actorIri, ed25519: { $exists: false } }, { $set: { ed25519: made } });
    // Another process may have been first here too.
    return (await rows.findOne({ _id: actorIri }))?.ed25519 ?? made;
  }

  const keyIri = (actorIri: string) => `${actorIri}#main-key`;
  const proofKeyIri = (actorIri: string) => `${actorIri}#ed25519-key`;
  const held = new Kept(make);
  const heldEd25519 = new Kept(ed25519Of);
  const signing = new Kept(async (actorIri) => {
    const { sealed } = await held.of(actorIri);
    return { keyId: keyIri(actorIri), privateKey: open(sealed, actorIri) };
  });
  const proving = new Kept(async (actorIri) => {
    const { sealed } = await heldEd25519.of(actorIri);
    return { keyId: proofKeyIri(actorIri), privateKey: open(sealed, proofOwner(actorIri)) };
  });
  return {
    async ensure(actorIri) {
      const { pem } = await held.of(actorIri);
      return { iri: keyIri(actorIri), pem };
    },
    async destroy(actorIri) {
      const destroyed = { pem: '', sealed: '', destroyedAt: clock.now() };
      await rows.updateOne({ _id: actorIri }, { $set: destroyed, $unset: { ed25519: '' } });
      for (const kept of [held, heldEd25519, signing, proving]) kept.forget(actorIri);
    },
    signingKey: (actorIri) => signing.of(actorIri),
    proofKey: (actorIri) => proving.of(actorIri),
    async assertionKey(actorIri) {
      const { multibase } = await heldEd25519.of(actorIri);
      return { iri: proofKeyIri(actorIri), multibase };
    },
  };
}
