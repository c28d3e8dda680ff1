import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadConfig } from '../../../server/config.ts';
import { examine } from '../../../server/doctor.ts';
import { deleteMedia, getMedia, UPLOAD_PATH } from '../../../shared/contracts/media.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import type { ApiClient } from '../../support/api.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';
import { type FakeS3, startS3 } from '../../support/s3.ts';
import { PDF, picture, send, tus, upload } from '../../support/upload.ts';

let s3: FakeS3;
let instance: TestInstance;
let amara: ApiClient;

beforeAll(async () => {
  s3 = await startS3();
  instance = await startInstance({ env: s3.env });
  amara = await instance.signUp('amara');
});
afterAll(async () => {
  await instance.stop();
  await s3.stop();
});

test('files are kept in the bucket, read through this server, and deleted there', async () => {
  const [image, plan] = [await upload(amara, await picture()), await upload(amara, PDF, 'plan.pdf')];
  const folder = (id: string) => `${id.slice(0, 2)}/${id}`;
  expect([...s3.objects.keys()].sort()).toEqual(
    [
      ...['large.avif', 'large.webp', 'small.avif', 'small.webp'].map((name) => `${folder(image.id)}/${name}`),
      `${folder(plan.id)}/large.pdf`,
    ].sort(),
  );
  const served = await fetch(`${instance.baseUrl}${image.url}`);
  const stored = s3.objects.get(`${folder(image.id)}/large.webp`);
  expect(Buffer.from(await served.arrayBuffer()).equals(stored ?? Buffer.alloc(0))).toBe(true);
  const part = await fetch(`${instance.baseUrl}${plan.url}`, { headers: { range: 'bytes=1-3' } });
  expect([part.status, await part.text()]).toEqual([206, 'PDF']);
  for (const { id } of [image, plan]) await amara.call(deleteMedia, { params: { id } });
  expect(s3.objects.size).toBe(0);
  expect((await fetch(`${instance.baseUrl}${image.url}`)).status).toBe(404);
  expect(s3.refused).toBe(0);
});

test('doctor says whether the bucket can be used', async () => {
  const found = async (env: Record<string, string>) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'staffroom-test-'));
    const findings = await examine(loadConfig({ ...s3.env, DATA_DIR: dataDir, ...env }), dataDir);
    await rm(dataDir, { recursive: true });
    return findings.find(({ check }) => check === 'media');
  };
  expect(await found({})).toMatchObject({ state: 'ok' });
  expect(await found({ MEDIA_S3_SECRET_KEY: 'wrong' })).toMatchObject({
    state: 'failure',
    message: expect.stringContaining('answers 403'),
  });
});

test('an upload that the bucket does not take is not lost', async () => {
  s3.failWith = 400;
  const answer = await send(amara, PDF, 'plan.pdf');
  expect([answer.status, (await answer.json()).error.code]).toEqual([503, 'unavailable']);
  s3.failWith = null;
  expect(await amara.call(getMedia, { params: { id: answer.id } })).toMatchObject({
    kind: 'document',
    name: 'plan.pdf',
  });
  expect(s3.objects.size).toBe(1);
});

test('a bucket that fails half-way keeps nothing of what is given up, and all of what is tried again', async () => {
  const keysOf = (id: string) => [...s3.objects.keys()].filter((key) => key.includes(id));
  const broken = async () => {
    Object.assign(s3, { failWith: 400, failAfter: 2 });
    const { id, status } = await send(amara, await picture());
    expect([status, keysOf(id).length]).toEqual([503, 2]);
    s3.failWith = null;
    return id;
  };
  const again = await broken();
  await amara.call(getMedia, { params: { id: again } });
  expect(keysOf(again)).toHaveLength(4);
  const givenUp = await broken();
  expect((await tus(amara, 'DELETE', `${UPLOAD_PATH}/${givenUp}`)).status).toBe(204);
  expect(keysOf(givenUp)).toEqual([]);
});

test('what is deleted while the bucket does not answer is shown to nobody, and goes when it does', async () => {
  const [alone, shown] = [await upload(amara, await picture()), await upload(amara, await picture())];
  const body = { title: 'A board', markdown: `![A board](${shown.url})` };
  const post = await amara.call(practice.publishPost, { body });
  await instance.services.pipeline.idle();
  s3.failWith = 400;
  await amara.call(practice.deletePost, { params: { id: post.id } });
  await instance.services.pipeline.idle();
  expect((await amara.try(deleteMedia, { params: { id: alone.id } })).status).toBe(204);
  s3.failWith = null;
  for (const { id, url } of [alone, shown]) {
    expect((await fetch(`${instance.baseUrl}${url}`)).status).toBe(404);
    expect((await amara.try(getMedia, { params: { id } })).status).toBe(404);
  }
  await instance.services.media.cleanUp();
  expect([...s3.objects.keys()].filter((key) => key.includes(alone.id) || key.includes(shown.id))).toEqual([]);
  expect(await instance.services.db.collection('media').countDocuments({ state: 'deleted' })).toBe(0);
});
