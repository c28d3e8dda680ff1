import type { Json } from '../../activities/activity.ts';

/**
 * The JSON-LD context of what we send. Receivers that know JSON-LD learn from it what our terms mean; we ourselves read
 * plain compacted JSON and never load a context.
 */

export const ACTIVITYSTREAMS = 'https://www.w3.org/ns/activitystreams';
const SECURITY = 'https://w3id.org/security/v1';
/** Where `assertionMethod` and `Multikey` are defined (FEP-521a). */
const KEYS = ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'];

/** Names Staffroom's own terms. A URN, since instances are nobody's in particular and no domain stands for all of them. */
export const STAFFROOM = 'urn:staffroom:ns#';
/** The capability, in `implements` (FEP-844e) and NodeInfo metadata, of understanding mentoring pairs. */
export const PAIRS_CAPABILITY = `${STAFFROOM}pairs`;
/** The capability of reading and writing HTTP Message Signatures, under the name that FEP-844e lists it by. */
export const RFC9421_CAPABILITY = 'https://datatracker.ietf.org/doc/html/rfc9421';

export const RELATIONSHIP = {
  mentorOf: 'http://purl.org/vocab/relationship/mentorOf',
  apprenticeTo: 'http://purl.org/vocab/relationship/apprenticeTo',
} as const;

const HASHTAG = { Hashtag: 'as:Hashtag' };
const EXTRAS = {
  sensitive: 'as:sensitive',
  quote: { '@id': 'https://w3id.org/fep/044f#quote', '@type': '@id' },
  quoteUrl: 'as:quoteUrl',
  quoteAuthorization: { '@id': 'https://w3id.org/fep/044f#quoteAuthorization', '@type': '@id' },
  gts: 'https://gotosocial.org/ns#',
  interactionPolicy: { '@id': 'gts:interactionPolicy', '@type': '@id' },
  canQuote: { '@id': 'gts:canQuote', '@type': '@id' },
  automaticApproval: { '@id': 'gts:automaticApproval', '@type': '@id' },
  Emoji: 'toot:Emoji',
  votersCount: 'toot:votersCount',
  ical: 'http://www.w3.org/2002/12/cal/ical#',
  VirtualLocation: 'schema:VirtualLocation',
};
const PICTURE = {
  toot: 'http://joinmastodon.org/ns#',
  blurhash: 'toot:blurhash',
  focalPoint: { '@container': '@list', '@id': 'toot:focalPoint' },
};
/** What is asked and answered about a quote (FEP-044f). */
const QUOTING = {
  QuoteRequest: 'https://w3id.org/fep/044f#QuoteRequest',
  QuoteAuthorization: 'https://w3id.org/fep/044f#QuoteAuthorization',
  gts: 'https://gotosocial.org/ns#',
  interactingObject: { '@id': 'gts:interactingObject', '@type': '@id' },
  interactionTarget: { '@id': 'gts:interactionTarget', '@type': '@id' },
};
const OWN = { staffroom: STAFFROOM };

/** Further contexts by their names, then terms of our own, all in one object. */
function context(...parts: (string | { [term: string]: Json })[]): Json[] {
  const terms = parts.filter((part) => typeof part !== 'string');
  const names = parts.filter((part) => typeof part === 'string');
  return [ACTIVITYSTREAMS, SECURITY, ...names, ...(terms.length > 0 ? [Object.assign({}, ...terms)] : [])];
}

export const CONTEXT = {
  plain: context(),
  post: context(HASHTAG, PICTURE, EXTRAS, OWN, {
    schema: 'http://schema.org/',
    license: { '@id': 'schema:license', '@type': '@id' },
  }),
  relationship: context(OWN),
  quoting: context(QUOTING),
  entry: context(OWN, PICTURE),
  actor: context(...KEYS, OWN, {
    schema: 'http://schema.org#',
    PropertyValue: 'schema:PropertyValue',
    value: 'schema:value',
    toot: 'http://joinmastodon.org/ns#',
    discoverable: 'toot:discoverable',
    featured: { '@id': 'toot:featured', '@type': '@id' },
    featuredTags: { '@id': 'toot:featuredTags', '@type': '@id' },
    indexable: 'toot:indexable',
    manuallyApprovesFollowers: 'as:manuallyApprovesFollowers',
    movedTo: { '@id': 'as:movedTo', '@type': '@id' },
    suspended: 'toot:suspended',
    alsoKnownAs: { '@id': 'as:alsoKnownAs', '@type': '@id' },
    implements: { '@id': 'https://w3id.org/fep/844e#implements', '@type': '@id' },
  }),
} as const;
