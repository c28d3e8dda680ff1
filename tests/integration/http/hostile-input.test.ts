import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as accounts from '../../../shared/contracts/accounts.ts';
import type { Endpoint } from '../../../shared/contracts/endpoint.ts';
import * as mentoring from '../../../shared/contracts/mentoring.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import * as profiles from '../../../shared/contracts/profiles.ts';
import * as threads from '../../../shared/contracts/threads.ts';
import type { ApiClient } from '../../support/api.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';

/** Whatever is sent in place of any one value: a sentence or an answer, never a 500, and what is stored can be read. */
let instance: TestInstance;
let amara: ApiClient;
let bo: ApiClient;
let post: string;
let pair: string;
let draft: string;

beforeAll(async () => {
  instance = await startInstance();
  [amara, bo] = await Promise.all([instance.account('amara', 'admin'), instance.signUp('bo')]);
  post = (await amara.call(practice.publishPost, { body: { title: 'A', markdown: 'a' } })).id;
  draft = (await amara.call(practice.createDraft, { body: {} })).id;
  const offer = { partner: 'bo', myGoals: 'a', partnerGoals: 'b', cadence: 'weekly', endsOn: '2099-01-01' };
  pair = (await amara.call(mentoring.offerPair, { body: offer })).id;
  await bo.call(mentoring.acceptPair, { params: { id: pair } });
});
afterAll(() => instance.stop());

const VALUES: [string, unknown][] = [
  ['null', null],
  ['a number', 7],
  ['a huge number', 1e308],
  ['a boolean', true],
  ['an array', ['a', null, {}]],
  ['an empty array', []],
  ['an object', { $gt: '' }],
  ['an empty text', ''],
  ['blanks', ' \t\n '],
  ['invisible characters', '\u200b\u2060\ufeff'],
  ['a long text', 'a'.repeat(900_000)],
  ['a NUL', 'a\u0000b'],
  ['half a character', 'a\ud800b'],
  ['right-to-left override', '\u202egpj.exe'],
  ['combining marks', `a${'\u0301'.repeat(150)}`],
  ['an operator', '$where'],
  ['a path', '../../etc/passwd'],
  ['a prototype', '__proto__'],
  ['a day beyond the calendar', '9999-12-31'],
  ['no day', '0000-00-00'],
  ['many entries', Array.from({ length: 5_000 }, (_, n) => `t${n}`)],
];

/** A good post, of which one field after another is spoilt. */
const POST = {
  title: 'T',
  markdown: 'm',
  focusQuestion: 'f',
  tags: ['t'],
  subject: 's',
  gradeLevel: 'primary',
  licence: 'CC0-1.0',
};

const BODIES: [string, Endpoint, () => { params?: Record<string, string>; body: Record<string, unknown> }][] = [
  [
    'publishing',
    practice.publishPost,
    () => ({
      body: {
        ...POST,
        visibility: 'public',
        draft: 'no-such-draft',
      },
    }),
  ],
  [
    'editing',
    practice.editPost,
    () => ({
      params: { id: post },
      body: {
        ...POST,
      },
    }),
  ],
  [
    'a draft',
    practice.saveDraft,
    () => ({
      params: { id: draft },
      body: {
        ...POST,
        visibility: 'public',
      },
    }),
  ],
  ['a preview', practice.previewMarkdown, () => ({ body: { markdown: 'm' } })],
  [
    'a reply',
    practice.replyToPost,
    () => ({ params: { id: post }, body: { markdown: 'm', feedbackKind: 'noticing' } }),
  ],
  [
    'a profile',
    profiles.updateMyProfile,
    () => ({
      body: {
        displayName: 'A',
        bio: 'b',
        school: 's',
        subjects: ['s'],
        gradeLevels: ['primary'],
        languages: ['en'],
        helpWith: 'h',
        growIn: 'g',
        approvesFollowers: false,
        showsConnections: false,
      },
    }),
  ],
  [
    'an offer',
    mentoring.offerPair,
    () => ({
      body: { partner: 'bo', myGoals: 'a', partnerGoals: 'b', cadence: 'weekly', endsOn: '2099-01-01', note: 'n' },
    }),
  ],
  [
    'a message',
    threads.sendMessage,
    () => ({
      params: { id: pair },
      body: { markdown: 'm', feedbackKind: null, clientId: `client-${Math.random().toString(36).slice(2)}` },
    }),
  ],
  ['a token', accounts.createToken, () => ({ body: { name: 'n' } })],
  ['an invitation', accounts.createInvitation, () => ({ body: { note: 'n', uses: 1, validDays: 1 } })],
];

async function everythingReads(): Promise<void> {
  const lists: [Endpoint, { params?: Record<string, string>; query?: Record<string, number> }][] = [
    [practice.getHomeFeed, { query: { limit: 50 } }],
    [practice.getInstanceFeed, { query: { limit: 50 } }],
    [practice.listReplies, { params: { id: post }, query: { limit: 50 } }],
    [practice.listDrafts, {}],
    [practice.getPost, { params: { id: post } }],
    [practice.getPostSource, { params: { id: post } }],
    [profiles.getMyProfile, {}],
    [profiles.getProfile, { params: { handle: 'amara' } }],
    [mentoring.listPairs, {}],
    [mentoring.listLedger, { params: { id: pair } }],
    [threads.listMessages, { params: { id: pair }, query: { limit: 100 } }],
    [accounts.listTokens, {}],
    [accounts.listInvitations, {}],
  ];
  for (const [endpoint, request] of lists) expect((await amara.try(endpoint, request)).status, endpoint.path).toBe(200);
}

