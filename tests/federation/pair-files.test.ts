import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeMedia } from '../../shared/contracts/media.ts';
import * as mentoring from '../../shared/contracts/mentoring.ts';
import * as practice from '../../shared/contracts/practice.ts';
import * as threads from '../../shared/contracts/threads.ts';
import type { ApiClient } from '../support/api.ts';
import { startInstance, type TestInstance } from '../support/instance.ts';
import { until } from '../support/until.ts';
import { PDF, picture, upload } from '../support/upload.ts';

/** Files between the two members of a pair, one on each instance: nobody else opens them by any route. */
let a: TestInstance;
let b: TestInstance;
let amara: ApiClient;
let bo: ApiClient;
let dina: ApiClient;
let admin: ApiClient;
let pair: string;

beforeAll(async () => {
  [a, b] = await Promise.all([startInstance(), startInstance()]);
  [amara, bo, dina, admin] = await Promise.all([
    a.signUp('amara', 'Amara'),
    b.signUp('bo', 'Bo'),
    a.signUp('dina', 'Dina'),
    a.account('ada', 'admin'),
  ]);
  const terms = { myGoals: 'Ask', partnerGoals: 'Listen', cadence: 'weekly', endsOn: '2999-12-18' } as const;
  const offered = await amara.call(mentoring.offerPair, { body: { ...terms, partner: `@bo@${b.domain}` } });
  pair = offered.id;
  await until('the offer at B', async () => (await bo.call(mentoring.listPairs)).items[0]);
  await bo.call(mentoring.acceptPair, { params: { id: pair } });
  await until('the pair at A', async () => {
    const { state } = await amara.call(mentoring.getPair, { params: { id: pair } });
    return state === 'active' || null;
  });
});
afterAll(() => Promise.all([a.stop(), b.stop()]));

const write = (who: ApiClient, files: string[], clientId: string) =>
  who.try(threads.sendMessage, { params: { id: pair }, body: { markdown: 'Look', files, clientId } });

const read = (who: ApiClient | null, url: string) => fetch(url, who?.cookie ? { headers: { cookie: who.cookie } } : {});

test('a picture and a file are there for the two, and for nobody else', async () => {
  const image = await upload(amara, await picture());
  await amara.call(describeMedia, { params: { id: image.id }, body: { alt: 'The board' } });
  const plan = await upload(amara, PDF, 'Unit plan.pdf');
  const sent = await write(amara, [image.id, plan.id], 'with-files-1');
  expect(sent.status).toBe(201);
  expect(sent.value?.attachments).toMatchObject([{ kind: 'image', name: 'The board' }, { name: 'Unit plan.pdf' }]);

  const seen = await until('the message at B', async () => {
    const { items } = await bo.call(threads.listMessages, { params: { id: pair } });
    return items.find(({ attachments }) => attachments.length === 2);
  });
  const paths = [...(sent.value?.attachments ?? []), ...seen.attachments].map(({ url }) => url);
  for (const path of paths) expect(path).toMatch(/^\/api\/v1\/pairs\//);
  const [mine = '', myPlan = '', theirs = '', theirPlan = ''] = paths;

  for (const [who, url] of [
    [amara, a.baseUrl + mine],
    [bo, b.baseUrl + theirs],
  ] as const) {
    const answer = await read(who, url);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^image\//);
    expect(answer.headers.get('cache-control')).toContain('private');
  }
  for (const [who, url] of [
    [amara, a.baseUrl + myPlan],
    [bo, b.baseUrl + theirPlan],
  ] as const) {
    const answer = await read(who, url);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toContain('attachment');
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  }

  // Not by the path of a member, not by the address of the file, not by a path of one's own making.
  for (const other of [dina, admin]) {
    expect((await read(other, a.baseUrl + mine)).status).toBe(404);
    expect((await read(other, `${a.baseUrl}/media/${image.id}`)).status).toBe(404);
  }
  expect((await read(null, a.baseUrl + mine)).status).toBe(401);
  expect((await read(null, `${a.baseUrl}/media/${image.id}`)).status).toBe(404);
  expect((await read(amara, `${a.baseUrl}/media/${plan.id}`)).status).toBe(404);
  const forged = `${Buffer.from(`${a.baseUrl}/healthz`).toString('base64url')}.${theirs.split('.').at(-1)}`;
  expect((await read(bo, `${b.baseUrl}/api/v1/pairs/${pair}/files/${forged}`)).status).toBe(404);
  expect((await read(bo, `${b.baseUrl}/api/v1/pairs/${pair}/files/nothing`)).status).toBe(404);
  const posted = await amara.try(practice.publishPost, {
    body: { title: 'Shown', markdown: `![The board](${image.url})` },
  });
  expect(posted.status).toBe(400);
});

test("a file is one's own, described, and of one pair; with its message it goes", async () => {
  const dinas = await upload(dina, PDF, 'Other.pdf');
  expect((await write(amara, [dinas.id], 'not-my-file')).error?.fields?.files).toContain('not among yours');
  const plain = await upload(amara, await picture());
  expect((await write(amara, [plain.id], 'no-description')).error?.fields?.files).toContain('Say what the image');
  const shown = await upload(amara, PDF, 'Shown.pdf');
  await amara.call(practice.publishPost, { body: { title: 'Plan', markdown: 'Below', attachments: [shown.id] } });
  expect((await write(amara, [shown.id], 'in-a-post-already')).error?.fields?.files).toContain('in use elsewhere');

  const plan = await upload(amara, PDF, 'Going.pdf');
  const sent = await write(amara, [plan.id], 'to-be-deleted');
  const path = a.baseUrl + sent.value?.attachments[0]?.url;
  expect((await read(amara, path)).status).toBe(200);
  await amara.call(threads.deleteMessage, { params: { id: sent.value?.id ?? '' } });
  await until('the file to go', async () => ((await read(amara, path)).status === 404 ? true : null));
});
