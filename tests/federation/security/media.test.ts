import { readdir } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { keyOf } from '../../../server/core/ids.ts';
import { getMedia } from '../../../shared/contracts/media.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import { PUBLIC, scene } from '../../support/federation/security-case.ts';
import { until } from '../../support/until.ts';
import { PDF, picture, send, upload } from '../../support/upload.ts';

/** Pictures of others through us, and files of ours in front of others. */
const s = scene();

let jpeg: Buffer;
beforeAll(async () => {
  jpeg = await sharp(await picture(800, 600))
    .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' } })
    .jpeg()
    .toBuffer();
});

const bytes =
  (body: Uint8Array, type = 'image/jpeg') =>
  (_req: IncomingMessage, res: ServerResponse) => {
    res.writeHead(200, { 'content-type': type }).end(body);
  };
const askedFor = (path: string) => s.good.asked.filter((asked) => asked.path === path).length;

/** A post of bo's with these attachments, as it is shown here. */
async function shown(attachment: unknown[], more: Record<string, unknown> = {}) {
  const create = s.create(s.bo, { attachment, ...more });
  expect((await s.send(s.bo, create)).status).toBe(202);
  const id = keyOf(create.object.id);
  const post = await until('shown', async () => {
    const answer = await s.amara.try(practice.getPost, { params: { id } });
    return answer.status === 200 && answer.value;
  });
  return { post, iri: create.object.id };
}

const image = (path: string) => ({ type: 'Document', mediaType: 'image/jpeg', url: s.good.origin + path });
const get = (path: string, init?: RequestInit) => fetch(s.instance.baseUrl + path, init);

describe('a picture of another instance', () => {
  test('is fetched once for all, unsigned, made anew and kept', async () => {
    s.good.pages.set('/a.jpg', bytes(jpeg));
    const { post } = await shown([image('/a.jpg')]);
    const url = post.attachments[0]?.url ?? '';
    const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => get(n % 2 ? url : `${url}?size=small`)));
    for (const answer of answers)
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/webp']);
    const served = Buffer.from(await answers[1]!.arrayBuffer());
    expect(await sharp(served).metadata()).toMatchObject({ format: 'webp', width: 800 });
    expect((await sharp(served).metadata()).exif).toBeUndefined();
    expect(askedFor('/a.jpg')).toBe(1);
    const { headers } = s.good.asked.find(({ path }) => path === '/a.jpg')!;
    expect(headers).not.toHaveProperty('signature');
    expect(headers).not.toHaveProperty('cookie');
    expect(headers).not.toHaveProperty('referer');
  });

  test('cannot be had by whoever makes up an address', async () => {
    s.good.pages.set('/b.jpg', bytes(jpeg));
    s.good.pages.set('/c.jpg', bytes(jpeg));
    const { post } = await shown([image('/b.jpg'), image('/c.jpg')]);
    const [first, second] = post.attachments.map(({ url }) => url);
    const sealOf = (url = '') => url.split('/').at(-1) ?? '';
    const base = `/media/remote/${post.id}`;
    for (const path of [
      `${base}/0/${sealOf(second)}`,
      `${base}/1/${sealOf(first)}`,
      `${base}/2/${sealOf(first)}`,
      `${base}/0/${'A'.repeat(32)}`,
      `${base}/0/${sealOf(first).slice(0, 31)}`,
      `/media/remote/${'A'.repeat(22)}/0/${sealOf(first)}`,
      `${base}/-1/${sealOf(first)}`,
      `${first}?url=${encodeURIComponent(`${s.good.origin}/secret`)}/x`.replace('?', '%3F'),
    ]) {
      expect((await get(path)).status).toBe(404);
    }
    expect([askedFor('/b.jpg'), askedFor('/c.jpg')]).toEqual([0, 0]);
  });

  test.each([
    ['a script', '<script>alert(1)</script>', 'image/jpeg'],
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'image/png'],
    ['ActivityPub', '{"type":"Note"}', 'application/activity+json'],
    ['nothing', '', 'image/jpeg'],
  ])('that is %s is not served, nor asked for again at once', async (name, body, type) => {
    const path = `/not-${name.replaceAll(' ', '-')}.jpg`;
    s.good.pages.set(path, bytes(Buffer.from(body), type));
    const url = (await shown([image(path)])).post.attachments[0]?.url ?? '';
    for (let n = 0; n < 3; n++) expect((await get(url)).status).toBe(404);
    expect(askedFor(path)).toBe(1);
  });

  test('is bounded: endless bytes, endless redirects, more points than anybody has', async () => {
    s.good.pages.set('/endless.jpg', (_req, res) => {
      res.writeHead(200, { 'content-type': 'image/jpeg' });
      const chunk = Buffer.alloc(1024 * 1024, 0xff);
      const more = () => {
        while (!res.destroyed && res.write(chunk));
        if (!res.destroyed) res.once('drain', more);
      };
      more();
    });
    s.good.pages.set('/loop.jpg', { status: 302, headers: { location: '/loop.jpg' } });
    const bomb = await sharp({ create: { width: 12_000, height: 12_000, channels: 3, background: 'black' } })
      .png()
      .toBuffer();
    s.good.pages.set('/bomb.jpg', bytes(bomb));
    const { post } = await shown([image('/endless.jpg'), image('/loop.jpg'), image('/bomb.jpg')]);
    for (const { url } of post.attachments) expect((await get(url)).status).toBe(404);
    expect(askedFor('/loop.jpg')).toBeLessThanOrEqual(4);
  });

  test('at an address of this network is not asked for', async () => {
    const { post } = await shown([
      { type: 'Image', url: 'http://10.0.0.1/a.jpg' },
      { type: 'Image', url: 'http://169.254.169.254/latest/meta-data' },
      { type: 'Image', url: 'http://[::ffff:10.0.0.1]/a.jpg' },
      { type: 'Image', url: 'http://user:secret@localhost/a.jpg' },
      { type: 'Image', url: 'file:///etc/passwd' },
    ]);
    expect(post.attachments).toHaveLength(4);
    for (const { url } of post.attachments) expect((await get(url)).status).toBe(404);
    s.good.pages.set('/redirect.jpg', { status: 302, headers: { location: 'http://10.0.0.1/a.jpg' } });
    const redirected = await shown([image('/redirect.jpg')]);
    expect((await get(redirected.post.attachments[0]?.url ?? '')).status).toBe(404);
  });

  test('is gone with its post', async () => {
    s.good.pages.set('/gone.jpg', bytes(jpeg));
    const { post, iri } = await shown([image('/gone.jpg')]);
    const url = post.attachments[0]?.url ?? '';
    expect((await get(url)).status).toBe(200);
    const copies = () => s.instance.services.db.collection('remote_pictures').countDocuments({ post: iri });
    expect(await copies()).toBe(1);
    await s.send(s.bo, s.activity(s.bo, 'Delete', { object: iri }));
    await until('gone', async () => (await copies()) === 0);
    expect((await get(url)).status).toBe(404);
  });

  test('in the text is shown only when it is attached, and never from there', async () => {
    s.good.pages.set('/in.jpg', bytes(jpeg));
    const src = `${s.good.origin}/in.jpg`;
    const { post } = await shown([image('/in.jpg')], {
      content: `<p><img src="${src}" alt="A &quot;map&quot;" onload="x"><img src="${s.good.origin}/pixel.gif"><img src="/api/v1/session"></p>`,
    });
    expect(post.html.match(/<img/g)).toHaveLength(1);
    expect(post.html).toContain(`src="${post.attachments[0]?.url}" alt="A &quot;map&quot;"`);
    expect(post.html).not.toMatch(new RegExp(`<img[^>]*${s.good.host}`));
  });
});

