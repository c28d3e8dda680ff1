import { type Actor, BLANK_PROFILE, type JsonObject } from '../../activities/activity.ts';
import type { Codec } from '../convert/index.ts';
import type { SigningKeyRing } from '../keys.ts';
import type { FederationNaming } from '../naming.ts';

/** The documents of actors of this instance, each with all its keys. */
export interface ActorDocuments {
  of(actor: Actor): Promise<JsonObject>;
  /**
   * The keys of an actor and where to write to, and nothing about the person: what others need to verify what we send, for
   * whoever has not said who they are.
   */
  stub(actor: Actor): Promise<JsonObject>;
  /** The instance itself: whoever is asked for something by us can read who we are without being asked to prove it. */
  instance(): Promise<JsonObject>;
}

export function createActorDocuments(parts: {
  naming: FederationNaming;
  codec: Codec;
  keys: SigningKeyRing;
  instanceName: string;
}): ActorDocuments {
  const { naming, codec, keys, instanceName } = parts;

  async function of(actor: Actor): Promise<JsonObject> {
    const shown = actor.suspended ? outOfSight(actor) : actor;
    return codec.encodeObject({ ...shown, assertionKeys: [await keys.assertionKey(actor.iri)] });
  }

  return {
    of,
    async stub(actor) {
      const { '@context': context = null, ...whole } = await of(actor);
      const { id = null, type = null, preferredUsername = null, inbox = null, publicKey = null } = whole;
      const { assertionMethod = [] } = whole;
      return { '@context': context, id, type, preferredUsername, inbox, publicKey, assertionMethod };
    },
    async instance() {
      return of({
        kind: 'actor',
        type: 'Application',
        iri: naming.instanceActor,
        username: new URL(naming.origin).hostname,
        displayName: instanceName,
        ...BLANK_PROFILE,
        url: naming.origin,
        approvesFollowers: true,
        inbox: naming.sharedInbox,
        sharedInbox: naming.sharedInbox,
        outbox: null,
        followers: null,
        following: null,
        key: await keys.ensure(naming.instanceActor),
        publishedAt: null,
      });
    },
  };
}

/** Of who is suspended: that they are, and what it takes to verify what they said before. None of their words. */
function outOfSight(actor: Actor): Actor {
  const { username, alsoKnownAs, movedTo } = actor;
  const hidden = { suspended: true, discoverable: false, indexable: false, openToPairs: false };
  return { ...actor, ...BLANK_PROFILE, ...hidden, alsoKnownAs, movedTo, displayName: username };
}
