import sharp from 'sharp';
import { expect, test } from 'vitest';
import { keyOf } from '../../server/core/ids.ts';
import * as practice from '../../shared/contracts/practice.ts';
import { scene } from '../support/federation/security-case.ts';
import { until } from '../support/until.ts';

/** The room for copies of others' pictures. */
let now = new Date();
const s = scene({ env: { MEDIA_REMOTE_MAX_MB: '1' }, options: { clock: { now: () => now } } });

const copies = () => s.instance.services.db.collection<{ _id: string; bytes: number }>('remote_pictures');
const asked = (path: string) => s.good.asked.filter((one) => one.path === path).length;

const jpeg = (noise?: { type: 'gaussian'; mean: number; sigma: number }) =>
  sharp({ create: { width: 1_000, height: 800, channels: 3, background: 'red', ...(noise ? { noise } : {}) } })
    .jpeg()
    .toBuffer();

test('goes when an edit takes the picture out', async () => {
  const bytes = await jpeg();
  for (const path of ['/kept.jpg', '/out.jpg'])
    s.good.pages.set(path, (_req, res) => void res.writeHead(200).end(bytes));
  const pictureAt = (path: string) => ({ type: 'Image', url: s.good.origin + path });
  const create = s.create(s.bo, { attachment: [pictureAt('/kept.jpg'), pictureAt('/out.jpg')] });
  await s.send(s.bo, create);
  const read = () => s.amara.try(practice.getPost, { params: { id: keyOf(create.object.id) } });
  const [kept, out] = await until('shown', async () => (await read()).value?.attachments);
  for (const one of [kept, out]) expect((await fetch(s.instance.baseUrl + one?.url)).status).toBe(200);
  expect(await copies().countDocuments({})).toBe(2);
  const object = { ...create.object, attachment: [pictureAt('/kept.jpg')], updated: new Date().toISOString() };
  await s.send(s.bo, s.activity(s.bo, 'Update', { object }));
  await until('edited', async () => (await read()).value.attachments.length === 1);
  await s.instance.services.pipeline.idle();
  expect((await copies().find({}).toArray()).map(({ _id }) => kept?.url.endsWith(_id))).toEqual([true]);
  expect((await fetch(s.instance.baseUrl + out?.url)).status).toBe(404);
  expect((await fetch(s.instance.baseUrl + kept?.url)).status).toBe(200);
  // Somebody else's Delete deletes nothing.
  await s.send(s.mallory, s.activity(s.mallory, 'Delete', { object: create.object.id }));
  await s.instance.services.pipeline.idle();
  expect(await copies().countDocuments({})).toBe(1);
  await s.send(s.bo, s.activity(s.bo, 'Delete', { object: create.object.id }));
  await until('gone', async () => (await copies().countDocuments({})) === 0);
});

test('is bounded: what nobody looked at for longest goes, and is fetched again when somebody does', async () => {
  const noisy = await jpeg({ type: 'gaussian', mean: 128, sigma: 60 });
  const urls: string[] = [];
  const paths = Array.from({ length: 6 }, (_, n) => `/${n}.jpg`);
  for (const path of paths) s.good.pages.set(path, (_req, res) => void res.writeHead(200).end(noisy));
  const attachment = paths.map((path) => ({ type: 'Image', url: s.good.origin + path }));
  const create = s.create(s.bo, { attachment });
  await s.send(s.bo, create);
  const post = await until('shown', async () => {
    const answer = await s.amara.try(practice.getPost, { params: { id: keyOf(create.object.id) } });
    return answer.status === 200 ? answer.value : null;
  });
  for (const { url } of post.attachments) {
    now = new Date(now.getTime() + 1_000);
    expect((await fetch(s.instance.baseUrl + url)).status).toBe(200);
    urls.push(s.instance.baseUrl + url);
  }
  const kept = await copies().find({}).toArray();
  expect(kept.length).toBeLessThan(paths.length);
  expect(kept.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(1024 * 1024);

  expect((await fetch(urls.at(-1) ?? '')).status).toBe(200);
  expect(asked('/5.jpg')).toBe(1);
  expect((await fetch(urls[0] ?? '')).status).toBe(200);
  expect(asked('/0.jpg')).toBe(2);

  now = new Date(now.getTime() + 31 * 86_400_000);
  await s.instance.services.media.cleanUp();
  expect(await copies().countDocuments({})).toBe(0);
});