describe('27: a file of ours', () => {
  test('is in the store alone, whatever it is called and says it is, and shows no place or camera', async () => {
    const root = s.instance.dataDir;
    const outside = async () =>
      (await readdir(join(root, '..')))
        .filter((name) => /evil|passwd|crafted/.test(name))
        .concat((await readdir(root)).filter((name) => /evil|passwd|crafted/.test(name)));
    const names = [
      '../../evil.webp',
      '/etc/passwd',
      '..\\..\\crafted',
      'a\u0000.js',
      '.htaccess',
      `${'x'.repeat(5_000)}.jpg`,
    ];
    for (const name of names) {
      const answer = await send(s.amara, jpeg, name);
      expect([204, 400, 413], name).toContain(answer.status);
      expect(await outside()).toEqual([]);
      if (answer.status !== 204) continue;
      const { url } = await s.amara.call(getMedia, { params: { id: answer.id } });
      expect(url).toMatch(/^\/media\/[0-9a-f]{32}$/);
      const served = await get(url);
      expect(served.headers.get('content-type')).toBe('image/webp');
      expect(served.headers.get('x-content-type-options')).toBe('nosniff');
      expect((await sharp(Buffer.from(await served.arrayBuffer())).metadata()).exif).toBeUndefined();
    }
    for (const path of ['/media/..%2f..%2fstaffroom.db', '/media/..%5c..%5csecret.key', '/media/a%00b']) {
      expect((await get(path)).status, path).toBe(404);
    }
    for (const bytes of [
      '<svg xmlns="http://www.w3.org/2000/svg"/>',
      '<!doctype html><script>1</script>',
      '{"type":"Note"}',
    ]) {
      const answer = await send(s.amara, Buffer.from(bytes), 'picture.jpg');
      expect(answer.status, bytes).toBeGreaterThanOrEqual(400);
    }
  });

  test('is never an actor, an object or a key', async () => {
    const file = await upload(s.amara, PDF, 'note.json');
    const iri = `${s.instance.baseUrl}${file.url}`;
    for (const accept of ['application/activity+json', 'application/ld+json', '*/*']) {
      expect((await get(file.url, { headers: { accept } })).headers.get('content-type')).toBe('application/pdf');
    }
    // Makes mallory known, and this file the only thing that can change.
    await s.send(s.mallory, s.create(s.mallory));
    const before = await s.state();
    for (const json of [
      {
        ...s.create(s.mallory),
        object: { id: iri, type: 'Note', attributedTo: s.mallory.iri, content: 'x', to: [PUBLIC] },
      },
      { ...s.create(s.mallory), id: iri },
      { ...s.create(s.mallory), actor: iri },
      s.activity(s.mallory, 'Update', { object: { ...s.mallory.document, id: iri } }),
    ]) {
      expect((await s.send(s.mallory, json)).status).toBeGreaterThanOrEqual(400);
    }
    expect(await s.state()).toBe(before);
    await s.send(s.mallory, s.activity(s.mallory, 'Delete', { object: iri }));
    await s.instance.services.pipeline.idle();
    expect((await get(file.url)).status).toBe(200);
    expect(await s.instance.services.federation.remote.fetch(iri)).toBeNull();
  });

  test('that another instance attaches is served, not fetched', async () => {
    const file = await upload(s.amara, await picture());
    const { post } = await shown([{ type: 'Image', url: `${s.instance.baseUrl}${file.url}` }]);
    expect(post.attachments[0]?.url).toBe(file.url);
  });
});
