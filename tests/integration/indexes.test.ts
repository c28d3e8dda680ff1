import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PUBLIC } from '../../server/activities/activity.ts';
import { keyOf } from '../../server/core/ids.ts';
import { Readings } from '../../server/federation/directory/readings.ts';
import { Forwards } from '../../server/federation/forwarding/forwards.ts';
import type { Collection, Filter, FindOptions, Stored } from '../../server/storage/index.ts';
import * as accountLife from '../../shared/contracts/account-life.ts';
import * as accounts from '../../shared/contracts/accounts.ts';
import * as cycles from '../../shared/contracts/cycles.ts';
import * as federation from '../../shared/contracts/federation.ts';
import { keepText } from '../../shared/contracts/kept-texts.ts';
import * as mentoring from '../../shared/contracts/mentoring.ts';
import * as notifications from '../../shared/contracts/notifications.ts';
import * as oauth from '../../shared/contracts/oauth.ts';
import * as onboarding from '../../shared/contracts/onboarding.ts';
import * as partners from '../../shared/contracts/partners.ts';
import * as practice from '../../shared/contracts/practice.ts';
import * as profiles from '../../shared/contracts/profiles.ts';
import * as search from '../../shared/contracts/search.ts';
import * as sessions from '../../shared/contracts/sessions.ts';
import * as threads from '../../shared/contracts/threads.ts';
import type { ApiClient } from '../support/api.ts';
import { say, talkThrough, WORK } from '../support/cycles.ts';
import { Peer, post } from '../support/federation/peer.ts';
import { startInstance, type TestInstance } from '../support/instance.ts';
import { connect, postForm, refresh, type Tokens } from '../support/oauth.ts';
import { until } from '../support/until.ts';
import { PDF, upload } from '../support/upload.ts';

/**
 * Every query that the screens and the pipeline make is answered from an index. The queries are not listed here: whatever
 * the server asks its database while people use it is asked again with `explain`.
 */
interface Asked {
  collection: string;
  filter: Filter<Stored>;
  options: FindOptions;
}

let instance: TestInstance;
let amara: ApiClient;
let bo: ApiClient;
const asked = new Map<string, Asked>();

/** Remembers one query of each form. */
function listenTo(collection: Collection<Stored>): void {
  const prototype = Object.getPrototypeOf(collection);
  for (const method of [
    'find',
    'findOne',
    'countDocuments',
    'updateOne',
    'updateMany',
    'deleteOne',
    'deleteMany',
    'replaceOne',
    'findOneAndUpdate',
    'findOneAndDelete',
  ] as const) {
    const original = prototype[method];
    prototype[method] = function (this: Collection<Stored>, ...args: [Filter<Stored>?, FindOptions?]) {
      const reads = method === 'find' || method === 'findOne';
      const form = `${this.name} ${JSON.stringify(shape(args[0] ?? {}))} ${JSON.stringify((reads && args[1]?.sort) || {})}`;
      if (!asked.has(form))
        asked.set(form, { collection: this.name, filter: args[0] ?? {}, options: reads ? (args[1] ?? {}) : {} });
      return original.apply(this, args);
    };
  }
}

/** A filter with its operators and without its values. */
function shape(filter: unknown): unknown {
  if (filter instanceof Date || filter === null || typeof filter !== 'object') return '?';
  if (Array.isArray(filter)) return filter.length > 0 && typeof filter[0] === 'object' ? filter.map(shape) : '?';
  return Object.fromEntries(Object.entries(filter).map(([key, value]) => [key, shape(value)]));
}

