import {
  type Activity,
  type Actor,
  type Audience,
  BLANK_PROFILE,
  PUBLIC,
} from '../../../../server/activities/activity.ts';
import { createCodec, createNaming } from '../../../../server/federation/index.ts';

/** Amara here, Bo elsewhere, one morning. Everything in FEDERATION.md is between these two. */
export const school = createNaming('https://school.example');
export const other = createNaming('https://other.example');
export const codec = createCodec(school);
export const AMARA = school.actor('amara');
export const BO = other.actor('bo');
export const AT = new Date('2026-03-01T10:00:00Z');
export const PAIR = school.newObject('01k9pair');
export const TO_ALL: Audience = { to: [PUBLIC], cc: [AMARA.followers] };

/** What every activity has. */
export function base(by: typeof AMARA, id: string, audience: Audience) {
  const naming = by === AMARA ? school : other;
  return { iri: naming.newActivity(`01k9${id}`), actor: by.iri, audience, publishedAt: AT };
}

/** For the partner alone. */
export function between(by: typeof AMARA): Audience {
  return { to: [by === AMARA ? BO.iri : AMARA.iri], cc: [] };
}

export const teacher: Actor = {
  kind: 'actor',
  type: 'Person',
  ...BLANK_PROFILE,
  ...AMARA,
  username: 'amara',
  displayName: 'Amara Okafor',
  bio: '<p>Chemistry, <em>mostly</em> exothermic.</p>',
  bioMarkdown: 'Chemistry, *mostly* exothermic.',
  school: 'Hill School',
  subjects: ['Chemistry'],
  gradeLevels: ['upper-secondary'],
  languages: ['en'],
  helpWith: 'Lab routines',
  growIn: 'Questioning',
  strengths: ['Lab routines'],
  growth: ['Wait time'],
  pairCadence: 'fortnightly',
  helpedIn: ['Chemistry'],
  alsoKnownAs: ['https://old.example/users/amara'],
  key: { iri: `${AMARA.iri}#main-key`, pem: '-----BEGIN PUBLIC KEY-----\n…\n-----END PUBLIC KEY-----\n' },
  assertionKeys: [{ iri: `${AMARA.iri}#ed25519-key`, multibase: 'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2' }],
  publishedAt: AT,
};

export const people = {
  follow: { ...base(AMARA, 'follow', { to: [BO.iri], cc: [] }), type: 'Follow', object: BO.iri },
  accept: {
    ...base(BO, 'accept', { to: [AMARA.iri], cc: [] }),
    type: 'Accept',
    object: school.newActivity('01k9follow'),
  },
  'update-profile': {
    ...base(AMARA, 'profile', TO_ALL),
    type: 'Update',
    object: { ...teacher, ...{ bio: '', bioMarkdown: null } },
  },
  move: {
    ...base(BO, 'move', { to: [BO.followers], cc: [] }),
    type: 'Move',
    object: BO.iri,
    target: 'https://new.example/users/bo',
  },
  'delete-account': { ...base(AMARA, 'farewell', TO_ALL), type: 'Delete', object: AMARA.iri },
  block: { ...base(AMARA, 'block', { to: [BO.iri], cc: [] }), type: 'Block', object: BO.iri },
  flag: {
    ...base(AMARA, 'flag', { to: [BO.iri], cc: [] }),
    actor: school.instanceActor,
    type: 'Flag',
    object: BO.iri,
    about: [other.newObject('01k9answer')],
    reason: 'They insult a colleague of ours.',
  },
} satisfies Record<string, Activity>;
