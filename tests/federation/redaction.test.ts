import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LogEntry } from '../../server/activities/log.ts';
import * as mentoring from '../../shared/contracts/mentoring.ts';
import * as practice from '../../shared/contracts/practice.ts';
import * as profiles from '../../shared/contracts/profiles.ts';
import * as threads from '../../shared/contracts/threads.ts';
import type { ApiClient } from '../support/api.ts';
import { Peer, post } from '../support/federation/peer.ts';
import { startInstance, type TestInstance } from '../support/instance.ts';
import { until } from '../support/until.ts';

/** What is deleted is gone from the database, here and at the instance it was sent to, and a rebuild does not bring it back. */
let a: TestInstance;
let b: TestInstance;
let amara: ApiClient;
let bo: ApiClient;

beforeAll(async () => {
  [a, b] = await Promise.all([startInstance(), startInstance()]);
  [amara, bo] = await Promise.all([a.signUp('amara'), b.signUp('bo')]);
  const params = { handle: `@amara@${a.domain}` };
  await bo.call(profiles.followProfile, { params });
  await until('Bo follows', async () => (await bo.call(profiles.getProfile, { params })).relation?.following === 'yes');
});
afterAll(() => Promise.all([a.stop(), b.stop()]));

async function logText(instance: TestInstance): Promise<string> {
  await instance.services.pipeline.idle();
  return JSON.stringify(await instance.services.db.collection<LogEntry>('activities').find().toArray());
}

async function gone(words: string): Promise<void> {
  for (const instance of [a, b]) {
    await until(`“${words}” is gone`, async () => !(await logText(instance)).includes(words));
    const before = await instance.viewBytes();
    expect(JSON.stringify(before)).not.toContain(words);
    await instance.services.rebuild();
    expect(await instance.viewBytes()).toEqual(before);
  }
}

test('a post, edited and answered', async () => {
  const post = await amara.call(practice.publishPost, {
    body: { title: 'A mistake', markdown: 'The name of a pupil: Xylophon', tags: ['oops'] },
  });
  await amara.call(practice.editPost, {
    params: { id: post.id },
    body: { title: 'A mistake', markdown: 'Still Xylophon, edited' },
  });
  const arrived = await until('the edit on B', async () => {
    const { items } = await bo.call(practice.getHomeFeed);
    return items.find((item) => item.post.summary.includes('edited'))?.post;
  });
  await bo.call(practice.replyToPost, { params: { id: arrived.id }, body: { markdown: 'Take the name out!' } });
  await until(
    'the answer on A',
    async () => (await amara.call(practice.getPost, { params: { id: post.id } })).replies === 1,
  );
  expect(await logText(b)).toContain('Xylophon');
  await amara.call(practice.deletePost, { params: { id: post.id } });
  await gone('Xylophon');
  expect(await logText(a)).toContain('Take the name out!');
});

test('a private message', async () => {
  const { id } = await bo.call(mentoring.offerPair, {
    body: { partner: `@amara@${a.domain}`, myGoals: 'x', partnerGoals: 'y', cadence: 'weekly', endsOn: '2099-01-01' },
  });
  await until('the offer', async () => (await amara.call(mentoring.listPairs)).items[0]);
  await amara.call(mentoring.acceptPair, { params: { id } });
  await until('the pair', async () => (await bo.call(mentoring.getPair, { params: { id } })).state === 'active');
  const sent = await amara.call(threads.sendMessage, {
    params: { id },
    body: { markdown: 'Between us: Glockenspiel', feedbackKind: 'noticing', clientId: 'message-to-delete' },
  });
  await until(
    'the message on B',
    async () => (await bo.call(threads.listMessages, { params: { id } })).items.length === 1,
  );
  await amara.call(threads.deleteMessage, { params: { id: sent.id } });
  await gone('Glockenspiel');
  expect((await bo.call(threads.listMessages, { params: { id } })).items).toMatchObject([{ deleted: true, html: '' }]);
});

test('a person elsewhere, with what they wrote to their followers', async () => {
  const peer = await Peer.start();
  try {
    const cy = peer.actor('cy');
    const inbox = `${a.baseUrl}/inbox`;
    const said = { actor: cy.iri, to: [`${cy.iri}/followers`], cc: [`${a.baseUrl}/users/amara`] };
    const note = { ...said, id: `${cy.iri}/1`, type: 'Note', attributedTo: cy.iri, content: 'The Ocarina is mine' };
    expect((await post(inbox, { ...said, id: `${cy.iri}/2`, type: 'Create', object: note }, cy)).status).toBe(202);
    expect(await logText(a)).toContain('Ocarina');
    const end = { ...said, id: `${cy.iri}/3`, type: 'Delete', object: cy.iri };
    const words = { ...end, id: `${cy.iri}/4`, object: note.id };
    for (const json of [words, end]) expect((await post(inbox, json, cy)).status).toBe(202);
    await gone('Ocarina');
  } finally {
    await peer.stop();
  }
});

test('what an edit takes out is not served any more, by the address of any activity', async () => {
  const post = await amara.call(practice.publishPost, { body: { title: 'A board', markdown: 'With Marimba on it' } });
  for (const markdown of ['Without, and Marimba again', 'Without'])
    await amara.call(practice.editPost, { params: { id: post.id }, body: { title: 'A board', markdown } });
  await a.services.pipeline.idle();
  const entries = await a.services.db.collection<LogEntry>('activities').find({ object: post.iri }).toArray();
  expect(entries).toHaveLength(3);
  for (const { _id, type } of entries) {
    const served = await fetch(_id, { headers: { accept: 'application/activity+json' } });
    const json = await served.json();
    expect(json).toMatchObject({ id: _id, type, object: { id: post.iri, content: '<p>Without</p>\n' } });
    expect(JSON.stringify(json)).not.toContain('Marimba');
  }
});
