import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Stored } from '../../../server/storage/index.ts';
import * as cycles from '../../../shared/contracts/cycles.ts';
import * as mentoring from '../../../shared/contracts/mentoring.ts';
import * as notifications from '../../../shared/contracts/notifications.ts';
import * as partners from '../../../shared/contracts/partners.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import * as profiles from '../../../shared/contracts/profiles.ts';
import * as sessions from '../../../shared/contracts/sessions.ts';
import * as threads from '../../../shared/contracts/threads.ts';
import type { ApiClient } from '../../support/api.ts';
import { pairUp, talkThrough, WORK } from '../../support/cycles.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';

/** What stands in the database was written by an earlier version, and nobody has said `staffroom rebuild` yet. */
let instance: TestInstance;
let amara: ApiClient;
let bo: ApiClient;
let pair: string;
let open: string;

const LATER = {
  actors: [
    'strengths',
    'growth',
    'openToPairs',
    'pairCadence',
    'outsideSchool',
    'helpedIn',
    'alsoKnownAs',
    'fields',
    'emojis',
    'movedTo',
    'suspended',
  ],
  posts: ['warning', 'sensitive', 'quote', 'poll', 'event', 'emojis', 'community', 'reactions'],
  messages: ['attachments'],
  pairs: [
    'offered',
    'amendedBy',
    'counters',
    'cause',
    'agreement.protocol',
    'agreement.confidentiality',
    'facts.invited',
    'facts.countered',
    'facts.accepted.cause',
  ],
} as const;

beforeAll(async () => {
  instance = await startInstance();
  [amara, bo] = await Promise.all([instance.signUp('amara'), instance.signUp('bo')]);
  pair = await pairUp({ client: amara, handle: 'amara' }, { client: bo, handle: 'bo' });
  await amara.call(practice.publishPost, { body: { title: 'Before', markdown: 'x' } });
  const body = { markdown: 'Before', clientId: 'written-long-before' };
  await amara.call(threads.sendMessage, { params: { id: pair }, body });
  const cy = await instance.signUp('cy');
  const offer = { partner: 'bo', myGoals: 'a', partnerGoals: 'b', cadence: 'weekly', endsOn: '2099-01-01' };
  open = (await cy.call(mentoring.offerPair, { body: offer })).id;
  await instance.services.pipeline.idle();
  for (const [name, fields] of Object.entries(LATER)) {
    const gone = Object.fromEntries(fields.map((field) => [field, '']));
    await instance.services.db.collection<Stored>(name).updateMany({}, { $unset: gone });
  }
  await instance.down();
  await instance.up();
});
afterAll(() => instance.stop());

test('everything that people see is there', async () => {
  const params = { id: pair };
  const handle = { params: { handle: 'amara' } };
  const shown = [
    await bo.try(mentoring.listPairs),
    await bo.try(mentoring.getPair, { params }),
    await bo.try(mentoring.listAmendments, { params }),
    await bo.try(mentoring.listLedger, { params }),
    await bo.try(mentoring.getMyLedger),
    await bo.try(threads.listMessages, { params }),
    await bo.try(cycles.listCycles, { params }),
    await bo.try(sessions.listPairSessions, { params }),
    await bo.try(notifications.getToday),
    await bo.try(notifications.listNotifications),
    await bo.try(partners.getMentoringChoices),
    await bo.try(partners.listPartners),
    await bo.try(profiles.getProfile, handle),
    await bo.try(practice.getHomeFeed),
    await bo.try(practice.getInstanceFeed),
  ];
  expect(shown.map(({ status }) => status)).toEqual(shown.map(() => 200));
  const headers = { accept: 'application/activity+json' };
  expect((await fetch(`${instance.baseUrl}/users/amara`, { headers })).status).toBe(200);
});

test('and everything that they do is done', async () => {
  const params = { id: pair };
  const choices = { strengths: ['Labs'], growth: [], open: true, cadence: null, outside: false, capacity: 3 };
  expect((await bo.try(partners.updateMentoringChoices, { body: choices })).status).toBe(200);
  const terms = { myGoals: 'x', partnerGoals: 'y', cadence: 'monthly', endsOn: '2099-02-02' };
  const changed = await bo.call(mentoring.amendPair, { params, body: terms });
  const amendment = { params: { id: changed.amendment?.id ?? '' } };
  expect((await amara.call(mentoring.acceptAmendment, amendment)).cadence).toBe('monthly');
  const counter = await bo.try(mentoring.counterPair, { params: { id: open }, body: terms });
  expect(counter.status).toBe(201);
  const begun = await amara.call(cycles.beginCycle, { params, body: WORK });
  const turn = { id: begun.turns[0]?.id ?? '' };
  await talkThrough(amara, bo, begun.id, turn.id);
  const action = { kind: 'action', what: 'Try it', by: '2099-01-15' };
  await amara.call(cycles.followUp, { params: turn, body: action });
  expect((await amara.call(mentoring.endPair, { params, body: {} })).state).toBe('ended');
  await instance.services.pipeline.idle();
  const failed = await instance.services.db.collection<Stored>('activities').countDocuments({ failures: { $gt: 0 } });
  expect(failed).toBe(0);
});
