import type { KeyObject } from 'node:crypto';
import type { Actor, JsonObject } from '../../activities/activity.ts';
import type { Clock } from '../../core/clock.ts';
import { AppFailure, appError } from '../../core/errors.ts';
import type { Collection, Database } from '../../storage/index.ts';
import { idOf, iri, sameHost } from '../convert/read.ts';
import { AskedAtOnce } from './asked-at-once.ts';
import { FetchError, type Fetcher } from './fetch.ts';
import { keysIn, keysOf, type PublishedKeys, readPem } from './published-keys.ts';

/** A key that its owner took back without telling us is not believed for longer. */
const BELIEVED_FOR_MS = 24 * 60 * 60_000;
const CACHED_MAX = 10_000;
/** One look at the origin per key and interval, however many signatures fail meanwhile. */
const REFETCH_INTERVAL_MS = 5 * 60_000;
const GONE_FOR_MS = 30 * 60_000;
const UNREACHABLE_FOR_MS = 60_000;
/** Requests wait, with their bodies, while their keys are asked for; hosts that answer slowly must not pile them up. */
const ASKING_MAX = 256;
const ASKING_PER_HOST_MAX = 64;
/** Nobody has more keys that we have seen. */
const KEYS_OF_OWNER_MAX = 100;

interface RemoteKeyRow {
  /** The key's IRI. */
  _id: string;
  owner: string;
  pem: string;
  asserts?: true;
  fetchedAt: Date;
}

export interface RemoteKey {
  owner: string;
  key: KeyObject;
  /** Whether it may prove what its owner says elsewhere (`assertionMethod`), not only sign requests. */
  asserts: boolean;
}

interface Cached extends RemoteKey {
  fetchedAt: number;
}

/** What is remembered of a key that was not to be had. */
interface Miss {
  until: number;
  isNotNow: boolean;
}

/**
 * Whether there is such a key cannot be told at the moment: its origin does not answer, or as many are asked for as may be.
 * Nobody has done anything wrong, and what they sent may be taken when they send it again: 503, as Mastodon says it too.
 */
export class KeyNotNow extends AppFailure {
  override readonly name = 'KeyNotNow';
  constructor(options?: ErrorOptions) {
    super(NOT_NOW, options);
  }
}

const NOT_NOW = {
  ...appError('unavailable', 'The key of whoever signed this cannot be had at the moment. Send it again later.'),
  retryAfterSeconds: 30,
};

export interface RemoteKeys {
  /**
   * The key of this id, from memory, the database or its origin; null when there is none.
   * @throws KeyNotNow
   */
  get(keyId: string): Promise<RemoteKey | null>;
  /**
   * A newer version of a key that did not fit, or null when there is none or its origin was asked just now.
   * @throws KeyNotNow
   */
  renew(keyId: string, misfit: RemoteKey): Promise<RemoteKey | null>;
  /** An actor has said anew which keys are theirs: any others of theirs are not believed from now on. */
  saw(actor: Actor): Promise<void>;
  prepare(): Promise<void>;
}

/** Servers that want every GET signed give others a document with little more than the key in it. */
function isStub({ name, url, outbox }: JsonObject): boolean {
  return name === undefined && url === undefined && outbox === undefined;
}

/**
 * Public keys of other actors. A key is believed only in its owner's document, had from the owner's own address, so no
 * server can put a key under another's name; the collection keeps the owner first seen. Owns `remote_keys`.
 *
 * @param onActor is given every whole actor document that was read on the way, before what they signed is taken in
 */
