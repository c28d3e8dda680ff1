import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FollowViews, followId } from '../../../server/features/follows/follows.views.ts';
import { ProfileViews } from '../../../server/features/profiles/profiles.views.ts';
import { createNaming } from '../../../server/federation/index.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import * as profiles from '../../../shared/contracts/profiles.ts';
import type { ApiClient } from '../../support/api.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';

let instance: TestInstance;
let amara: ApiClient;
let bo: ApiClient;
let cleo: ApiClient;

beforeAll(async () => {
  instance = await startInstance();
  [amara, bo, cleo] = await Promise.all([instance.signUp('amara'), instance.signUp('bo'), instance.signUp('cleo')]);
  await amara.call(profiles.updateMyProfile, { body: { displayName: 'Amara', approvesFollowers: true } });
});
afterAll(() => instance.stop());

const params = { handle: 'amara' };

describe('following somebody who chooses their followers', () => {
  test('nothing private shows before the yes; a no ends it; asking again is possible', async () => {
    const { id } = await amara.call(practice.publishPost, {
      body: { title: 'Circle', markdown: 'Only for followers.', visibility: 'followers' },
    });
    const asked = await bo.call(profiles.followProfile, { params });
    expect(asked.relation?.following).toBe('requested');
    expect((await bo.try(practice.getPost, { params: { id } })).status).toBe(404);
    expect((await bo.call(practice.getHomeFeed)).items).toEqual([]);

    const [request] = (await amara.call(profiles.listFollowRequests)).items;
    expect(request?.from.handle).toBe(`@bo@${instance.domain}`);
    expect((await cleo.call(profiles.listFollowRequests)).items).toEqual([]);
    // Only the one who is asked can answer.
    const stranger = await cleo.try(profiles.acceptFollowRequest, { params: { id: request!.id } });
    expect(stranger.status).toBe(404);
    expect((await bo.try(profiles.acceptFollowRequest, { params: { id: request!.id } })).status).toBe(404);

    await amara.call(profiles.rejectFollowRequest, { params: { id: request!.id } });
    expect((await bo.call(profiles.getProfile, { params })).relation?.following).toBe('no');

    await bo.call(profiles.followProfile, { params });
    const [again] = (await amara.call(profiles.listFollowRequests)).items;
    await amara.call(profiles.acceptFollowRequest, { params: { id: again!.id } });
    expect((await bo.call(profiles.getProfile, { params })).relation?.following).toBe('yes');
    expect((await bo.try(practice.getPost, { params: { id } })).status).toBe(200);
    expect((await bo.call(practice.getHomeFeed)).items.map((item) => item.post.id)).toEqual([id]);
    expect((await amara.try(profiles.acceptFollowRequest, { params: { id: again!.id } })).status).toBe(404);
  });

  test('a request can be taken back', async () => {
    await cleo.call(profiles.followProfile, { params });
    expect((await cleo.call(profiles.unfollowProfile, { params })).relation?.following).toBe('no');
    expect((await amara.call(profiles.listFollowRequests)).items).toEqual([]);
  });
});

describe('bad input', () => {
  test('oneself cannot be followed', async () => {
    const answer = await amara.try(profiles.followProfile, { params });
    expect([answer.status, answer.error?.code]).toEqual([409, 'conflict']);
  });

  test('a handle that nobody has gets a sentence', async () => {
    const answer = await bo.try(profiles.followProfile, { params: { handle: 'nobody' } });
    expect(answer.status).toBe(404);
    expect(answer.error?.message).toContain('nobody');
    const odd = await bo.try(profiles.getProfile, { params: { handle: 'a b@c' } });
    expect(odd.status).toBe(400);
  });

  test('without an account, strangers elsewhere are not looked up', async () => {
    const answer = await instance.anyone().try(profiles.getProfile, { params: { handle: '@x@school.example' } });
    expect(answer.status).toBe(404);
    expect(answer.error?.message).toContain('Sign in');
  });
});

test('followers here are found among however many elsewhere', async () => {
  const { db } = instance.services;
  const profileViews = new ProfileViews(db, createNaming(instance.baseUrl));
  const views = new FollowViews(db, profileViews);
  const followee = `${instance.baseUrl}/users/cleo`;
  const remote = (n: number) => `https://school.example/users/teacher${n}`;
  await views.documents.insertMany(
    Array.from({ length: 50 }, (_, n) => ({
      _id: followId(remote(n), followee),
      follower: remote(n),
      followee,
      follow: `${remote(n)}/follow`,
      at: new Date(0),
      state: 'accepted' as const,
    })),
  );
  expect([...(await views.localFollowers([followee], 1))]).toEqual([]);
  await bo.call(profiles.followProfile, { params: { handle: 'cleo' } });
  expect([...(await views.localFollowers([followee], 1))]).toEqual([`${instance.baseUrl}/users/bo`]);
});
