import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as mentoring from '../../shared/contracts/mentoring.ts';
import * as practice from '../../shared/contracts/practice.ts';
import * as profiles from '../../shared/contracts/profiles.ts';
import * as threads from '../../shared/contracts/threads.ts';
import type { ApiClient } from '../support/api.ts';
import { startInstance, type TestInstance } from '../support/instance.ts';
import { until } from '../support/until.ts';

/** The main job of the product, end to end: Amara on one instance, Bo on another, both by signed HTTP. */
describe('Amara on A and Bo on B', () => {
  let a: TestInstance;
  let b: TestInstance;
  let amara: ApiClient;
  let bo: ApiClient;
  /** Somebody else on each of the two, and somebody on a third. */
  let cleo: ApiClient;
  let dina: ApiClient;
  let postOnA: string;
  let pairId: string;

  beforeAll(async () => {
    [a, b] = await Promise.all([startInstance(), startInstance()]);
    [amara, bo, cleo, dina] = await Promise.all([
      a.signUp('amara', 'Amara Okafor'),
      b.signUp('bo', 'Bo Lindqvist'),
      a.signUp('cleo', 'Cleo'),
      b.signUp('dina', 'Dina'),
    ]);
  });
  afterAll(() => Promise.all([a.stop(), b.stop()]));

  const amaraOnB = () => ({ handle: `@amara@${a.domain}` });

  test('Amara fills her profile and publishes a practice post from a draft', async () => {
    await amara.call(profiles.updateMyProfile, {
      body: {
        displayName: 'Amara Okafor',
        bio: 'Chemistry, *mostly* exothermic.',
        school: 'Hill School',
        subjects: ['Chemistry'],
        gradeLevels: ['upper-secondary'],
        languages: ['en', 'ig'],
        helpWith: 'Lab routines',
        growIn: 'Questioning',
      },
    });
    const fields = {
      title: 'Exit tickets in week one',
      markdown: '## What I tried\n\nThree questions at the door.\n\n## What I wonder\n\nAre they too easy?',
      focusQuestion: 'Do my questions make pupils think?',
      tags: ['exit_tickets', 'chemistry'],
      subject: 'Chemistry',
      gradeLevel: 'upper-secondary',
      licence: 'CC-BY-4.0',
      visibility: 'public',
    };
    const draft = await amara.call(practice.createDraft, { body: fields });
    const { html } = await amara.call(practice.previewMarkdown, { body: { markdown: fields.markdown } });
    const post = await amara.call(practice.publishPost, { body: { ...fields, draft: draft.id } });
    expect(post.html).toBe(html);
    expect(post.focusQuestion).toBe(fields.focusQuestion);
    expect((await amara.call(practice.listDrafts)).items).toEqual([]);
    postOnA = post.id;
  });

  test('Bo finds her by handle, sees her profile and posts, and follows her', async () => {
    const profile = await bo.call(profiles.getProfile, { params: amaraOnB() });
    expect(profile).toMatchObject({
      displayName: 'Amara Okafor',
      school: 'Hill School',
      subjects: ['Chemistry'],
      gradeLevels: ['upper-secondary'],
      languages: ['en', 'ig'],
      helpWith: 'Lab routines',
      growIn: 'Questioning',
      local: false,
      understandsPairs: true,
      relation: { following: 'no', followedBy: false },
    });
    expect(profile.bioHtml).toContain('<em>mostly</em>');

    const requested = await bo.call(profiles.followProfile, { params: amaraOnB() });
    expect(requested.relation?.following).not.toBe('no');
    await until('the follow is accepted', async () => {
      const now = await bo.call(profiles.getProfile, { params: amaraOnB() });
      return now.relation?.following === 'yes';
    });
    const feed = await until('her post is in his feed', async () => {
      const page = await bo.call(practice.getHomeFeed);
      return page.items.length > 0 && page;
    });
    expect(feed.items).toHaveLength(1);
    expect(feed.items[0]?.post).toMatchObject({
      title: 'Exit tickets in week one',
      focusQuestion: 'Do my questions make pupils think?',
      subject: 'Chemistry',
      gradeLevel: 'upper-secondary',
      licence: 'CC-BY-4.0',
    });
    expect((await amara.call(profiles.getProfile, { params: { handle: 'amara' } })).followers).toBe(1);
  });

  test('what she publishes and edits from now on reaches him', async () => {
    const post = await amara.call(practice.publishPost, {
      body: { title: 'Second try', markdown: 'Harder questions.', visibility: 'followers' },
    });
    const arrived = await until('the new post is in his feed', async () => {
      const { items } = await bo.call(practice.getHomeFeed);
      return items.find((item) => item.post.title === 'Second try');
    });
    expect(arrived.post.visibility).toBe('followers');
    await amara.call(practice.editPost, {
      params: { id: post.id },
      body: { title: 'Second try, revised', markdown: 'Much harder.' },
    });
    await until('the edit is in his feed', async () => {
      const { items } = await bo.call(practice.getHomeFeed);
      return items.some((item) => item.post.title === 'Second try, revised' && item.post.editedAt !== null);
    });
    // Not for those who do not follow her, wherever they are.
    expect((await dina.try(practice.getPost, { params: { id: arrived.post.id } })).status).toBe(404);
    expect((await cleo.try(practice.getPost, { params: { id: post.id } })).status).toBe(404);
    await amara.call(practice.deletePost, { params: { id: post.id } });
    await until('the deletion reached him', async () => {
      return (await bo.try(practice.getPost, { params: { id: arrived.post.id } })).status === 404;
    });
  });

  test('Bo gives feedback of three kinds, likes and boosts; it shows under the post on A', async () => {
    const { items } = await bo.call(practice.getHomeFeed);
    const id = items[0]?.post.id ?? '';
    expect(id).toBe(postOnA);
    for (const feedbackKind of ['noticing', 'question', 'suggestion'] as const) {
      await bo.call(practice.replyToPost, { params: { id }, body: { markdown: `A ${feedbackKind}`, feedbackKind } });
    }
    await bo.call(practice.likePost, { params: { id } });
    await bo.call(practice.boostPost, { params: { id } });
    const replies = await until('three replies on A', async () => {
      const page = await amara.call(practice.listReplies, { params: { id: postOnA } });
      return page.items.length === 3 && page.items;
    });
    expect(replies.map((reply) => reply.feedbackKind).sort()).toEqual(['noticing', 'question', 'suggestion']);
    expect(replies[0]?.author.handle).toBe(`@bo@${b.domain}`);
    await until('the like and the boost on A', async () => {
      const post = await amara.call(practice.getPost, { params: { id: postOnA } });
      return post.likes === 1 && post.boosts === 1 && post.replies === 3;
    });
    await bo.call(practice.unlikePost, { params: { id } });
    await until('the like is taken back on A', async () => {
      return (await amara.call(practice.getPost, { params: { id: postOnA } })).likes === 0;
    });
  });

  test('Bo offers a pair, Amara accepts, both see who gave and got what', async () => {
    const offer = await bo.call(mentoring.offerPair, {
      body: {
        partner: `@amara@${a.domain}`,
        myGoals: 'Ask better questions',
        partnerGoals: 'Calmer labs',
        cadence: 'fortnightly',
        endsOn: '2099-06-30',
        note: 'Shall we?',
      },
    });
    expect(offer).toMatchObject({ state: 'offered', offeredByMe: true, may: { accept: false, withdraw: true } });
    pairId = offer.id;
    const received = await until('the offer on A', async () => (await amara.call(mentoring.listPairs)).items[0]);
    expect(received).toMatchObject({
      id: pairId,
      state: 'offered',
      offeredByMe: false,
      myGoals: 'Calmer labs',
      partnerGoals: 'Ask better questions',
      cadence: 'fortnightly',
      endsOn: '2099-06-30',
      note: 'Shall we?',
      may: { accept: true, decline: true, withdraw: false, write: false },
    });
    expect((await amara.call(mentoring.acceptPair, { params: { id: pairId } })).state).toBe('active');
    const active = await until('the pair is active on B', async () => {
      const pair = await bo.call(mentoring.getPair, { params: { id: pairId } });
      return pair.state === 'active' && pair;
    });
    expect(active.ledger.given).toEqual({ noticing: 1, question: 1, suggestion: 1, connection: 0 });
    const hers = await amara.call(mentoring.getPair, { params: { id: pairId } });
    expect(hers.ledger.got).toEqual({ noticing: 1, question: 1, suggestion: 1, connection: 0 });
    const { items } = await amara.call(mentoring.listLedger, { params: { id: pairId } });
    expect(items.map((entry) => entry.direction)).toEqual(['got', 'got', 'got']);
    expect(items[0]?.post).toEqual({ id: postOnA, title: 'Exit tickets in week one' });
  });

  test('they write to each other; a retry is one message', async () => {
    const request = {
      params: { id: pairId },
      body: { markdown: 'Hello **Amara**', clientId: 'b0000000-0000-4000-8000-000000000001' },
    };
    const [first, again] = await Promise.all([
      bo.call(threads.sendMessage, request),
      bo.call(threads.sendMessage, request),
    ]);
    expect(again.id).toBe(first.id);
    await until('the message on A', async () => {
      const page = await amara.call(threads.listMessages, { params: { id: pairId } });
      return page.items.length === 1 && page.items[0]?.html.includes('<strong>Amara</strong>');
    });
    const answer = await amara.call(threads.sendMessage, {
      params: { id: pairId },
      body: {
        markdown: 'What did you notice?',
        feedbackKind: 'question',
        clientId: 'a0000000-0000-4000-8000-000000000001',
      },
    });
    const page = await until('her answer on B', async () => {
      const now = await bo.call(threads.listMessages, { params: { id: pairId } });
      return now.items.length === 2 && now;
    });
    expect(page.items.map((message) => message.mine)).toEqual([true, false]);
    expect(page.items[1]).toMatchObject({ id: answer.id, feedbackKind: 'question', delivery: null });
    // After a sleep: exactly what came after the last one seen.
    const missed = await bo.call(threads.listMessages, {
      params: { id: pairId },
      query: { after: page.items[0]!.cursor },
    });
    expect(missed.items.map((message) => message.id)).toEqual([answer.id]);
    await until('her feedback is in his ledger', async () => {
      return (await bo.call(mentoring.getPair, { params: { id: pairId } })).ledger.got.question === 1;
    });
  });

  test('nobody else can see the pair or read the thread', async () => {
    for (const other of [cleo, dina]) {
      expect((await other.try(mentoring.getPair, { params: { id: pairId } })).status).toBe(404);
      expect((await other.try(mentoring.listLedger, { params: { id: pairId } })).status).toBe(404);
      expect((await other.try(threads.listMessages, { params: { id: pairId } })).status).toBe(404);
      const written = await other.try(threads.sendMessage, {
        params: { id: pairId },
        body: { markdown: 'me too', clientId: 'c0000000-0000-4000-8000-000000000001' },
      });
      expect(written.status).toBe(404);
      expect((await other.call(mentoring.listPairs)).items).toEqual([]);
    }
  });

  test('a rebuild from the log gives the same views, byte for byte, on both', async () => {
    for (const instance of [a, b]) {
      const before = await instance.viewBytes();
      expect(Object.values(before).join('').length).toBeGreaterThan(1_000);
      await instance.services.rebuild();
      expect(await instance.viewBytes()).toEqual(before);
    }
  });

  test('when Bo ends the pair, both see it ended, and can read but not write', async () => {
    await bo.call(mentoring.endPair, { params: { id: pairId }, body: { reason: 'Term is over' } });
    await until('ended on A', async () => {
      const pair = await amara.call(mentoring.getPair, { params: { id: pairId } });
      return pair.state === 'ended' && pair.reason === 'Term is over';
    });
    expect((await amara.call(threads.listMessages, { params: { id: pairId } })).items).toHaveLength(2);
    const late = await amara.try(threads.sendMessage, {
      params: { id: pairId },
      body: { markdown: 'One more', clientId: 'a0000000-0000-4000-8000-000000000002' },
    });
    expect(late.status).toBe(409);
    expect(late.error?.message).toContain('not sent');
  });
});
