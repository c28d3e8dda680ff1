import type { Json, JsonObject } from '../../activities/activity.ts';
import { first, idOf, isObject, sameHost, typeOf } from '../convert/read.ts';
import type { VerifyProof } from '../proofs/verify.ts';
import { KeyNotNow } from '../transport/remote-keys.ts';
import { type Admission, admit } from './admit.ts';

/** What groups pass on that can change anything here. Nothing is passed on twice: an Announce within an Announce is none. */
const PASSED_ON = new Set(['Create', 'Update', 'Delete', 'Like', 'EmojiReact', 'Undo']);

/**
 * The activity within a group's Announce (FEP-1b12), when it can be believed without asking anybody: its actor lives where
 * the group does, which speaks for what they say (FEP-fe34) though not for whether they are, or has made a proof on it
 * (FEP-8b32). A person speaks for nobody else: some servers send whatever is posted to an outbox. Null for any other, of which
 * the Announce alone is kept; what it is about is asked at its origin (`practice.reactions.ts`).
 *
 * @param json the Announce as it was parsed: a proof is on what was sent
 */
export async function passedOnBy(
  json: Json,
  parts: {
    group: string;
    isGroup(actor: string): Promise<boolean>;
    isLocal(iri: string): boolean;
    now: Date;
    verifyProof: VerifyProof;
  },
): Promise<{ actor: string; activity: JsonObject } | null> {
  if (!isObject(json) || typeOf(json) !== 'Announce') return null;
  const inner = first(json.object);
  const actor = isObject(inner) ? idOf(inner.actor) : null;
  if (!isObject(inner) || actor === null || !PASSED_ON.has(typeOf(inner))) return null;
  const isSaid = sameHost(actor, parts.group) && idOf(inner.object) !== actor;
  const isVouchedFor =
    (isSaid && (await parts.isGroup(parts.group))) || (await isProven(inner, actor, parts.verifyProof));
  if (!isVouchedFor) return null;
  const admission: Admission = admit(inner, { actor, isLocal: parts.isLocal, now: parts.now });
  return admission.ok ? { actor, activity: admission.activity } : null;
}

/**
 * A proof whose key cannot be had at the moment counts for none here: a group has one stream for us, and it must not be held
 * up by every server of an author that is away.
 */
async function isProven(inner: JsonObject, actor: string, verifyProof: VerifyProof): Promise<boolean> {
  try {
    return (await verifyProof(inner))?.actor === actor;
  } catch (error) {
    if (error instanceof KeyNotNow) return false;
    throw error;
  }
}
