import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as practice from '../../../shared/contracts/practice.ts';
import * as profiles from '../../../shared/contracts/profiles.ts';
import type { ApiClient } from '../../support/api.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';

let instance: TestInstance;
let amara: ApiClient;
let bo: ApiClient;
let anyone: ApiClient;

beforeAll(async () => {
  instance = await startInstance();
  [amara, bo] = await Promise.all([instance.signUp('amara'), instance.signUp('bo')]);
  anyone = instance.anyone();
});
afterAll(() => instance.stop());

const fields = (title: string, rest: Record<string, unknown> = {}) => ({ title, markdown: 'What I tried.', ...rest });

describe('drafts', () => {
  test('are their author’s alone', async () => {
    const { id } = await amara.call(practice.createDraft, { body: { title: 'Half a thought' } });
    expect((await bo.try(practice.getDraft, { params: { id } })).status).toBe(404);
    expect((await bo.try(practice.saveDraft, { params: { id }, body: { title: 'mine now' } })).status).toBe(404);
    expect((await bo.try(practice.deleteDraft, { params: { id } })).status).toBe(404);
    expect((await bo.call(practice.listDrafts)).items).toEqual([]);
    expect((await amara.call(practice.getDraft, { params: { id } })).title).toBe('Half a thought');
  });

  test('keep what is unfinished, and say so only when publishing', async () => {
    const draft = await amara.call(practice.createDraft, { body: { markdown: '## What I tried' } });
    const refused = await amara.try(practice.publishPost, { body: { ...draft, draft: draft.id } });
    expect(refused.status).toBe(400);
    expect(refused.error?.fields?.title).toBe('Give the post a title.');
    expect((await amara.call(practice.getDraft, { params: { id: draft.id } })).markdown).toBe('## What I tried');
  });

  test('published twice at once they are one post', async () => {
    const { id } = await amara.call(practice.createDraft, { body: fields('Once only') });
    const body = { ...fields('Once only'), draft: id };
    const [first, second] = await Promise.all([
      amara.call(practice.publishPost, { body }),
      amara.call(practice.publishPost, { body }),
    ]);
    expect(second.id).toBe(first.id);
    const { items } = await amara.call(practice.getHomeFeed);
    expect(items.filter((item) => item.post.title === 'Once only')).toHaveLength(1);
  });
});

describe('who sees a post', () => {
  test.each([
    ['public', 200, 200],
    ['unlisted', 200, 200],
    ['followers', 404, 404],
  ] as const)('%s: %i without an account, %i for a stranger', async (visibility, withoutAccount, stranger) => {
    const { id } = await amara.call(practice.publishPost, { body: fields(`For ${visibility}`, { visibility }) });
    expect((await amara.try(practice.getPost, { params: { id } })).status).toBe(200);
    expect((await anyone.try(practice.getPost, { params: { id } })).status).toBe(withoutAccount);
    expect((await bo.try(practice.getPost, { params: { id } })).status).toBe(stranger);
    expect((await bo.try(practice.listReplies, { params: { id } })).status).toBe(stranger);
    expect((await bo.try(practice.likePost, { params: { id } })).status).toBe(stranger);
    expect((await bo.try(practice.boostPost, { params: { id } })).status).toBe(stranger);
    const reply = await bo.try(practice.replyToPost, { params: { id }, body: { markdown: 'Hm' } });
    expect(reply.status).toBe(stranger === 200 ? 201 : 404);
    const listed = (await anyone.call(practice.getInstanceFeed)).items.map((item) => item.post.title);
    expect(listed.includes(`For ${visibility}`)).toBe(visibility === 'public');
    const onProfile = (await bo.call(practice.getProfilePosts, { params: { handle: 'amara' } })).items;
    expect(onProfile.some((item) => item.post.id === id)).toBe(visibility !== 'followers');
  });

  test('a private one and a missing one answer alike', async () => {
    const { id } = await amara.call(practice.publishPost, { body: fields('Circle', { visibility: 'followers' }) });
    const hidden = await bo.try(practice.getPost, { params: { id } });
    const missing = await bo.try(practice.getPost, { params: { id: 'AAAAAAAAAAAAAAAAAAAAAA' } });
    expect([hidden.status, hidden.error]).toEqual([missing.status, missing.error]);
  });

  test('feedback on a followers-only post reaches its author and stays as narrow', async () => {
    await bo.call(profiles.followProfile, { params: { handle: 'amara' } });
    const { id } = await amara.call(practice.publishPost, {
      body: fields('For my circle', { visibility: 'followers' }),
    });
    const reply = await bo.call(practice.replyToPost, {
      params: { id },
      body: { markdown: 'I noticed the wait time.', feedbackKind: 'noticing' },
    });
    expect(reply.visibility).toBe('followers');
    const { items } = await amara.call(practice.listReplies, { params: { id } });
    expect(items.map((item) => item.id)).toEqual([reply.id]);
    expect((await anyone.try(practice.getPost, { params: { id: reply.id } })).status).toBe(404);
    const boost = await bo.try(practice.boostPost, { params: { id } });
    expect(boost.status).toBe(403);
    await bo.call(profiles.unfollowProfile, { params: { handle: 'amara' } });
    expect((await bo.try(practice.getPost, { params: { id } })).status).toBe(404);
  });
});

