import type { JsonObject } from '../../activities/activity.ts';
import { date, isObject, isPublicAlias, list } from '../convert/read.ts';
import type { SigningKeyRing } from '../keys.ts';
import type { FederationNaming } from '../naming.ts';
import { writeAssertionMethod } from './assertion-method.ts';
import { withProof } from './integrity.ts';

/** An activity of ours as it leaves, made of what the log has. The same activity gives the same bytes each time. */
export type OutgoingForm = (activity: JsonObject) => Promise<JsonObject>;

/**
 * Public activities carry a proof (FEP-8b32), so that others may pass them on; what is for some people alone never does, since
 * a proof would let whoever got it show to anybody who said it. Actors name the key that the proofs are made with. Neither is
 * in the log: keys are no part of what somebody said.
 */
export function createOutgoingForm(parts: { keys: SigningKeyRing; naming: FederationNaming }): OutgoingForm {
  const { keys, naming } = parts;

  async function withKeys(activity: JsonObject): Promise<JsonObject> {
    const { object } = activity;
    if (!isObject(object) || object.publicKey === undefined || typeof object.id !== 'string') return activity;
    if (naming.usernameIn(object.id) === null) return activity;
    const assertionMethod = writeAssertionMethod(object.id, [await keys.assertionKey(object.id)]);
    return { ...activity, object: { ...object, assertionMethod } };
  }

  return async (activity) => {
    const whole = await withKeys(activity);
    const isPublic = [...list(activity.to), ...list(activity.cc)].some(isPublicAlias);
    const { actor, published } = activity;
    if (!isPublic || typeof actor !== 'string' || naming.usernameIn(actor) === null) return whole;
    return withProof(whole, await keys.proofKey(actor), date(published) ?? new Date(0));
  };
}