/** Somebody of another instance, whose keys are had and then told anew, who pins, and quotes somebody here. */
async function hearFromElsewhere(): Promise<void> {
  const peer = await Peer.start();
  const eli = peer.actor('eli', { featured: `${peer.origin}/users/eli/featured` });
  const { iri: quote } = await amara.call(practice.publishPost, { body: { title: 'Quoted', markdown: 'x' } });
  const id = `${peer.origin}/notes/1`;
  const note = { id, type: 'Note', attributedTo: eli.iri, content: 'y', quote, to: [PUBLIC] };
  for (const [n, said] of [
    { type: 'Update', object: eli.document },
    { type: 'Create', object: note },
    { type: 'QuoteRequest', object: quote, instrument: id },
    { type: 'Add', object: id, target: `${peer.origin}/users/eli/featured` },
  ].entries()) {
    const activity = { id: `${peer.origin}/activities/${n}`, actor: eli.iri, to: [PUBLIC], ...said };
    expect((await post(`${instance.baseUrl}/inbox`, activity, eli)).status).toBe(202);
    await instance.services.pipeline.idle();
  }
  const shown = await amara.call(practice.getPost, { params: { id: keyOf(id) } });
  expect(shown).toMatchObject({ pinned: true, quote: { post: { title: 'Quoted' } } });
  const { json: accept } = await until('the word', () => peer.received.find(({ json }) => json.type === 'Accept'));
  const word = await fetch(String(accept.result), { headers: { accept: 'application/activity+json' } });
  expect(word.status).toBe(200);
  await instance.services.pollRounds.tick();
  await peer.stop();
}

/** What other instances ask about a thread, and what is kept of theirs. */
async function readThread(root: string): Promise<void> {
  const headers = { accept: 'application/activity+json' };
  const people = '/users/amara/featured-tags';
  for (const path of [`${root}/replies`, `${root}/context`, `${root}/likes`, '/tags/maths', people]) {
    for (const page of ['', '?page=true']) {
      const answer = await fetch(new URL(path + page, instance.baseUrl), { headers });
      const { next } = (await answer.json()) as { next?: string };
      if (next) await fetch(next, { headers });
    }
  }
  const { db } = instance.services;
  const forwards = new Forwards(db);
  await forwards.keep({ _id: 'x', about: 'y', author: 'w', as: 'z', body: '{}', from: [] }, new Date());
  await forwards.pending('');
  await forwards.done('x');
  await forwards.dropBefore('z', 'y', 'w');
  const readings = new Readings(db);
  await readings.claim('x', 1, new Date(), true);
  await readings.takeUnfinished(1);
  await readings.finished('x');
}

/** Hosts, and rows of each state for one of them, and what admins do about them. */
async function lookAtHosts(): Promise<void> {
  const { db } = instance.services;
  const ada = await instance.account('ada', 'admin');
  const lane = (n: number) => ({
    _id: `school${n}.example`,
    parts: [`school${n}.example`, 'example'],
    active: n % 2 === 0,
    notBefore: new Date('2999-01-01'),
    wake: 1,
    failures: n % 3,
    doubtful: false,
  });
  const row = (n: number) => ({
    _id: `row-${n}`,
    host: 'school1.example',
    activity: `https://school.example/activities/${n}`,
    actor: 'https://school.example/users/x',
    inbox: 'https://school1.example/inbox',
    recipient: null,
    state: ['waiting', 'failed', 'kept'][n % 3],
    attempts: n % 2,
    order: String(n),
    createdAt: new Date(),
    ...(n % 3 === 1 ? { lastError: '403' } : {}),
    ...(n % 3 === 2 ? { againFrom: new Date(0) } : {}),
  });
  await db.collection('delivery_lanes').insertMany(Array.from({ length: 60 }, (_, n) => lane(n)) as never);
  await db.collection('deliveries').insertMany(Array.from({ length: 90 }, (_, n) => row(n)) as never);
  for (const state of [undefined, ...federation.HOST_STATES]) {
    for (let cursor: string | null = ''; cursor !== null; ) {
      const after: { cursor?: string } = cursor === '' ? {} : { cursor };
      const query = { limit: 15, ...(state && { state }), ...after };
      cursor = (await ada.call(federation.listFederationHosts, { query })).next;
    }
  }
  await ada.call(federation.listFederationHosts, { query: { q: 'school5' } });
  const params = { host: 'school1.example' };
  await ada.call(federation.pauseHost, { params });
  await ada.call(federation.retryHost, { params });
  await ada.call(federation.dropDeliveries, { params });
  await ada.call(federation.resumeHost, { params });
  await ada.call(federation.listDeadLetters);
}

