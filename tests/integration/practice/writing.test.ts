import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as accountLife from '../../../shared/contracts/account-life.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import * as profiles from '../../../shared/contracts/profiles.ts';
import type { ApiClient } from '../../support/api.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';
import { until } from '../../support/until.ts';

let a: TestInstance;
let b: TestInstance;
let amara: ApiClient;
let bo: ApiClient;

/** How far the clock of A is ahead: voting ends while nobody waits. */
let aheadMs = 0;
const MINUTE_MS = 60_000;

beforeAll(async () => {
  const clock = { now: () => new Date(Date.now() + aheadMs) };
  [a, b] = await Promise.all([startInstance({ options: { clock } }), startInstance()]);
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

describe('a poll', () => {
  const asked = { options: ['In the lab', 'Outside'], openMinutes: 20 };
  const body = { title: 'Where next?', markdown: 'Both *work*.', focusQuestion: 'Why there?', poll: asked };
  const shown = (client: ApiClient, id: string) => client.call(practice.getPost, { params: { id } });
  let post: practice.Post;
  let seen: practice.PostSummary;

  test('is kept in a draft unfinished, and refused by the field until it is whole', async () => {
    const poll = { options: ['In the lab', ''], multiple: true, openMinutes: 60 };
    const draft = await amara.call(practice.createDraft, { body: { title: 'Where next?', poll } });
    const saved = { ...draft, poll: { ...poll, options: ['In the lab', '', ''] } };
    await amara.call(practice.saveDraft, { params: { id: draft.id }, body: saved });
    expect((await amara.call(practice.getDraft, { params: { id: draft.id } })).poll).toEqual(saved.poll);

    const refused = async (said: object) => {
      const { status, error } = await amara.try(practice.publishPost, {
        body: { ...body, poll: { ...asked, ...said } },
      });
      expect(status).toBe(400);
      return error?.fields;
    };
    const few = { 'poll.options': 'Give at least two different answers to choose from.' };
    expect(await refused({ options: ['In the lab', ' '] })).toEqual(few);
    const same = { 'poll.options': 'Two answers say the same. Change one of them.' };
    expect(await refused({ options: ['Lab', 'Lab '] })).toEqual(same);
    const many = { 'poll.options': 'Give at most eight answers to choose from.' };
    expect(await refused({ options: [...'abcdefghi'] })).toEqual(many);
    const long = { 'poll.openMinutes': 'Voting can go on for 30 days at most.' };
    expect(await refused({ openMinutes: 31 * 24 * 60 })).toEqual(long);
    expect(Object.keys((await refused({ options: ['x'.repeat(101), 'y'] })) ?? {})).toEqual(['poll.options.0']);
    await amara.call(practice.deleteDraft, { params: { id: draft.id } });
  });

  test('goes out as a Question with all that a post has, as the preview said', async () => {
    const preview = await amara.call(practice.previewPost, { body });
    // Of answers that were left empty nothing is asked; the same draft published twice is one poll.
    const request = {
      body: { ...body, poll: { ...asked, options: [...asked.options, ''] }, draft: 'a-draft-with-poll' },
    };
    post = await amara.call(practice.publishPost, request);
    expect((await amara.call(practice.publishPost, request)).id).toBe(post.id);
    const closesAt = new Date(new Date(post.publishedAt).getTime() + 20 * MINUTE_MS).toISOString();
    const options = asked.options.map((text) => ({ text, votes: 0 }));
    expect(post.poll).toEqual({ multiple: false, options, voters: 0, closesAt, closed: false, mine: [] });

    const sent = await fetch(post.iri, { headers: { accept: 'application/activity+json' } });
    const json = await sent.json();
    expect(json).toMatchObject({ type: 'Question', name: 'Where next?', votersCount: 0, endTime: expect.any(String) });
    expect(json.content).toMatch(/^<p class="p-name"><strong>Where next\?<\/strong><\/p><p>Both/);
    // To others a summary beside a Question folds it away.
    expect(json).not.toHaveProperty('summary');
    expect(preview.wire).toMatchObject({ content: json.content, preview: json.content, answers: asked.options });

    seen = await until('the poll reaches B', async () => {
      const { items } = await bo.call(practice.getHomeFeed);
      return items.find((item) => item.post.iri === post.iri)?.post;
    });
    const there = await shown(bo, seen.id);
    expect(there).toMatchObject({ title: 'Where next?', html: post.html, summary: post.summary, poll: post.poll });
    expect(there).toMatchObject({ focusQuestion: 'Why there?', licence: post.licence });
  });

  test('asked on A and voted in on B is counted on A, and an edit of its text leaves the answers', async () => {
    const vote = { params: { id: seen.id }, body: { options: [1] } };
    expect((await bo.call(practice.votePoll, vote)).poll?.mine).toEqual([1]);
    const counted = [{ votes: 0 }, { votes: 1 }];
    await until('the vote is counted', async () => (await shown(amara, post.id)).poll?.voters === 1);
    expect((await shown(amara, post.id)).poll).toMatchObject({ options: counted, mine: [] });

    aheadMs = 6 * MINUTE_MS;
    await a.services.pollRounds.tick();
    await until('B hears how it stands', async () => (await shown(bo, seen.id)).poll?.voters === 1);
    expect((await shown(bo, seen.id)).poll).toMatchObject({ options: counted, mine: [1] });

    const source = await amara.call(practice.getPostSource, { params: { id: post.id } });
    expect(source).toMatchObject({ markdown: 'Both *work*.', answers: asked.options });
    const edit = { ...source, markdown: 'Both **work** well.', poll: { ...asked, options: ['Home', 'Away'] } };
    const edited = await amara.call(practice.editPost, { params: { id: post.id }, body: edit });
    expect(edited.poll).toMatchObject({ options: [{ text: 'In the lab' }, { text: 'Outside', votes: 1 }], voters: 1 });
    const there = await until('the edit reaches B', async () => {
      const now = await shown(bo, seen.id);
      return now.html.includes('well') && now;
    });
    expect(there).toMatchObject({ html: edited.html, editedAt: edited.editedAt });
    expect(there.poll).toMatchObject({ options: counted, voters: 1, mine: [1] });
  });

  test('no longer counts the votes of accounts that are deleted, here and elsewhere', async () => {
    const [uma, vic] = await Promise.all([a.signUp('uma'), a.signUp('vic')]);
    for (const [client, place] of [[uma, 0] as const, [vic, 1] as const]) {
      await client.call(practice.votePoll, { params: { id: post.id }, body: { options: [place] } });
    }
    expect((await shown(amara, post.id)).poll).toMatchObject({ voters: 3, options: [{ votes: 1 }, { votes: 2 }] });
    const leave = (client: ApiClient, username: string) =>
      client.call(accountLife.deleteMyAccount, { body: { username, password: 'correct horse battery' } });
    await leave(uma, 'uma');
    await until('the vote of one here is gone', async () => (await shown(amara, post.id)).poll?.voters === 2);
    await leave(bo, 'bo');
    await until('the vote of one elsewhere is gone', async () => (await shown(amara, post.id)).poll?.voters === 1);
    expect((await shown(amara, post.id)).poll).toMatchObject({ options: [{ votes: 0 }, { votes: 1 }] });

    await a.services.accountLife.deletions.idle();
    await a.services.pipeline.idle();
    const log = JSON.stringify(
      await a.services.db
        .collection('activities')
        .find({ actor: /\/users\/(uma|bo)$/ })
        .toArray(),
    );
    expect(log).toContain('"name":"-"');
    expect(log).not.toMatch(/In the lab|Outside/);
    const before = await a.viewBytes();
    expect((await a.services.rebuild()).failed).toEqual([]);
    expect(await a.viewBytes()).toEqual(before);

    aheadMs = 30 * MINUTE_MS;
    expect((await shown(amara, post.id)).poll).toMatchObject({ closed: true, voters: 1 });
    const late = await vic.try(practice.votePoll, { params: { id: post.id }, body: { options: [0] } });
    expect(late.error?.message).toBe('Voting has ended.');
  });
});
