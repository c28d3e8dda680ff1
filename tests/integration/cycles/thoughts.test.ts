import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as cycles from '../../../shared/contracts/cycles.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import * as profiles from '../../../shared/contracts/profiles.ts';
import * as threads from '../../../shared/contracts/threads.ts';
import type { ApiClient } from '../../support/api.ts';
import { clientId, pairUp, say, talkThrough, WORK } from '../../support/cycles.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';

/** What made somebody think is between the two; what helped is a subject and no number. */
let instance: TestInstance;
let amara: ApiClient;
let bo: ApiClient;
let cleo: ApiClient;
let pair: string;

beforeAll(async () => {
  instance = await startInstance();
  [amara, bo, cleo] = await Promise.all([instance.signUp('amara'), instance.signUp('bo'), instance.signUp('cleo')]);
  pair = await pairUp({ client: amara, handle: 'amara' }, { client: bo, handle: 'bo' });
});
afterAll(() => instance.stop());

const helpedIn = async () => {
  await instance.services.pipeline.idle();
  const actors = instance.services.db.collection<{ _id: string; helpedIn: string[] }>('actors');
  return (await actors.findOne({ _id: `${instance.baseUrl}/users/bo` }))?.helpedIn;
};

describe('a public reply', () => {
  let post: string;
  let reply: string;

  beforeAll(async () => {
    const fields = { title: 'Exit tickets', markdown: 'x', subject: 'Biology' };
    post = (await amara.call(practice.publishPost, { body: fields })).id;
    const answer = {
      params: { id: post },
      body: { markdown: 'What if they wrote it down?', feedbackKind: 'suggestion' },
    };
    reply = (await bo.call(practice.replyToPost, answer)).id;
  });

  const marked = async (who: ApiClient) =>
    (await who.call(practice.listReplies, { params: { id: post } })).items.map(({ madeMeThink }) => madeMeThink);

  test('is marked by the one it answers, and by nobody else', async () => {
    const params = { id: reply };
    expect((await bo.try(cycles.markThought, { params })).status).toBe(404);
    expect((await cleo.try(cycles.markThought, { params })).status).toBe(404);
    await amara.call(cycles.markThought, { params });
    await amara.call(cycles.markThought, { params });
    expect([await marked(amara), await marked(bo), await marked(cleo), await marked(instance.anyone())]).toEqual([
      [true],
      [true],
      [false],
      [false],
    ]);
    expect(await helpedIn()).toEqual(['Biology']);
  });

  test('is unmarked again; the help stays', async () => {
    await amara.call(cycles.unmarkThought, { params: { id: reply } });
    expect([await marked(amara), await marked(bo)]).toEqual([[false], [false]]);
    await amara.call(cycles.markThought, { params: { id: reply } });
    expect(await marked(bo)).toEqual([true]);
    expect(await helpedIn()).toEqual(['Biology']);
  });

  test('without a kind is no feedback', async () => {
    const plain = await bo.call(practice.replyToPost, { params: { id: post }, body: { markdown: 'Thanks' } });
    expect((await amara.try(cycles.markThought, { params: { id: plain.id } })).status).toBe(404);
  });

  test('nothing public tells of it', async () => {
    const { iri } = await amara.call(practice.getPost, { params: { id: reply } });
    const wire = await (await fetch(iri, { headers: { accept: 'application/activity+json' } })).text();
    const outbox = await (
      await fetch(`${instance.baseUrl}/users/amara/outbox?page=true`, {
        headers: { accept: 'application/activity+json' },
      })
    ).text();
    expect(wire + outbox).not.toMatch(/think/i);
  });
});

test('a message with a kind is marked by who got it', async () => {
  const message = await bo.call(threads.sendMessage, {
    params: { id: pair },
    body: { markdown: 'Why?', feedbackKind: 'question', clientId: clientId() },
  });
  const params = { id: message.id };
  expect((await bo.try(cycles.markThought, { params })).status).toBe(404);
  expect((await cleo.try(cycles.markThought, { params })).status).toBe(404);
  await amara.call(cycles.markThought, { params });
  for (const who of [amara, bo]) {
    const { items } = await who.call(threads.listMessages, { params: { id: pair } });
    expect(items.find(({ id }) => id === message.id)?.madeMeThink).toBe(true);
  }
  expect(await helpedIn()).toEqual(['Biology']);
});

test('what was said in a turn is marked by the presenter; help that is taken up is known, once a subject', async () => {
  const begun = await amara.call(cycles.beginCycle, { params: { id: pair }, body: WORK });
  const turn = begun.turns[0]!.id;
  await bo.call(cycles.contribute, say(turn, 0, 'How many pupils?'));
  await talkThrough(amara, bo, begun.id, turn);
  const said = (await amara.call(cycles.getCycle, { params: { id: begun.id } })).turns[0]!.contributions;
  const theirs = said.find(({ mine }) => !mine)!;
  expect((await bo.try(cycles.markThought, { params: { id: said.find(({ mine }) => mine)!.id } })).status).toBe(404);
  await amara.call(cycles.markThought, { params: { id: theirs.id } });
  const seen = (await bo.call(cycles.getCycle, { params: { id: begun.id } })).turns[0]!.contributions;
  expect(seen.filter(({ madeMeThink }) => madeMeThink).map(({ id }) => id)).toEqual([theirs.id]);

  const action = { kind: 'action', what: 'Ask first', by: '2099-01-15' };
  await amara.call(cycles.followUp, { params: { id: turn }, body: action });
  expect(await helpedIn()).toEqual(['Biology', 'Chemistry']);
  const profile = await bo.call(profiles.getMyProfile);
  await bo.call(profiles.updateMyProfile, { body: { ...profile, bio: 'New words' } });
  expect(await helpedIn()).toEqual(['Biology', 'Chemistry']);
});
