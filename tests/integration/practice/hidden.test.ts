import { afterAll, beforeAll, expect, test } from 'vitest';
import * as practice from '../../../shared/contracts/practice.ts';
import * as profiles from '../../../shared/contracts/profiles.ts';
import type { ApiClient } from '../../support/api.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';

/** What somebody may not see leaves no trace: not in a page's length, not in a cursor, not in a count. */
let instance: TestInstance;
let amara: ApiClient;
let bo: ApiClient;
let stranger: ApiClient;

beforeAll(async () => {
  instance = await startInstance();
  [amara, bo, stranger] = await Promise.all([
    instance.signUp('amara'),
    instance.signUp('bo'),
    instance.signUp('stranger'),
  ]);
  await bo.call(profiles.followProfile, { params: { handle: 'amara' } });
});
afterAll(() => instance.stop());

const publish = (title: string, visibility: string) =>
  amara.call(practice.publishPost, { body: { title, markdown: 'x', visibility } });

test('a profile’s pages pass over followers-only posts without a gap or a cursor that names them', async () => {
  const empty = await stranger.call(practice.getProfilePosts, { params: { handle: 'amara' }, query: { limit: 1 } });
  expect(empty).toEqual({ items: [], next: null });
  const hidden = [];
  for (let n = 0; n < 3; n++) hidden.push(await publish(`Hidden ${n}`, 'followers'));
  for (const client of [stranger, instance.anyone()]) {
    const page = await client.call(practice.getProfilePosts, { params: { handle: 'amara' }, query: { limit: 1 } });
    expect(page).toEqual({ items: [], next: null });
  }
  await publish('Open 1', 'public');
  for (let n = 3; n < 6; n++) hidden.push(await publish(`Hidden ${n}`, 'followers'));
  await publish('Open 2', 'public');
  hidden.push(await publish('Hidden 6', 'followers'));

  const titles: string[] = [];
  let cursor = '';
  for (let n = 0; n < 10; n++) {
    const page = await stranger.call(practice.getProfilePosts, {
      params: { handle: 'amara' },
      query: { limit: 1, ...(cursor ? { cursor } : {}) },
    });
    titles.push(...page.items.map((item) => item.post.title));
    if (page.next === null) break;
    expect(page.items).toHaveLength(1);
    for (const { id } of hidden) expect(page.next).not.toContain(id);
    cursor = page.next;
  }
  expect(titles).toEqual(['Open 2', 'Open 1']);
  const full = await bo.call(practice.getProfilePosts, { params: { handle: 'amara' }, query: { limit: 50 } });
  expect(full.items).toHaveLength(9);
});
