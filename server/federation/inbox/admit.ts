import type { Json, JsonObject } from '../../activities/activity.ts';
import { first, idOf, iri, isObject, publishedBy, sameHost, text } from '../convert/read.ts';
import { cleaned } from '../limits.ts';

export type Refusal = 'beyond-limits' | 'not-an-activity' | 'actor-is-not-signer' | 'foreign-id' | 'local-id';

export type Admission = { ok: true; activity: JsonObject } | { ok: false; reason: Refusal };

interface Signer {
  /** The owner of the key that the request was signed with. */
  actor: string;
  isLocal(iri: string): boolean;
  now: Date;
}

/**
 * An object within an activity is believed only when it lives where its sender does. Any other is reduced to its id, by
 * which whoever wants it can ask its origin (cases 7 and 13).
 */
function trusted(object: JsonObject, signer: Signer): Json {
  const id = iri(object.id);
  if (id === null) return object;
  if (!sameHost(id, signer.actor) || signer.isLocal(id)) return id;
  // Documents carry a time; what a Follow or Like points to does not need one.
  return object.published === undefined ? object : { ...object, published: publishedBy(object.published, signer.now) };
}

/** Of an activity that a group passes on, what it is about: that can be asked for, and nothing else of it is believed. */
function passedOn({ id, type, object }: JsonObject): JsonObject {
  const about = idOf(object);
  return { ...(iri(id) === null ? {} : { id: id ?? null }), type: type ?? null, object: about };
}

/** Of a post that somebody would quote something in, which it is and whose: its words are not for us yet (FEP-044f). */
function named({ id, type, attributedTo }: JsonObject): JsonObject {
  return {
    id: id ?? null,
    type: type ?? null,
    ...(attributedTo === undefined ? {} : { attributedTo: idOf(attributedTo) }),
  };
}

/**
 * Decides on an activity whose signature holds, from its text alone: bounds, who speaks, and under which names. What is
 * let in is a copy without unsafe keys, hidden recipients and objects that the signer cannot speak for.
 */
export function admit(json: Json, signer: Signer): Admission {
  const activity = isObject(json) ? cleaned(json) : null;
  if (activity === null) return { ok: false, reason: isObject(json) ? 'beyond-limits' : 'not-an-activity' };
  const id = iri(activity.id);
  const type = text(activity.type, 100);
  if (id === null || type === '') return { ok: false, reason: 'not-an-activity' };
  if (idOf(activity.actor) !== signer.actor || (Array.isArray(activity.actor) && activity.actor.length > 1)) {
    return { ok: false, reason: 'actor-is-not-signer' };
  }
  if (signer.isLocal(id) || signer.isLocal(signer.actor)) return { ok: false, reason: 'local-id' };
  if (!sameHost(id, signer.actor)) return { ok: false, reason: 'foreign-id' };
  const object = first(activity.object);
  const objectId = idOf(activity.object);
  const rewrites = type === 'Create' || type === 'Update' || type === 'Delete';
  if (rewrites && objectId !== null && signer.isLocal(objectId)) return { ok: false, reason: 'local-id' };
  const isActivity = isObject(object) && object.object !== undefined;
  const { bto: _bto, bcc: _bcc, ...open } = activity;
  return {
    ok: true,
    activity: {
      ...open,
      actor: signer.actor,
      published: publishedBy(activity.published, signer.now),
      ...(isObject(activity.instrument) ? { instrument: named(activity.instrument) } : {}),
      ...(isObject(object)
        ? { object: isActivity && type === 'Announce' ? passedOn(object) : trusted(object, signer) }
        : {}),
    },
  };
}
