import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as practice from '../../../shared/contracts/practice.ts';
import * as profiles from '../../../shared/contracts/profiles.ts';
import type { ApiClient } from '../../support/api.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';
import { until } from '../../support/until.ts';

let a: TestInstance;
let b: TestInstance;
let amara: ApiClient;
let bo: ApiClient;

beforeAll(async () => {
  [a, b] = await Promise.all([startInstance(), startInstance()]);
  [amara, bo] = await Promise.all([a.signUp('amara', 'Amara Okafor'), b.signUp('bo', 'Bo Lindqvist')]);
  await bo.call(profiles.followProfile, { params: { handle: `@amara@${a.domain}` } });
});
afterAll(() => Promise.all([a.stop(), b.stop()]));

describe('a preview of a post', () => {
  const body = {
    title: 'Exit <tickets>',
    markdown: 'They mark their **own**. #marking',
    focusQuestion: 'Why?',
    tags: ['exit_tickets'],
  };

  test('is what publishing makes and sends', async () => {
    const preview = await amara.call(practice.previewPost, { body });
    expect(preview.summary).toBe('They mark their own. #marking');
    expect(preview.wire.name).toBe('Exit <tickets>');
    expect(preview.wire.preview).toContain('<strong>Exit &lt;tickets&gt;</strong>');
    expect(preview.wire.content).toContain('Feedback wanted:');
    expect(preview.wire.tags).toEqual(['#exit_tickets', '#marking']);

    const post = await amara.call(practice.publishPost, { body });
    expect(post.html).toBe(preview.html);
    const sent = await fetch(post.iri, { headers: { accept: 'application/activity+json' } });
    const json = await sent.json();
    expect(json.name).toBe(preview.wire.name);
    expect(json.content).toBe(preview.wire.content);
    // The address is the only thing that a preview cannot know.
    const address = /href="([^"]+)"/.exec(preview.wire.preview)?.[1] ?? '';
    expect(json.preview.content).toBe(preview.wire.preview.replaceAll(address, post.url));
  });

  test('publishes nothing, and is refused with the same sentences', async () => {
    const before = await amara.call(practice.getProfilePosts, { params: { handle: 'amara' } });
    await amara.call(practice.previewPost, { body: { ...body, title: 'Only looked at' } });
    expect((await amara.call(practice.getProfilePosts, { params: { handle: 'amara' } })).items).toHaveLength(
      before.items.length,
    );
    const untitled = await amara.try(practice.previewPost, { body: { ...body, title: '' } });
    expect(untitled.error?.fields?.title).toBe('Give the post a title.');
  });
});

describe('answers', () => {
  test('sent twice with the same clientId are one; another person’s with it is another', async () => {
    const { id } = await amara.call(practice.publishPost, { body: { title: 'Once', markdown: 'Text' } });
    const request = { params: { id }, body: { markdown: 'Once only', clientId: 'a1b2c3d4e5' } };
    const [one, two] = await Promise.all([
      amara.call(practice.replyToPost, request),
      amara.call(practice.replyToPost, request),
    ]);
    expect(one.id).toBe(two.id);
    const zoe = await a.signUp('zoe');
    expect((await zoe.call(practice.replyToPost, request)).id).not.toBe(one.id);
    expect((await amara.call(practice.listReplies, { params: { id } })).items).toHaveLength(2);
  });

  test('are edited by their author alone, here and where they were sent', async () => {
    const post = await amara.call(practice.publishPost, { body: { title: 'Edited there', markdown: 'Text' } });
    const seen = await until('the post reaches B', async () => {
      const { items } = await bo.call(practice.getHomeFeed);
      return items.find((item) => item.post.iri === post.iri)?.post;
    });
    const reply = await bo.call(practice.replyToPost, {
      params: { id: seen.id },
      body: { markdown: 'I noticed a tpyo', feedbackKind: 'noticing' },
    });
    const find = async (text: string) => {
      const { items } = await amara.call(practice.listReplies, { params: { id: post.id } });
      return items.find(({ html }) => html.includes(text));
    };
    const arrived = await until('the answer reaches A', () => find('tpyo'));

    const edit = { params: { id: reply.id }, body: { markdown: 'I noticed a **typo**' } };
    const changed = await bo.call(practice.editReply, edit);
    expect(changed).toMatchObject({ feedbackKind: 'noticing', inReplyTo: seen.id });
    expect(changed.html).toContain('<strong>typo</strong>');
    expect(changed.editedAt).not.toBeNull();
    const edited = await until('the edit reaches A', () => find('<strong>typo</strong>'));
    expect(edited.id).toBe(arrived.id);
    expect((await bo.call(practice.getPostSource, { params: { id: reply.id } })).markdown).toBe('I noticed a **typo**');

    expect((await amara.try(practice.editReply, { ...edit, params: { id: arrived.id } })).status).toBe(404);
    expect((await amara.try(practice.editReply, { ...edit, params: { id: post.id } })).status).toBe(404);
  });
});
