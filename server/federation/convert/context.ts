import type { Json } from '../../activities/activity.ts';

/**
 * The JSON-LD context of what we send. Receivers that know JSON-LD learn from it what our terms mean; we ourselves read
 * plain compacted JSON and never load a context.
 */

export const ACTIVITYSTREAMS = 'https://www.w3.org/ns/activitystreams';
const SECURITY = 'https://w3id.org/security/v1';

/** Names Staffroom's own terms. A URN, since instances are nobody's in particular and no domain stands for all of them. */
export const STAFFROOM = 'urn:staffroom:ns#';
/** The capability, in `implements` (FEP-844e) and NodeInfo metadata, of understanding mentoring pairs. */
export const PAIRS_CAPABILITY = `${STAFFROOM}pairs`;

export const RELATIONSHIP = {
  mentorOf: 'http://purl.org/vocab/relationship/mentorOf',
  apprenticeTo: 'http://purl.org/vocab/relationship/apprenticeTo',
} as const;

const HASHTAG = { Hashtag: 'as:Hashtag' };
const PICTURE = { toot: 'http://joinmastodon.org/ns#', blurhash: 'toot:blurhash' };
const OWN = { staffroom: STAFFROOM };

function context(...terms: { [term: string]: Json }[]): Json[] {
  return [ACTIVITYSTREAMS, SECURITY, ...(terms.length > 0 ? [Object.assign({}, ...terms)] : [])];
}

export const CONTEXT = {
  plain: context(),
  post: context(HASHTAG, PICTURE, OWN, {
    schema: 'http://schema.org/',
    license: { '@id': 'schema:license', '@type': '@id' },
  }),
  relationship: context(OWN),
  entry: context(OWN, PICTURE),
  actor: context(OWN, {
    schema: 'http://schema.org#',
    PropertyValue: 'schema:PropertyValue',
    value: 'schema:value',
    toot: 'http://joinmastodon.org/ns#',
    discoverable: 'toot:discoverable',
    indexable: 'toot:indexable',
    manuallyApprovesFollowers: 'as:manuallyApprovesFollowers',
    alsoKnownAs: { '@id': 'as:alsoKnownAs', '@type': '@id' },
    implements: { '@id': 'https://w3id.org/fep/844e#implements', '@type': '@id' },
  }),
} as const;
