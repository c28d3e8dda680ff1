import { afterAll, beforeAll, expect, test } from 'vitest';
import * as mentoring from '../../../shared/contracts/mentoring.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import * as threads from '../../../shared/contracts/threads.ts';
import type { ApiClient } from '../../support/api.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';

/** Ids that a client chooses (a draft's, a message's) name what is made of them; they must not name anything else. */
let instance: TestInstance;
let amara: ApiClient;
let mallory: ApiClient;

beforeAll(async () => {
  instance = await startInstance();
  [amara, mallory] = await Promise.all([instance.signUp('amara'), instance.signUp('mallory')]);
});
afterAll(() => instance.stop());

const document = async (iri: string) => {
  const answer = await fetch(iri, { headers: { accept: 'application/activity+json' } });
  return (await answer.json()) as Record<string, unknown>;
};

test('a draft id that is somebody else’s post does not take the post over', async () => {
  const post = await amara.call(practice.publishPost, { body: { title: 'Mine', markdown: 'My words.' } });
  const draft = post.iri.slice(post.iri.lastIndexOf('/') + 1);
  const forged = await mallory.try(practice.publishPost, { body: { title: 'Hers', markdown: 'Not hers.', draft } });
  expect(forged.value.iri).not.toBe(post.iri);
  expect(await document(post.iri)).toMatchObject({ name: 'Mine', attributedTo: `${instance.baseUrl}/users/amara` });
  expect((await amara.call(practice.getPost, { params: { id: post.id } })).title).toBe('Mine');
});

test('two people with the same draft id publish two posts, and both can be fetched', async () => {
  const draft = 'A_short-id';
  const [one, other] = await Promise.all(
    [amara, mallory].map((who, n) =>
      who.call(practice.publishPost, { body: { title: `Post ${n}`, markdown: 'x', draft } }),
    ),
  );
  expect(one!.author.handle).toContain('@amara@');
  expect(other!.author.handle).toContain('@mallory@');
  expect((await document(one!.iri)).name).toBe('Post 0');
  expect((await document(other!.iri)).name).toBe('Post 1');
});

test('the same message id in two threads is two messages', async () => {
  const bo = await instance.signUp('bo');
  const cleo = await instance.signUp('cleo');
  const pairs: string[] = [];
  for (const [partner, client] of [
    ['bo', bo],
    ['cleo', cleo],
  ] as const) {
    const { id } = await amara.call(mentoring.offerPair, {
      body: { partner, myGoals: 'a', partnerGoals: 'b', cadence: 'weekly', endsOn: '2099-06-30' },
    });
    await client.call(mentoring.acceptPair, { params: { id } });
    pairs.push(id);
  }
  for (const id of pairs) {
    const sent = await amara.call(threads.sendMessage, {
      params: { id },
      body: { markdown: `For ${id}`, clientId: 'same-id-in-both' },
    });
    expect(sent.thread).toBe(id);
    expect(sent.html).toContain(id);
    expect(sent.clientId).toBe('same-id-in-both');
  }
});