/** Accounts that move, block, are reported, suspended and deleted. */
async function lookAtAccounts(): Promise<void> {
  const boss = await instance.account('boss', 'admin');
  const [zoe, yan] = [await instance.signUp('zoe'), await instance.signUp('yan')];
  await zoe.call(practice.publishPost, { body: { title: 'Of zoe', markdown: 'x' } });
  await zoe.call(profiles.followProfile, { params: { handle: 'yan' } });
  await yan.call(accountLife.blockProfile, { params: { handle: 'zoe' } });
  await yan.call(accountLife.listBlocks);
  await yan.call(accountLife.unblockProfile, { params: { handle: 'zoe' } });
  await yan.call(accountLife.addAlias, { body: { handle: 'zoe' } });
  await yan.call(accountLife.reportPerson, { body: { handle: 'zoe', reason: 'x' } });
  const { items } = await boss.call(accountLife.listReports);
  await boss.call(accountLife.changeReport, { params: { id: items[0]?.id ?? '' }, body: { state: 'resolved' } });
  await boss.call(accountLife.suspendPerson, { params: { handle: 'zoe' }, body: {} });
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query: { limit: number; cursor?: string } = { limit: 1, ...(cursor === '' ? {} : { cursor }) };
    cursor = (await boss.call(accountLife.listSuspensions, { query })).next;
  }
  await boss.call(accountLife.liftSuspension, { params: { handle: 'zoe' } });
  await boss.call(accounts.listAccounts, { query: { status: 'suspended' } });
  await yan.call(accountLife.deleteMyAccount, { body: { username: 'yan', password: 'correct horse battery' } });
  await instance.services.accountLife.deletions.idle();
  await instance.services.accountLife.deletions.destroyKeys();
}

