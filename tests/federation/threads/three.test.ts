import { afterAll, beforeAll, expect, test } from 'vitest';
import * as practice from '../../../shared/contracts/practice.ts';
import * as profiles from '../../../shared/contracts/profiles.ts';
import * as search from '../../../shared/contracts/search.ts';
import type { ApiClient } from '../../support/api.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';
import { until } from '../../support/until.ts';

/**
 * Three real instances. Cleo follows Amara and nobody else, and sees all the same what Bo, of a third instance, answers her;
 * what Cleo says to Bo is in the same thread on each of the three.
 */

let instances: TestInstance[];
let amara: ApiClient;
let bo: ApiClient;
let cleo: ApiClient;

beforeAll(async () => {
  instances = await Promise.all([startInstance(), startInstance(), startInstance()]);
  [amara, bo, cleo] = (await Promise.all(['amara', 'bo', 'cleo'].map((name, at) => instances[at]!.signUp(name)))) as [
    ApiClient,
    ApiClient,
    ApiClient,
  ];
});
afterAll(() => Promise.all(instances.map((instance) => instance.stop())));

/** The id that a post of any instance has in the API of `client`'s, looked up there if need be. */
async function idOf(client: ApiClient, iri: string): Promise<string> {
  const found = await client.call(search.lookUp, { query: { q: iri } });
  if (found.type !== 'post') throw new Error(`${iri} is no post`);
  return found.post.id;
}

async function threadOf(client: ApiClient, root: string): Promise<[string, string | null][]> {
  const { items } = await client.call(practice.listReplies, { params: { id: root }, query: { limit: 50 } });
  return items.map(({ iri, inReplyTo }) => [iri, inReplyTo]);
}

test('an answer reaches the followers of whom it answers; the whole thread, and its end, is the same everywhere', async () => {
  const handle = `@amara@${instances[0]!.domain}`;
  await cleo.call(profiles.followProfile, { params: { handle } });
  await until('followed', async () => {
    return (await cleo.call(profiles.getProfile, { params: { handle } })).relation?.following === 'yes';
  });
  const root = await amara.call(practice.publishPost, { body: { title: 'Exit tickets', markdown: 'What I tried' } });
  await until('it arrived', async () => (await cleo.call(practice.getHomeFeed)).items.length === 1);

  const answer = await bo.call(practice.replyToPost, {
    params: { id: await idOf(bo, root.iri) },
    body: { markdown: 'What do they mark?' },
  });
  // Forwarded: Cleo has not opened the thread, and nobody of her instance follows Bo.
  const posts = instances[2]!.services.db.collection('posts');
  await until('Cleo’s instance has it', () => posts.findOne({ _id: answer.iri }));
  const further = await cleo.call(practice.replyToPost, {
    params: { id: await idOf(cleo, answer.iri) },
    body: { markdown: 'Mine mark the first one' },
  });
  const wanted = [answer.iri, further.iri];
  for (const client of [amara, bo, cleo]) {
    const id = await idOf(client, root.iri);
    await until('the whole thread', async () => (await threadOf(client, id)).length === 2);
    const thread = await threadOf(client, id);
    expect(thread.map(([iri]) => iri)).toEqual(wanted);
    expect(thread.map(([, above]) => above)).toEqual([id, await idOf(client, answer.iri)]);
  }
  const context = `${root.iri}/context`;
  for (const iri of [root.iri, answer.iri, further.iri]) {
    const document = await fetch(iri, { headers: { accept: 'application/activity+json' } });
    expect(await document.json()).toMatchObject({ context });
  }

  await cleo.call(practice.deletePost, { params: { id: further.id } });
  await bo.call(practice.deletePost, { params: { id: answer.id } });
  for (const client of [amara, bo, cleo]) {
    const id = await idOf(client, root.iri);
    await until('deleted', async () => (await threadOf(client, id)).length === 0);
  }
});

test('what was said before one followed is found when one opens the thread', async () => {
  // Nobody follows Ada: what she writes, and what is answered, is sent to nobody else.
  const ada = await instances[0]!.signUp('ada');
  const root = await ada.call(practice.publishPost, { body: { title: 'Earlier', markdown: 'Text' } });
  const body = { markdown: 'Before' };
  const answer = await bo.call(practice.replyToPost, { params: { id: await idOf(bo, root.iri) }, body });
  await until('Ada has it', async () => (await threadOf(ada, root.id)).length === 1);
  const id = await idOf(cleo, root.iri);
  await until('Cleo has it', async () => (await threadOf(cleo, id)).length === 1);
  expect(await threadOf(cleo, id)).toEqual([[answer.iri, id]]);
});
