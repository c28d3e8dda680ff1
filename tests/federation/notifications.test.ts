import { afterAll, beforeAll, expect, test } from 'vitest';
import * as mentoring from '../../shared/contracts/mentoring.ts';
import * as notifications from '../../shared/contracts/notifications.ts';
import * as practice from '../../shared/contracts/practice.ts';
import * as profiles from '../../shared/contracts/profiles.ts';
import * as threads from '../../shared/contracts/threads.ts';
import type { NotificationKind } from '../../shared/vocabulary.ts';
import type { ApiClient } from '../support/api.ts';
import { startInstance, type TestInstance } from '../support/instance.ts';
import { until } from '../support/until.ts';

/** Each is told on their own instance of what the other did on theirs. */
let a: TestInstance;
let b: TestInstance;
let amara: ApiClient;
let bo: ApiClient;
let post: string;

beforeAll(async () => {
  [a, b] = await Promise.all([startInstance(), startInstance()]);
  [amara, bo] = await Promise.all([a.signUp('amara', 'Amara'), b.signUp('bo', 'Bo')]);
  post = (await amara.call(practice.publishPost, { body: { title: 'Exit tickets', markdown: 'x' } })).id;
});
afterAll(() => Promise.all([a.stop(), b.stop()]));

const newest = (client: ApiClient, kind: NotificationKind, step?: string) =>
  until(`a notification of ${kind}`, async () => {
    const { items } = await client.call(notifications.listNotifications, { query: { kind } });
    return items.find(({ pairStep }) => step === undefined || pairStep === step);
  });

test('a follow, feedback, a reply and a mention', async () => {
  await bo.call(profiles.followProfile, { params: { handle: `@amara@${a.domain}` } });
  expect(await newest(amara, 'follow')).toMatchObject({
    people: [{ handle: `@bo@${b.domain}`, displayName: 'Bo', local: false }],
    to: `/@bo@${b.domain}`,
  });
  const onB = await until('her post on B', async () => {
    return (await bo.call(practice.getHomeFeed)).items.find((item) => item.post.title === 'Exit tickets')?.post;
  });
  // Posts that were fetched are no news, to whoever they name.
  expect((await bo.call(notifications.listNotifications)).items).toEqual([]);

  const feedback = { markdown: 'Are they too easy?', feedbackKind: 'question' };
  const asked = await bo.call(practice.replyToPost, { params: { id: onB.id }, body: feedback });
  expect(await newest(amara, 'feedback')).toMatchObject({
    feedbackKind: 'question',
    excerpt: 'Are they too easy?',
    about: { type: 'post', id: post, title: 'Exit tickets' },
  });
  expect((await amara.call(notifications.getToday)).items).toMatchObject([{ type: 'question', post: { id: post } }]);

  const { items } = await amara.call(practice.listReplies, { params: { id: post } });
  await amara.call(practice.replyToPost, { params: { id: items[0]!.id }, body: { markdown: 'A little.' } });
  expect(await newest(bo, 'reply')).toMatchObject({
    excerpt: expect.stringContaining('A little.'),
    about: { id: asked.id },
  });

  const thanks = { title: 'Thanks', markdown: `Learnt from @amara@${a.domain}.` };
  await bo.call(practice.publishPost, { body: thanks });
  expect(await newest(amara, 'mention')).toMatchObject({ about: { type: 'post', title: 'Thanks' } });
});

test('the steps of a pair and private messages; nothing of what they say', async () => {
  const { id } = await bo.call(mentoring.offerPair, {
    body: {
      partner: `@amara@${a.domain}`,
      myGoals: 'a',
      partnerGoals: 'b',
      cadence: 'weekly',
      endsOn: '2099-01-01',
      note: 'A private note',
    },
  });
  expect(await newest(amara, 'pair', 'offered')).toMatchObject({ about: { type: 'pair', id }, excerpt: '' });
  await amara.call(mentoring.acceptPair, { params: { id } });
  await newest(bo, 'pair', 'accepted');
  await bo.call(threads.sendMessage, { params: { id }, body: { markdown: 'Between us', clientId: 'the-first-one' } });
  expect(await newest(amara, 'message')).toMatchObject({ count: 1, excerpt: '', people: [{ displayName: 'Bo' }] });
  expect((await amara.call(mentoring.listPairs)).items[0]).toMatchObject({ unread: 1 });
  await bo.call(mentoring.endPair, { params: { id }, body: { reason: 'A private reason' } });
  await newest(amara, 'pair', 'ended');
  const all = JSON.stringify([
    await amara.call(notifications.listNotifications),
    await amara.call(notifications.getToday),
    await bo.call(notifications.listNotifications),
  ]);
  for (const secret of ['A private note', 'Between us', 'A private reason']) expect(all).not.toContain(secret);
});

test('a reply that is deleted there is gone here', async () => {
  const { items } = await bo.call(practice.getProfilePosts, { params: { handle: `@amara@${a.domain}` } });
  const body = { markdown: 'Said too soon', feedbackKind: 'noticing' };
  const { id } = await bo.call(practice.replyToPost, { params: { id: items[0]!.post.id }, body });
  const said = async () => {
    const { items: list } = await amara.call(notifications.listNotifications);
    return list.some(({ excerpt }) => excerpt === 'Said too soon');
  };
  await until('it is told', said);
  await bo.call(practice.deletePost, { params: { id } });
  await until('it is gone', async () => !(await said()));
});