describe('changing a post', () => {
  test('only its author edits, reads the source of, or deletes it', async () => {
    const { id } = await amara.call(practice.publishPost, { body: fields('Mine') });
    expect((await bo.try(practice.editPost, { params: { id }, body: fields('Yours') })).status).toBe(404);
    expect((await bo.try(practice.getPostSource, { params: { id } })).status).toBe(404);
    expect((await bo.try(practice.deletePost, { params: { id } })).status).toBe(404);
    const edited = await amara.call(practice.editPost, { params: { id }, body: fields('Mine, better') });
    expect(edited).toMatchObject({ title: 'Mine, better', may: { edit: true } });
    expect(edited.editedAt).not.toBeNull();
    await amara.call(practice.deletePost, { params: { id } });
    expect((await amara.try(practice.getPost, { params: { id } })).status).toBe(404);
    expect((await amara.try(practice.deletePost, { params: { id } })).status).toBe(404);
  });

  test('likes and boosts count once, and can be taken back', async () => {
    const { id } = await amara.call(practice.publishPost, { body: fields('Likeable') });
    await bo.call(practice.likePost, { params: { id } });
    expect(await bo.call(practice.likePost, { params: { id } })).toMatchObject({ likes: 1, mine: { liked: true } });
    expect(await bo.call(practice.boostPost, { params: { id } })).toMatchObject({ boosts: 1, mine: { boosted: true } });
    expect(await amara.call(practice.getPost, { params: { id } })).toMatchObject({ likes: 1, mine: { liked: false } });
    expect(await bo.call(practice.unlikePost, { params: { id } })).toMatchObject({ likes: 0, mine: { liked: false } });
    expect(await bo.call(practice.unboostPost, { params: { id } })).toMatchObject({ boosts: 0 });
    // Again, after having taken it back.
    expect(await bo.call(practice.likePost, { params: { id } })).toMatchObject({ likes: 1, mine: { liked: true } });
  });
});

describe('reading', () => {
  test('pages are stable while new posts come in', async () => {
    const reader = await instance.signUp('pager');
    for (let n = 1; n <= 5; n++) await reader.call(practice.publishPost, { body: fields(`Page ${n}`) });
    const first = await reader.call(practice.getHomeFeed, { query: { limit: 2 } });
    await reader.call(practice.publishPost, { body: fields('Page 6') });
    const second = await reader.call(practice.getHomeFeed, { query: { limit: 2, cursor: first.next ?? '' } });
    const third = await reader.call(practice.getHomeFeed, { query: { limit: 2, cursor: second.next ?? '' } });
    const titles = [first, second, third].flatMap((page) => page.items.map((item) => item.post.title));
    expect(titles).toEqual(['Page 5', 'Page 4', 'Page 3', 'Page 2', 'Page 1']);
    expect(third.next).toBeNull();
  });

  test('a tag lists public posts that have it now', async () => {
    const titles = async (tag: string) =>
      (await anyone.call(practice.getTagFeed, { params: { tag } })).items.map((item) => item.post.title);
    const tagged = await amara.call(practice.publishPost, { body: fields('Tagged', { tags: ['Wait_Time'] }) });
    await amara.call(practice.publishPost, {
      body: fields('Tagged in private', { tags: ['wait_time'], visibility: 'followers' }),
    });
    expect(await titles('wait_time')).toEqual(['Tagged']);
    await amara.call(practice.editPost, {
      params: { id: tagged.id },
      body: fields('Tagged anew', { tags: ['silence'] }),
    });
    expect(await titles('WAIT_TIME')).toEqual([]);
    expect(await titles('silence')).toEqual(['Tagged anew']);
    await amara.call(practice.deletePost, { params: { id: tagged.id } });
    expect(await titles('silence')).toEqual([]);
  });

  test('script in Markdown is inert in the preview and in the post', async () => {
    const markdown = 'Hello <script>alert(1)</script><img src=x onerror=alert(1)> [x](javascript:alert(1)) **bold**';
    const { html } = await amara.call(practice.previewMarkdown, { body: { markdown } });
    const post = await amara.call(practice.publishPost, { body: { title: '<b>t</b>', markdown } });
    expect(post.html).toBe(html);
    expect(html).toContain('<strong>bold</strong>');
    expect(html).not.toMatch(/<script|onerror|javascript:/i);
    expect(post.title).toBe('<b>t</b>');
  });
});

test('a post that is deleted makes room for another one at the top of the profile', async () => {
  const publish = async (title: string) => (await bo.call(practice.publishPost, { body: fields(title) })).id;
  const pinned = await Promise.all(['1', '2', '3', '4', '5'].map(publish));
  for (const id of pinned) await bo.call(practice.pinPost, { params: { id } });
  const sixth = await publish('6');
  expect((await bo.try(practice.pinPost, { params: { id: sixth } })).error).toMatchObject({ code: 'conflict' });
  await bo.call(practice.deletePost, { params: { id: pinned[0] ?? '' } });
  expect((await bo.call(practice.pinPost, { params: { id: sixth } })).pinned).toBe(true);
});
