import type { AssertionKey, JsonObject } from '../../activities/activity.ts';
import { iri, isObject, list, text } from '../convert/read.ts';
import { fromMultikey } from './multikey.ts';

/** `assertionMethod` of an actor: keys of type `Multikey` (FEP-521a). */

const KEYS_MAX = 16;
const MULTIBASE_MAX_CHARS = 100;

export function writeAssertionMethod(owner: string, keys: readonly AssertionKey[]): JsonObject[] {
  return keys.map((key) => ({ id: key.iri, type: 'Multikey', controller: owner, publicKeyMultibase: key.multibase }));
}

/** The Ed25519 keys that a document says itself are its own. */
export function readAssertionMethod(document: JsonObject): AssertionKey[] {
  return list(document.assertionMethod)
    .slice(0, KEYS_MAX)
    .flatMap((key) => {
      if (!isObject(key) || key.type !== 'Multikey' || key.controller !== document.id) return [];
      const id = iri(key.id);
      const multibase = text(key.publicKeyMultibase, MULTIBASE_MAX_CHARS);
      return id === null || fromMultikey(multibase) === null ? [] : [{ iri: id, multibase }];
    });
}