export function createRemoteKeys(parts: {
  db: Database;
  fetcher: Fetcher;
  clock: Clock;
  onActor: (document: JsonObject) => Promise<void>;
}): RemoteKeys {
  const { fetcher, clock, onActor } = parts;
  const rows: Collection<RemoteKeyRow> = parts.db.collection<RemoteKeyRow>('remote_keys');
  const cache = new Map<string, Cached>();
  const missed = new Map<string, Miss>();
  const asking = new AskedAtOnce<RemoteKey | null>(ASKING_MAX, ASKING_PER_HOST_MAX);
  const renewedAt = new Map<string, number>();
  const now = () => clock.now().getTime();

  function remember<V>(map: Map<string, V>, keyId: string, value: V): V {
    if (map.size >= CACHED_MAX) map.clear();
    map.set(keyId, value);
    return value;
  }

  function miss(keyId: string, forMs: number, isNotNow = false): null {
    remember(missed, keyId, { until: now() + forMs, isNotNow });
    return null;
  }

  /**
   * The owner's document: what is at the key's address, or, when that is the bare key or a stub under its owner's name, what
   * its owner's address has.
   */
  async function ownerDocument(keyId: string): Promise<JsonObject> {
    const found = await fetcher.document(keyId);
    const isBare = found.publicKeyPem !== undefined || found.publicKeyMultibase !== undefined;
    const owner = isBare ? (iri(found.owner) ?? iri(found.controller)) : null;
    return owner === null ? found : fetcher.document(owner);
  }

  async function forget(keyIds: readonly string[]): Promise<void> {
    for (const keyId of keyIds) cache.delete(keyId);
    if (keyIds.length > 0) await rows.deleteMany({ _id: { $in: keyIds } });
  }

  /** Takes back what an owner does not say any more. */
  async function keepOnly(owner: string, said: PublishedKeys): Promise<void> {
    const known = await rows.find({ owner }, { limit: KEYS_OF_OWNER_MAX }).toArray();
    await forget(known.filter(({ _id, pem }) => said.get(_id)?.pem !== pem).map(({ _id }) => _id));
  }

  async function fetchKey(keyId: string): Promise<RemoteKey | null> {
    const document = await ownerDocument(keyId);
    const owner = idOf(document.id);
    const said = keysIn(document);
    const published = said.get(keyId);
    const key = published === undefined ? null : readPem(published.pem);
    if (owner === null || published === undefined || key === null || !sameHost(owner, keyId)) {
      await forget([keyId]);
      return miss(keyId, GONE_FOR_MS);
    }
    const known = await rows.findOne({ _id: keyId });
    if (known !== null && known.owner !== owner) return null;
    await keepOnly(owner, said);
    const { pem, asserts } = published;
    const fetchedAt = clock.now();
    const row = { owner, pem, fetchedAt, ...(asserts ? { asserts: true as const } : {}) };
    await rows.replaceOne({ _id: keyId }, row, { upsert: true });
    if (!isStub(document)) await onActor(document);
    return remember(cache, keyId, { owner, key, asserts, fetchedAt: fetchedAt.getTime() });
  }

  /** @throws KeyNotNow */
  async function ask(keyId: string): Promise<RemoteKey | null> {
    const asked = asking.ask(keyId, () => fetchKey(keyId).catch((error: unknown) => lackOf(keyId, error)));
    if (asked === null) throw new KeyNotNow();
    return asked;
  }

  /** @throws KeyNotNow, and what is no answer of the origin */
  function lackOf(keyId: string, error: unknown): null {
    if (!(error instanceof FetchError)) throw error;
    const isNotNow = error.failure === 'later' || error.failure === 'timeout';
    miss(keyId, isNotNow || error.failure === 'denied' ? UNREACHABLE_FOR_MS : GONE_FOR_MS, isNotNow);
    if (isNotNow) throw new KeyNotNow({ cause: error });
    return null;
  }

  /** @throws KeyNotNow, also when its origin could not be asked a moment ago */
  function isAbsent(keyId: string): boolean {
    const known = missed.get(keyId);
    if (known === undefined || known.until <= now()) return false;
    if (known.isNotNow) throw new KeyNotNow();
    return true;
  }

  async function stored(keyId: string): Promise<Cached | null> {
    const row = await rows.findOne({ _id: keyId });
    const key = row === null ? null : readPem(row.pem);
    if (row === null || key === null) return null;
    const { owner, asserts = false, fetchedAt } = row;
    return remember(cache, keyId, { owner, key, asserts, fetchedAt: fetchedAt.getTime() });
  }

  return {
    async get(keyId) {
      const known = cache.get(keyId) ?? (await stored(keyId));
      if (known !== null && now() - known.fetchedAt < BELIEVED_FOR_MS) return known;
      try {
        // One that answers without the key has taken it back.
        return (isAbsent(keyId) ? null : await ask(keyId)) ?? cache.get(keyId) ?? null;
      } catch (error) {
        // An origin that cannot be asked just now has not.
        if (error instanceof KeyNotNow && known !== null) return known;
        throw error;
      }
    },
    async renew(keyId, misfit) {
      const cached = cache.get(keyId);
      // Somebody else has just renewed it, or is about to.
      if (cached !== undefined && cached !== misfit) return cached;
      const pending = asking.pending(keyId);
      if (pending) return pending;
      const lastAsked = Math.max(cached?.fetchedAt ?? 0, renewedAt.get(keyId) ?? 0);
      if (isAbsent(keyId) || now() - lastAsked < REFETCH_INTERVAL_MS) return null;
      // Counted before asking: many bad signatures at once make one look.
      remember(renewedAt, keyId, now());
      try {
        return await ask(keyId);
      } catch (error) {
        // Not looked at yet; a host that fails to answer is left alone for a minute all the same.
        if (error instanceof KeyNotNow) renewedAt.delete(keyId);
        throw error;
      }
    },
    saw: (actor) => keepOnly(actor.iri, keysOf(actor)),
    async prepare() {
      await rows.createIndexes([{ key: { owner: 1 } }]);
    },
  };
}