describe.each(BODIES)('%s', (_what, endpoint, valid) => {
  test('with any field replaced by anything', async () => {
    for (const field of Object.keys(valid().body)) {
      for (const [name, value] of VALUES) {
        const request = valid();
        const answer = await amara.try(endpoint, { ...request, body: { ...request.body, [field]: value } });
        expect(answer.status, `${field}: ${name}`).toBeLessThan(500);
        if (answer.status !== 400) continue;
        expect(answer.error?.message, `${field}: ${name}`).toMatch(/^[A-Z].*[.?:]?/);
        expect(Object.keys(answer.error?.fields ?? {}), `${field}: ${name}`).not.toEqual([]);
        for (const sentence of Object.values(answer.error?.fields ?? {})) expect(sentence).toMatch(/[.!?]$/);
      }
    }
    await everythingReads();
  });

  test.each([[null], [[]], ['text'], [7], [[{ title: 'T', markdown: 'm' }]]])('whose body is %j', async (body) => {
    const { params } = valid();
    const answer = await amara.try(endpoint, { ...(params ? { params } : {}), body });
    expect(answer.status).toBeLessThan(500);
    expect(answer.status === 400 || endpoint === practice.saveDraft || endpoint === accounts.createInvitation).toBe(
      true,
    );
  });
});

describe('cursors and limits', () => {
  const LISTS: [string, Endpoint, () => Record<string, string>][] = [
    ['the home feed', practice.getHomeFeed, () => ({})],
    ['the instance feed', practice.getInstanceFeed, () => ({})],
    ['a profile', practice.getProfilePosts, () => ({ handle: 'amara' })],
    ['replies', practice.listReplies, () => ({ id: post })],
    ['follow requests', profiles.listFollowRequests, () => ({})],
    ['accounts', accounts.listAccounts, () => ({})],
    ['messages', threads.listMessages, () => ({ id: pair })],
  ];
  test.each(LISTS)('%s: garbage is refused or ends the list', async (_what, endpoint, params) => {
    for (const limit of ['0', '-1', '9999', '1.5', 'NaN', '', 'ten', '1e1', '0x10', ' 5 ', '1,2']) {
      const answer = await amara.try(endpoint, { params: params(), query: { limit } });
      expect([200, 400], `limit ${limit}`).toContain(answer.status);
      if (answer.status === 400) expect(answer.error?.fields?.limit, limit).toMatch(/\.$/);
    }
    for (const cursor of [
      '',
      'x',
      '\u0000',
      '\ud800',
      '$gt',
      '{"$gt":""}',
      '9'.repeat(90),
      'é',
      '../..',
      ' ',
      '2026-01-01T00:00:00.000Z AAAA',
    ]) {
      for (const name of ['cursor', 'after', 'before']) {
        const answer = await amara.try(endpoint, { params: params(), query: { [name]: cursor } });
        expect(answer.status, `${name} ${cursor}`).toBe(200);
      }
    }
    expect(
      (await amara.try(endpoint, { params: params(), query: { cursor: 'x'.repeat(501), after: 'x'.repeat(101) } }))
        .status,
    ).toBe(400);
  });
});

describe('names in paths', () => {
  const HANDLES = [
    '%00',
    'a\u0000b',
    '@',
    '@@',
    'a@',
    '@a@',
    'a@b@c',
    '\u0430mara',
    'AMARA',
    'amara\u200b',
    'a'.repeat(400),
    '..',
    '.',
    'a@[::1]',
    'a@127.0.0.1',
    'a@localhost:99999',
    'a@x:y',
    'a@%',
    '$where',
    '__proto__',
    'a@-',
    'a@.',
    'a@b..c',
    '💥',
    'amara@',
    'ａｍａｒａ',
  ];
  test.each(HANDLES)(
    'the handle %j',
    async (handle) => {
      for (const endpoint of [
        profiles.getProfile,
        practice.getProfilePosts,
        profiles.followProfile,
        profiles.unfollowProfile,
      ]) {
        const answer = await bo.try(endpoint, { params: { handle } });
        if (handle === 'AMARA') expect(answer.status).toBe(200);
        else expect([400, 404, 502], `${endpoint.path} ${answer.status}`).toContain(answer.status);
        if (answer.error) expect(answer.error.message.length).toBeLessThan(400);
      }
    },
    60_000,
  );

  test.each(['%00', '\u0000', 'x'.repeat(65), '..', 'a b', '$', '__proto__', 'constructor', '💥'])(
    'the id %j',
    async (id) => {
      for (const endpoint of [
        practice.getPost,
        practice.listReplies,
        practice.likePost,
        practice.deletePost,
        practice.getDraft,
        mentoring.getPair,
        threads.listMessages,
        threads.deleteMessage,
        profiles.acceptFollowRequest,
        accounts.revokeSession,
        accounts.revokeToken,
      ]) {
        const answer = await bo.try(endpoint, { params: { id } });
        expect([400, 404], `${endpoint.path} ${answer.status}`).toContain(answer.status);
      }
    },
  );
});
