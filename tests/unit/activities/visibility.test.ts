import { describe, expect, test } from 'vitest';
import { PUBLIC } from '../../../server/activities/activity.ts';
import {
  ANYONE,
  type Asker,
  audienceFor,
  namedIn,
  permit,
  visibilityOf,
} from '../../../server/activities/visibility.ts';
import { VISIBILITIES, type Visibility } from '../../../shared/vocabulary.ts';

const AUTHOR = 'https://a.example/users/amara';
const PARTNER = 'https://b.example/users/bo';
const FOLLOWERS = `${AUTHOR}/followers`;

/** Every kind of asker there is. Roles are not in the decision, so an organizer and an admin are strangers here. */
const ASKERS: Record<string, { asker: Asker; followsAuthor: boolean }> = {
  anyone: { asker: ANYONE, followsAuthor: false },
  'local stranger': { asker: { kind: 'actor', iri: 'https://a.example/users/cleo' }, followsAuthor: false },
  'remote stranger': { asker: { kind: 'actor', iri: 'https://c.example/users/dina' }, followsAuthor: false },
  organizer: { asker: { kind: 'actor', iri: 'https://a.example/users/organizer' }, followsAuthor: false },
  admin: { asker: { kind: 'actor', iri: 'https://a.example/users/admin' }, followsAuthor: false },
  'local follower': { asker: { kind: 'actor', iri: 'https://a.example/users/eve' }, followsAuthor: true },
  'remote follower': { asker: { kind: 'actor', iri: 'https://c.example/users/finn' }, followsAuthor: true },
  partner: { asker: { kind: 'actor', iri: PARTNER }, followsAuthor: false },
  author: { asker: { kind: 'actor', iri: AUTHOR }, followsAuthor: false },
};

type Answer = 'nothing' | 'see' | 'see+reply' | 'see+reply+boost';

const STRANGER: Record<Visibility, Answer> = {
  public: 'see+reply+boost',
  unlisted: 'see+reply+boost',
  followers: 'nothing',
  pair: 'nothing',
  draft: 'nothing',
};
const FOLLOWER: Record<Visibility, Answer> = { ...STRANGER, followers: 'see+reply' };

const EXPECTED: Record<string, Record<Visibility, Answer>> = {
  anyone: { public: 'see', unlisted: 'see', followers: 'nothing', pair: 'nothing', draft: 'nothing' },
  'local stranger': STRANGER,
  'remote stranger': STRANGER,
  organizer: STRANGER,
  admin: STRANGER,
  'local follower': FOLLOWER,
  'remote follower': FOLLOWER,
  partner: { ...STRANGER, followers: 'see+reply', pair: 'see+reply' },
  author: { ...STRANGER, followers: 'see+reply', pair: 'see+reply', draft: 'see' },
};

const PERMISSIONS = {
  nothing: { see: false, reply: false, boost: false },
  see: { see: true, reply: false, boost: false },
  'see+reply': { see: true, reply: true, boost: false },
  'see+reply+boost': { see: true, reply: true, boost: true },
};

describe('who may see, reply to and boost what', () => {
  const matrix = Object.keys(ASKERS).flatMap((who) => VISIBILITIES.map((visibility) => ({ who, visibility })));

  test.each(matrix)('$who × $visibility', ({ who, visibility }) => {
    const { asker, followsAuthor } = ASKERS[who]!;
    // The partner is the one addressed by name; the author is always a member of their own pair.
    const members = visibility === 'pair' ? [AUTHOR, PARTNER] : visibility === 'followers' ? [PARTNER] : [];
    const answer = permit(asker, { author: AUTHOR, visibility, members }, { followsAuthor });
    expect(answer).toEqual(PERMISSIONS[EXPECTED[who]![visibility]]);
  });

  test('a follower who is not of the pair sees nothing of it, named in the audience or not', () => {
    const follower: Asker = { kind: 'actor', iri: 'https://c.example/users/finn' };
    const shown = { author: AUTHOR, visibility: 'pair' as const, members: [AUTHOR, PARTNER] };
    expect(permit(follower, shown, { followsAuthor: true }).see).toBe(false);
  });
});

describe('audiences', () => {
  test.each(['public', 'unlisted', 'followers', 'pair'] as const)(
    'an audience for %s is read back as it',
    (visibility) => {
      expect(visibilityOf(audienceFor(visibility, FOLLOWERS, [PARTNER]), FOLLOWERS)).toBe(visibility);
    },
  );

  test('the followers of somebody else do not make something visible to followers', () => {
    expect(visibilityOf({ to: ['https://b.example/users/bo/followers'], cc: [] }, FOLLOWERS)).toBe('pair');
  });

  test('private mail names exactly the partner', () => {
    expect(audienceFor('pair', FOLLOWERS, [PARTNER])).toEqual({ to: [PARTNER], cc: [] });
  });

  test('named actors are those that are neither Public nor the followers collection, once each', () => {
    expect(namedIn({ to: [PUBLIC, PARTNER], cc: [FOLLOWERS, PARTNER] }, FOLLOWERS)).toEqual([PARTNER]);
  });
});
