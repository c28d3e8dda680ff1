import { expect, test } from 'vitest';
import { type Actor, BLANK_PROFILE, type Note, PLAIN_NOTE, PUBLIC } from '../../../server/activities/activity.ts';
import type { ActorDirectory, OpenPosts } from '../../../server/activities/ports.ts';
import { createClimber } from '../../../server/federation/directory/ancestors.ts';

/** A thread that has no end, on a server that has no part in what is sent to us about it. */
function answer(iri: string): Note {
  const [, branch = '', height = ''] = /^https:\/\/big\.example\/(\d+)\/(\d+)$/.exec(iri) ?? [];
  return {
    ...{ kind: 'note', ...PLAIN_NOTE, iri, author: 'https://big.example/users/bo', url: iri, html: '', markdown: null },
    ...{ inReplyTo: `https://big.example/${branch}/${Number(height) + 1}`, context: null, feedbackKind: null },
    ...{ anchor: null, invitation: null, language: null, attachments: [], mentions: [], tags: [] },
    ...{ audience: { to: [PUBLIC], cc: [] }, publishedAt: new Date(0), editedAt: null },
  };
}

const iri = 'https://big.example/users/bo';
const bo: Actor = {
  ...{ kind: 'actor', type: 'Person', iri, username: 'bo', displayName: 'Bo', ...BLANK_PROFILE, url: iri },
  ...{ inbox: `${iri}/inbox`, sharedInbox: null, outbox: null, followers: null, following: null, key: null },
  publishedAt: null,
};
const actors: Pick<ActorDirectory, 'byIri'> = { byIri: async () => bo };
const posts: Pick<OpenPosts, 'get' | 'known'> = { get: async () => null, known: async () => new Set() };

test('however many answers are sent about the threads of one host, it is asked so often in ten minutes', async () => {
  let now = 0;
  const asked: string[] = [];
  const climb = createClimber({
    posts,
    actors,
    async fetch(one) {
      asked.push(one);
      return answer(one);
    },
    clock: { now: () => new Date(now) },
  });
  await climb('https://big.example/0/0');
  expect(asked).toHaveLength(20);
  for (let branch = 1; branch < 100; branch++) await climb(`https://big.example/${branch}/0`);
  expect(asked).toHaveLength(1_000);
  await climb('https://other.example/0');
  expect(asked.at(-1)).toBe('https://other.example/0');
  now += 10 * 60_000;
  await climb('https://big.example/100/0');
  expect(asked.at(-1)).toBe('https://big.example/100/19');
});
