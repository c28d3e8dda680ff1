import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadConfig } from '../../../server/config.ts';
import { examine } from '../../../server/doctor.ts';
import { deleteMedia, getMedia } from '../../../shared/contracts/media.ts';
import type { ApiClient } from '../../support/api.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';
import { type FakeS3, startS3 } from '../../support/s3.ts';
import { PDF, picture, send, upload } from '../../support/upload.ts';

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