beforeAll(async () => {
  instance = await startInstance();
  listenTo(instance.services.db.collection('posts'));
  [amara, bo] = await Promise.all([instance.signUp('amara'), instance.signUp('bo')]);
  await bo.call(profiles.followProfile, { params: { handle: 'amara' } });
  const ids: string[] = [];
  for (let n = 0; n < 30; n++) {
    const post = await amara.call(practice.publishPost, {
      body: { title: `Post ${n}`, markdown: 'x', tags: ['maths'] },
    });
    ids.push(post.id);
  }
  const id = ids[0] ?? '';
  const params = { id };
  for (let n = 0; n < 25; n++) {
    const reply = await bo.call(practice.replyToPost, { params, body: { markdown: 'x', feedbackKind: 'noticing' } });
    await amara.call(practice.replyToPost, { params: { id: reply.id }, body: { markdown: 'x' } });
    await amara.call(practice.listReplies, { params: { id: reply.id } });
  }
  await bo.call(practice.likePost, { params });
  await bo.call(practice.boostPost, { params });
  await bo.call(practice.unboostPost, { params });
  const asked = { title: 'Homework?', markdown: 'Or not?', poll: { options: ['Yes', 'No'], openMinutes: 60 } };
  const poll = await amara.call(practice.publishPost, { body: asked });
  await bo.call(practice.votePoll, { params: { id: poll.id }, body: { options: [1] } });
  await amara.call(practice.editPost, { params, body: { title: 'Edited', markdown: 'y' } });
  await amara.call(practice.deletePost, { params: { id: ids[1] ?? '' } });
  await amara.call(practice.pinPost, { params });
  await amara.call(practice.getPinnedPosts, { params: { handle: 'amara' } });
  await readThread((await amara.call(practice.getPost, { params })).iri);
  const draft = await amara.call(practice.createDraft, { body: {} });
  await amara.call(practice.saveDraft, { params: { id: draft.id }, body: {} });
  await amara.call(practice.listDrafts);
  for (const client of [amara, bo, instance.anyone()]) {
    for (const [endpoint, request] of [
      [practice.getInstanceFeed, {}],
      [practice.getProfilePosts, { params: { handle: 'amara' } }],
      [practice.getHomeFeed, {}],
      [practice.getPost, { params }],
      [practice.listReplies, { params }],
      [profiles.getProfile, { params: { handle: 'amara' } }],
      [profiles.searchProfiles, { query: { q: 'am' } }],
      [profiles.listFollowRequests, {}],
      [profiles.listFollowers, { params: { handle: 'amara' } }],
      [profiles.listFollowing, { params: { handle: 'bo' } }],
      [search.searchPosts, { query: { q: 'post edit' } }],
      [search.searchPeople, { query: { q: 'ama' } }],
      [search.completeTags, { query: { q: 'mat' } }],
      [search.completeTags, { query: { q: 'mathe' } }],
      [onboarding.listSuggestions, {}],
      [onboarding.getNextAction, {}],
      [onboarding.getFollowImport, {}],
      [onboarding.exportFollows, {}],
    ] as const) {
      const answer = await client.try(endpoint, {
        ...request,
        query: { limit: 5, ...('query' in request ? request.query : {}) },
      });
      const next = (answer.value as { next?: string } | undefined)?.next;
      if (next) await client.try(endpoint, { ...request, query: { limit: 5, cursor: next } });
    }
  }
  const files = [];
  for (let n = 0; n < 25; n++) files.push(await upload(amara, PDF, `${n}.pdf`));
  for (const file of files.slice(0, 22)) {
    const body = { title: 'With a file', markdown: '@bo ![x](https://x.example)', attachments: [file.id] };
    const post = await amara.call(practice.publishPost, { body });
    await amara.call(practice.editPost, { params: { id: post.id }, body: { ...body, attachments: [] } });
    await amara.call(practice.deletePost, { params: { id: post.id } });
  }
  await instance.services.pipeline.idle();
  await instance.services.media.cleanUp();
  const listed = await bo.call(onboarding.startFollowImport, { body: { handles: ['amara', 'nobody_here'] } });
  await until('the import to finish', async () => {
    return (await bo.call(onboarding.getFollowImport)).latest?.state === 'finished';
  });
  await bo.call(onboarding.listImportLines, { params: { id: listed.id }, query: { outcome: 'failed' } });
  await bo.call(onboarding.cancelFollowImport, { params: { id: listed.id } });
  await bo.call(onboarding.dismissSuggestion, { params: { handle: 'amara' } });
  await amara.call(profiles.updateMyProfile, { body: { displayName: 'amara', subjects: ['Physics'] } });
  for (const client of [amara, bo]) {
    await client.call(partners.updateMentoringChoices, {
      body: { strengths: ['exit tickets'], growth: ['exit tickets'], capacity: 1 },
    });
    await client.call(partners.listPartners);
  }
  await amara.call(partners.listPartners, { query: { subject: 'Physics' } });
  await bo.call(partners.dismissPartner, { params: { handle: 'amara' } });
  const olga = await instance.account('olga', 'organizer');
  const { id: introduced } = await olga.call(partners.introduce, { body: { one: 'amara', other: 'bo' } });
  await olga.call(partners.listIntroductions);
  await amara.call(partners.listMyIntroductions);
  await amara.call(partners.dismissIntroduction, { params: { id: introduced } });
  await olga.call(partners.withdrawIntroduction, { params: { id: introduced } });
  const offer = { partner: 'bo', myGoals: 'a', partnerGoals: 'b', cadence: 'weekly', endsOn: '2099-01-01' };
  const { id: offered } = await bo.call(mentoring.offerPair, { body: { ...offer, partner: 'amara' } });
  const pair = await amara.call(mentoring.counterPair, { params: { id: offered }, body: offer });
  await bo.call(mentoring.acceptPair, { params: { id: pair.id } });
  for (let n = 0; n < 8; n++) {
    const { amendment } = await amara.call(mentoring.amendPair, { params: { id: pair.id }, body: offer });
    const change = { params: { id: amendment?.id ?? '' } };
    if (n % 3 === 0) await amara.call(mentoring.withdrawAmendment, change);
    if (n % 3 === 1) await bo.call(mentoring.declineAmendment, { ...change, body: {} });
    if (n % 3 === 2) await bo.call(mentoring.acceptAmendment, change);
  }
  await bo.call(mentoring.listAmendments, { params: { id: pair.id } });
  for (let n = 0; n < 10; n++) {
    await bo.call(threads.sendMessage, {
      params: { id: pair.id },
      body: { markdown: 'x', clientId: `client-id-${n}`, feedbackKind: 'question' },
    });
  }
  const page = await amara.call(threads.listMessages, { params: { id: pair.id }, query: { limit: 5 } });
  for (const query of [{ before: page.items[0]?.cursor ?? '' }, { after: page.items[0]?.cursor ?? '' }]) {
    await amara.call(threads.listMessages, { params: { id: pair.id }, query });
  }
  await amara.call(threads.markThreadRead, { params: { id: pair.id }, body: { cursor: page.items[2]?.cursor ?? '' } });
  await amara.call(notifications.mutePair, { params: { id: pair.id } });
  await amara.call(notifications.getPostMute, { params });
  await instance.services.pipeline.idle();
  for (const kind of [undefined, 'reply', 'feedback'] as const) {
    const query = { limit: 1, ...(kind ? { kind } : {}) };
    const { next } = await amara.call(notifications.listNotifications, { query });
    if (next) await amara.call(notifications.listNotifications, { query: { ...query, cursor: next } });
  }
  // Not so many notifications that those past the bound are looked for.
  for (const client of [amara, bo]) {
    const body = { muted: ['session'], quietHours: null, digest: 'off' };
    await client.call(notifications.changeNotificationSettings, { body });
  }
  for (let n = 1; n <= 28; n++) {
    const body = { times: [{ start: new Date(Date.now() + n * 3600_000).toISOString(), minutes: 30 }] };
    const { id: session } = await bo.call(sessions.proposeSession, { params: { id: pair.id }, body });
    const on = { params: { id: session } };
    if (n % 2) await amara.call(sessions.acceptSession, { ...on, body: { time: 0 } });
    if (n % 4 === 1) await amara.call(sessions.moveSession, { ...on, body });
    if (n % 4 === 3) await bo.call(sessions.cancelSession, { ...on, body: {} });
  }
  const { url } = await amara.call(sessions.renewCalendarFeed);
  await fetch(url ?? '');
  await amara.call(sessions.listPairSessions, { params: { id: pair.id } });
  await amara.call(sessions.listMySessions);
  for (const text of ['x', '']) await amara.call(keepText, { params: { key: 'field' }, body: { text } });
  await instance.services.notifications.tick();
  await amara.call(notifications.countUnread);
  await amara.call(notifications.getToday);
  await amara.call(notifications.readPostNotifications, { params });
  await amara.call(notifications.readPairNotifications, { params: { id: pair.id } });
  await amara.call(notifications.readAllNotifications, { body: { until: new Date().toISOString() } });
  await amara.call(notifications.changeNotificationSettings, {
    body: { muted: ['mention'], quietHours: null, digest: 'off' },
  });
  await amara.call(notifications.unsubscribeFromPush, { body: { endpoint: 'https://push.example/x' } });
  await bo.call(threads.deleteMessage, { params: { id: page.items[0]?.id ?? '' } });
  for (let n = 0; n < 8; n++) {
    const cycle = await amara.call(cycles.beginCycle, { params: { id: pair.id }, body: WORK });
    const turn = { id: cycle.turns[0]?.id ?? '' };
    if (n > 0) {
      for (let k = 0; k < 6; k++) await bo.call(cycles.contribute, say(turn.id, 0, `Question ${k}`));
      await amara.call(cycles.setCycleAside, { params: { id: cycle.id }, body: {} });
      continue;
    }
    await talkThrough(amara, bo, cycle.id, turn.id);
    const action = { kind: 'action', what: 'Try it', by: '2099-01-15' };
    const { turns } = await amara.call(cycles.followUp, { params: turn, body: action });
    const followUp = { id: turns[0]?.followUp?.id ?? '' };
    const feedback = { id: turns[0]?.contributions[1]?.id ?? '' };
    await amara.call(cycles.changeFollowUp, { params: followUp, body: { by: '2099-02-15', reason: 'Exams' } });
    await amara.call(cycles.completeFollowUp, { params: followUp, body: { markdown: 'Done', reflection: 'Good' } });
    await amara.call(cycles.markThought, { params: feedback });
    await amara.call(cycles.unmarkThought, { params: feedback });
    const asked = { body: { contributions: [feedback.id], named: true } };
    const consent = await amara.call(cycles.askConsent, { params: turn, ...asked });
    await bo.call(cycles.answerConsent, { params: { id: consent.id }, body: { yes: true } });
    const { draft } = await amara.call(cycles.shareTurn, { params: turn });
    const { title, markdown } = await amara.call(practice.getDraft, { params: { id: draft } });
    await amara.call(practice.publishPost, { body: { title, markdown, draft } });
    await bo.call(cycles.deleteContribution, { params: feedback });
    await bo.call(cycles.presentTurn, { params: { id: cycle.id }, body: WORK });
    await bo.call(cycles.setCycleAside, { params: { id: cycle.id }, body: {} });
  }
  await bo.call(cycles.listCycles, { params: { id: pair.id } });
  await bo.call(cycles.listFollowUps);
  await lookAtHosts();
  await lookAtAccounts();
  await hearFromElsewhere();
  await instance.services.pipeline.idle();
  await amara.call(mentoring.listPairs);
  await amara.call(mentoring.listLedger, { params: { id: pair.id } });
  await amara.call(mentoring.getMyLedger);
  await amara.call(mentoring.endPair, { params: { id: pair.id }, body: {} });
  await bo.call(profiles.unfollowProfile, { params: { handle: 'amara' } });
  const app = await connect(amara, 'profile read write pairs');
  const again: Tokens = await (await refresh(instance.baseUrl, app.clientId, app.tokens.refresh_token)).json();
  const bearer = { authorization: `Bearer ${again.access_token}`, 'content-type': 'application/activity+json' };
  await amara.call(oauth.listApps);
  const box = `${instance.baseUrl}/users/amara`;
  const liked = (await amara.call(practice.getPost, { params })).iri;
  for (const json of [
    { type: 'Follow', object: `${instance.baseUrl}/users/bo` },
    { type: 'Like', object: liked },
  ]) {
    await fetch(`${box}/outbox`, { method: 'POST', headers: bearer, body: JSON.stringify(json) });
  }
  const edit = { type: 'Update', object: { id: liked, type: 'Article', name: 'Edited again' } };
  await fetch(`${box}/outbox`, { method: 'POST', headers: bearer, body: JSON.stringify(edit) });
  for (const path of ['inbox', 'outbox']) {
    const page = await (await fetch(`${box}/${path}?page=true`, { headers: bearer })).json();
    if (page.next) await fetch(page.next, { headers: bearer });
  }
  await postForm(`${instance.baseUrl}/oauth/revoke`, { token: again.refresh_token });
  await amara.try(oauth.disconnectApp, { params: { id: app.clientId } });
  const agent = { headers: { accept: 'application/activity+json' } };
  for (const path of ['', '/outbox', '/outbox?page=true', '/followers', '/following']) {
    await fetch(`${instance.baseUrl}/users/amara${path}`, agent);
  }
  await instance.services.pipeline.idle();
});
afterAll(() => instance.stop());

/** Small by nature, or read as a whole at start and from time to time. */
const WHOLE = new Set(['domain_blocks', 'suspensions']);

describe.skipIf(process.env.TEST_DATABASE === 'mongo')('the queries of a day', () => {
  test('use an index, each, and sort by it', async () => {
    const { db } = instance.services;
    const slow: string[] = [];
    for (const [form, { collection, filter, options }] of [...asked]) {
      if (WHOLE.has(collection)) continue;
      const found = await db.collection<Stored>(collection).explain(filter, options);
      if (found.fullScan) slow.push(`full scan: ${form}`);
      if (found.sortedInMemory && found.documentsExamined > 20) slow.push(`sorted in memory: ${form}`);
      // An index that lets most of what it finds be thrown away is the wrong one.
      if (found.documentsExamined > 20 + 3 * Math.max(found.returned, 1)) {
        slow.push(`${found.documentsExamined} examined for ${found.returned}: ${form}`);
      }
    }
    expect(asked.size).toBeGreaterThan(50);
    expect(slow).toEqual([]);
  });
});
