import { createPublicKey, type KeyObject } from 'node:crypto';
import type { JsonObject } from '../../activities/activity.ts';
import type { Clock } from '../../core/clock.ts';
import type { Collection, Database } from '../../storage/index.ts';
import { idOf, iri, isObject, list, sameHost, text } from '../convert/read.ts';
import { FetchError, type Fetcher } from './fetch.ts';

const RSA_BITS_MIN = 2_048;
const PEM_MAX_CHARS = 8_192;
const CACHED_MAX = 10_000;
/** One look at the origin per key and interval, however many signatures fail meanwhile. */
const REFETCH_INTERVAL_MS = 5 * 60_000;
const GONE_FOR_MS = 30 * 60_000;
const UNREACHABLE_FOR_MS = 60_000;
/** Requests wait, with their bodies, while their keys are asked for; hosts that answer slowly must not pile them up. */
const ASKING_MAX = 256;
const ASKING_PER_HOST_MAX = 64;

interface RemoteKeyRow {
  /** The key's IRI. */
  _id: string;
  owner: string;
  pem: string;
  fetchedAt: Date;
}

export interface RemoteKey {
  owner: string;
  key: KeyObject;
}

interface Cached extends RemoteKey {
  pem: string;
  fetchedAt: number;
}

export interface RemoteKeys {
  /** The key of this id, from memory, the database or its origin; null when it cannot be had. */
  get(keyId: string): Promise<RemoteKey | null>;
  /** A newer version of a key that did not fit, or null when there is none or its origin was asked just now. */
  renew(keyId: string): Promise<RemoteKey | null>;
}

function publicKey(pem: string): KeyObject | null {
  try {
    const key = createPublicKey(pem);
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    const usable = key.asymmetricKeyType === 'ed25519' || (key.asymmetricKeyType === 'rsa' && bits >= RSA_BITS_MIN);
    return usable ? key : null;
  } catch {
    return null;
  }
}

/** The PEM of key `keyId` in its owner's document. */
function pemIn(actor: JsonObject, keyId: string): string | null {
  for (const key of list(actor.publicKey).slice(0, 16)) {
    if (isObject(key) && key.id === keyId && key.owner === actor.id) return text(key.publicKeyPem, PEM_MAX_CHARS);
  }
  return null;
}

/**
 * Public keys of other actors. A key is believed only in its owner's document, had from the owner's own address, so no
 * server can put a key under another's name; the collection keeps the owner first seen. Owns `remote_keys`.
 *
 * @param onActor is given every actor document that was read on the way, before what they signed is taken in
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
  const absent = new Map<string, number>();
  const asking = new Map<string, Promise<RemoteKey | null>>();
  const now = () => clock.now().getTime();

  function remember<V>(map: Map<string, V>, keyId: string, value: V): V {
    if (map.size >= CACHED_MAX) map.clear();
    map.set(keyId, value);
    return value;
  }

  /** The owner's document: what is at the key's address, or, when that is the bare key, what its owner's address has. */
  async function ownerDocument(keyId: string): Promise<JsonObject> {
    const found = await fetcher.document(keyId);
    const owner = iri(found.owner);
    if (found.publicKeyPem === undefined || owner === null) return found;
    return fetcher.document(owner);
  }

  async function fetchKey(keyId: string): Promise<RemoteKey | null> {
    const document = await ownerDocument(keyId);
    const owner = idOf(document.id);
    const pem = pemIn(document, keyId);
    const key = pem === null ? null : publicKey(pem);
    if (owner === null || pem === null || key === null || !sameHost(owner, keyId)) {
      remember(absent, keyId, now() + GONE_FOR_MS);
      return null;
    }
    const known = await rows.findOne({ _id: keyId });
    if (known !== null && known.owner !== owner) return null;
    const fetchedAt = clock.now();
    await rows.updateOne({ _id: keyId }, { $set: { owner, pem, fetchedAt } }, { upsert: true });
    await onActor(document);
    return remember(cache, keyId, { owner, key, pem, fetchedAt: fetchedAt.getTime() });
  }

  function ask(keyId: string): Promise<RemoteKey | null> {
    const pending = asking.get(keyId);
    if (pending) return pending;
    const ofHost = [...asking.keys()].filter((other) => sameHost(other, keyId)).length;
    if (asking.size >= ASKING_MAX || ofHost >= ASKING_PER_HOST_MAX) return Promise.resolve(null);
    const started = fetchKey(keyId)
      .catch((error: unknown) => {
        if (!(error instanceof FetchError)) throw error;
        const forMs = error.failure === 'later' || error.failure === 'timeout' ? UNREACHABLE_FOR_MS : GONE_FOR_MS;
        remember(absent, keyId, now() + forMs);
        return null;
      })
      .finally(() => asking.delete(keyId));
    asking.set(keyId, started);
    return started;
  }

  function isAbsent(keyId: string): boolean {
    return (absent.get(keyId) ?? 0) > now();
  }

  return {
    async get(keyId) {
      const cached = cache.get(keyId);
      if (cached) return cached;
      const row = await rows.findOne({ _id: keyId });
      const key = row === null ? null : publicKey(row.pem);
      if (row !== null && key !== null) {
        return remember(cache, keyId, { owner: row.owner, key, pem: row.pem, fetchedAt: row.fetchedAt.getTime() });
      }
      return isAbsent(keyId) ? null : ask(keyId);
    },
    async renew(keyId) {
      const cached = cache.get(keyId);
      const askedAt = cached?.fetchedAt ?? 0;
      if (isAbsent(keyId) || now() - askedAt < REFETCH_INTERVAL_MS) return null;
      // Counted before asking: a host that fails to answer must not be asked by every bad signature either.
      if (cached) cached.fetchedAt = now();
      return ask(keyId);
    },
  };
}
