import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { Upload } from 'tus-js-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deleteMedia, describeMedia, getMedia, getMediaLimits, UPLOAD_PATH } from '../../../shared/contracts/media.ts';
import type { ApiClient } from '../../support/api.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';
import { begin, CHUNK, PDF, picture, send, tus, upload } from '../../support/upload.ts';

let instance: TestInstance;
let amara: ApiClient;
let bo: ApiClient;
let dataDir: string;
let now = new Date('2026-03-01T10:00:00Z');

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'staffroom-media-'));
  instance = await startInstance({
    env: { DATA_DIR: dataDir, MEDIA_IMAGE_MAX_MB: '1', MEDIA_DOCUMENT_MAX_MB: '2', MEDIA_ACCOUNT_MAX_MB: '3' },
    options: { clock: { now: () => now } },
  });
  amara = await instance.signUp('amara');
  bo = await instance.signUp('bo');
});
afterAll(() => instance.stop());

async function errorOf(answer: Response): Promise<{ code: string; message: string }> {
  expect(answer.headers.get('content-type')).toContain('application/json');
  const { error } = (await answer.json()) as { error: { code: string; message: string } };
  return error;
}

describe('a picture', () => {
  test('keeps nothing but what can be seen: no place, no camera, no comment, and stands upright', async () => {
    const original = await sharp(await picture(400, 200))
      .withExif({
        IFD0: { Copyright: 'Lena Secret', Orientation: '6' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 3230/100', GPSLongitude: '0/1 7/1 4366/100' },
      })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect((await sharp(original).metadata()).exif?.toString('latin1')).toContain('Secret');
    const media = await upload(amara, original, 'class 4b.jpg');
    expect(media).toMatchObject({
      kind: 'image',
      mediaType: 'image/webp',
      name: 'class 4b.jpg',
      width: 200,
      height: 400,
    });
    expect(media.blurhash).toMatch(/^.{20,}$/);
    for (const accept of ['image/avif,image/webp', 'image/webp', '*/*']) {
      for (const size of ['', '?size=small']) {
        const served = await fetch(`${instance.baseUrl}${media.url}${size}`, { headers: { accept } });
        expect(served.headers.get('content-type')).toBe(accept.includes('avif') ? 'image/avif' : 'image/webp');
        const bytes = Buffer.from(await served.arrayBuffer());
        const found = await sharp(bytes).metadata();
        expect(found).toMatchObject({ width: 200, height: 400 });
        expect([found.exif, found.icc, found.xmp, found.iptc, found.orientation]).toEqual(Array(5).fill(undefined));
        expect(bytes.toString('latin1')).not.toMatch(/Exif|GPS|Secret/);
      }
    }
  });

  test('is made small enough for a page, and smaller for lists', async () => {
    const media = await upload(amara, await picture(2_400, 1_200));
    expect(media).toMatchObject({ width: 1_600, height: 800 });
    const small = await fetch(`${instance.baseUrl}${media.url}?size=small`);
    expect(await sharp(Buffer.from(await small.arrayBuffer())).metadata()).toMatchObject({ width: 640, height: 320 });
  });

  test.each(['png', 'webp', 'gif', 'avif'] as const)('may be %s', async (format) => {
    const media = await upload(
      amara,
      await sharp(await picture())
        .toFormat(format)
        .toBuffer(),
    );
    expect(media).toMatchObject({ kind: 'image', width: 320, height: 200 });
    await amara.call(deleteMedia, { params: { id: media.id } });
  });

  test('may move', async () => {
    const raw = Buffer.alloc(20 * 40 * 3, 90).fill(200, 20 * 20 * 3);
    const moving = await sharp(raw, { raw: { width: 20, height: 40, channels: 3, pageHeight: 20 } })
      .gif()
      .toBuffer();
    expect((await sharp(moving).metadata()).pages).toBe(2);
    const media = await upload(amara, moving);
    const served = await fetch(`${instance.baseUrl}${media.url}`, { headers: { accept: 'image/avif' } });
    expect((await sharp(Buffer.from(await served.arrayBuffer())).metadata()).pages).toBe(2);
  });

  test('with a page behind its end is only a picture', async () => {
    const script = Buffer.from('<html><script>alert(document.domain)</script></html>');
    const media = await upload(amara, Buffer.concat([await picture(), script]), 'page.html');
    const served = Buffer.from(await (await fetch(`${instance.baseUrl}${media.url}`)).arrayBuffer());
    expect(served.includes('script')).toBe(false);
  });

  test('that claims more points than anybody has is refused before it is decoded', async () => {
    const bomb = await sharp({ create: { width: 12_000, height: 12_000, channels: 3, background: 'black' } })
      .png({ compressionLevel: 9 })
      .toBuffer();
    expect(bomb.length).toBeLessThan(1_000_000);
    const started = performance.now();
    const answer = await send(amara, bomb);
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(answer.status).toBe(400);
    expect((await errorOf(answer)).message).toContain('50 million');
  });
});

/** An archive of parts as they are. */
function zip(parts: Record<string, string>): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(parts)) {
    const content = Buffer.from(text);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(content.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(name.length, 22);
    const file = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), content]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, place, Buffer.from(name)]));
    files.push(file);
    offset += file.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(Buffer.concat(directory).length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, ...directory, Buffer.from('PK\x05\x06'), end]);
}

describe('what else is uploaded', () => {
  test('a document is kept as it is, and always downloaded', async () => {
    const media = await upload(amara, PDF, 'Unit “plan” 3.pdf');
    expect(media).toMatchObject({ kind: 'document', mediaType: 'application/pdf', bytes: PDF.length, width: null });
    const served = await fetch(`${instance.baseUrl}${media.url}`);
    expect(Buffer.from(await served.arrayBuffer()).equals(PDF)).toBe(true);
    expect(served.headers.get('content-disposition')).toBe(
      `attachment; filename="Unit _plan_ 3.pdf"; filename*=UTF-8''Unit%20%E2%80%9Cplan%E2%80%9D%203.pdf`,
    );
  });

  test.each([
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'SVG'],
    ['SVG with a prologue', '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', 'SVG'],
    ['HTML', '<!doctype html><script>alert(1)</script>', 'web pages'],
    ['JSON', '{"@context":"https://www.w3.org/ns/activitystreams","type":"Note"}', 'This kind of file'],
    ['text', 'only words', 'This kind of file'],
    ['a damaged picture', '\xff\xd8\xff\xe0 not much else', 'cannot be read'],
  ])('%s is refused with a sentence, whatever it is called', async (_name, content, sentence) => {
    const answer = await send(amara, Buffer.from(content, 'latin1'), 'picture.jpg');
    expect(answer.status).toBe(400);
    const error = await errorOf(answer);
    expect(error).toMatchObject({ code: 'invalid_input' });
    expect(error.message).toContain(sentence);
    expect((await amara.try(getMedia, { params: { id: answer.id } })).status).toBe(404);
    expect(existsSync(join(dataDir, 'uploads', answer.id))).toBe(false);
  });

  test.each([
    ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'word'],
    ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xl'],
    ['pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation', 'ppt'],
  ])('%s is told by what is in it, and refused when that is a macro', async (_name, type, folder) => {
    const parts = (main: string) => ({
      '[Content_Types].xml': `<Types><Override PartName="/${folder}/main.xml" ContentType="${main}.main+xml"/></Types>`,
      [`${folder}/main.xml`]: '<x/>',
    });
    const media = await upload(amara, zip(parts(type)), 'something.zip');
    expect(media).toMatchObject({ kind: 'document', mediaType: type });
    for (const bytes of [
      zip({ ...parts(type), [`${folder}/vbaProject.bin`]: 'x' }),
      zip(parts('application/vnd.ms-word.document.macroEnabled')),
    ]) {
      expect((await errorOf(await send(amara, bytes))).message).toContain('macros');
    }
    await amara.call(deleteMedia, { params: { id: media.id } });
  });

  test.each(['text', 'spreadsheet', 'presentation'])('an OpenDocument %s is taken, without macros', async (kind) => {
    const type = `application/vnd.oasis.opendocument.${kind}`;
    expect(await upload(amara, zip({ mimetype: type, 'content.xml': '<x/>' }))).toMatchObject({ mediaType: type });
    const answer = await send(amara, zip({ mimetype: type, 'Basic/script-lc.xml': '<x/>' }));
    expect((await errorOf(answer)).message).toContain('macros');
  });

  test('an archive of anything is refused', async () => {
    expect((await errorOf(await send(amara, zip({ 'a.txt': 'a' }), 'plan.docx'))).message).toContain(
      'This kind of file',
    );
  });

  test('a document with macros is refused', async () => {
    // MS-CFB 2.6: each stream has an entry that begins with its name, in 64 bytes, and the length of that.
    const entry = (name: string) => {
      const bytes = Buffer.alloc(128);
      bytes.write(name, 'utf16le');
      bytes.writeUInt16LE((name.length + 1) * 2, 64);
      return bytes;
    };
    const words = Buffer.from('Macros in a Book, and _VBA_PROJECT', 'utf16le');
    const start = [Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1_000), words];
    const legacy = Buffer.concat([...start, entry('WordDocument')]);
    const kept = await upload(amara, legacy, 'plan.doc');
    expect(kept.mediaType).toBe('application/msword');
    for (const name of ['_VBA_PROJECT', 'Macros']) {
      const answer = await send(amara, Buffer.concat([legacy, entry(name)]));
      expect((await errorOf(answer)).message).toContain('macros');
    }
    expect((await errorOf(await send(amara, Buffer.concat(start), 'mail.xls'))).message).toContain('This kind of file');
  });

  test.each(['../../secret.key', 'a/b\\c\u0000.pdf', '\u202Efdp.exe', '..', ''])(
    'a name like %j puts nothing outside the store',
    async (name) => {
      const media = await upload(amara, PDF, name);
      expect(media.name).not.toMatch(/[/\\\p{Cc}\u202e]|^\.\./u);
      expect(readdirSync(join(dataDir, 'media', media.id.slice(0, 2), media.id))).toEqual(['large.pdf']);
      await amara.call(deleteMedia, { params: { id: media.id } });
      expect(existsSync(join(dataDir, 'media', media.id.slice(0, 2), media.id))).toBe(false);
    },
  );
});

describe('an upload', () => {
  test('that breaks off goes on where it stopped', async () => {
    const begun = await begin(amara, PDF.length, 'plan.pdf');
    const path = begun.headers.get('location') ?? '';
    expect(path).toMatch(/^\/api\/v1\/uploads\/[0-9a-f]{32}$/);
    const half = PDF.subarray(0, 20);
    expect((await tus(amara, 'PATCH', path, { ...CHUNK, 'upload-offset': '0' }, half)).status).toBe(204);
    const asked = await tus(amara, 'HEAD', path);
    expect([asked.status, asked.headers.get('upload-offset')]).toEqual([200, '20']);
    const id = path.split('/').at(-1) ?? '';
    expect(await amara.try(getMedia, { params: { id } })).toMatchObject({ status: 409 });
    const wrong = await tus(amara, 'PATCH', path, { ...CHUNK, 'upload-offset': '3' }, half);
    expect([wrong.status, (await errorOf(wrong)).code]).toEqual([409, 'conflict']);
    const rest = await tus(amara, 'PATCH', path, { ...CHUNK, 'upload-offset': '20' }, PDF.subarray(20));
    expect(rest.status).toBe(204);
    expect(await amara.call(getMedia, { params: { id } })).toMatchObject({ kind: 'document', name: 'plan.pdf' });
    // The last answer may have been lost.
    expect((await tus(amara, 'HEAD', path)).headers.get('upload-offset')).toBe(String(PDF.length));
  });

  test('goes in parts by the client that browsers use, which is told what is wrong', async () => {
    const sendByClient = (bytes: Buffer, name: string) =>
      new Promise<string>((resolve, reject) => {
        const upload = new Upload(bytes, {
          endpoint: instance.baseUrl + UPLOAD_PATH,
          headers: { origin: instance.baseUrl, cookie: amara.cookie ?? '' },
          metadata: { filename: name },
          chunkSize: 16,
          retryDelays: null,
          onError: reject,
          onSuccess: () => resolve(upload.url?.split('/').at(-1) ?? ''),
        });
        upload.start();
      });
    const id = await sendByClient(PDF, 'größer.pdf');
    expect(await amara.call(getMedia, { params: { id } })).toMatchObject({ name: 'größer.pdf', bytes: PDF.length });
    await amara.call(deleteMedia, { params: { id } });
    const refused = sendByClient(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'x.svg');
    await expect(refused).rejects.toThrow(/"code":"invalid_input","message":"SVG and web pages/);
  });

  test('belongs to who began it', async () => {
    const path = (await begin(amara, PDF.length)).headers.get('location') ?? '';
    for (const [method, headers] of [
      ['HEAD', {}],
      ['PATCH', { ...CHUNK, 'upload-offset': '0' }],
      ['DELETE', {}],
    ] as const) {
      expect((await tus(bo, method, path, headers, method === 'PATCH' ? PDF : undefined)).status).toBe(404);
      expect((await tus(instance.anyone(), method, path, headers)).status).toBe(401);
    }
    expect((await tus(amara, 'GET', path)).status).toBe(404);
    expect((await tus(amara, 'DELETE', path)).status).toBe(204);
    expect((await tus(amara, 'HEAD', path)).status).toBe(404);
  });

  test('from another site’s page is refused', async () => {
    const answer = await tus(amara, 'POST', '', { 'upload-length': '10', origin: 'https://evil.example' });
    expect([answer.status, (await errorOf(answer)).code]).toEqual([403, 'forbidden']);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('is bounded: each file, how many at once, and all files together', async () => {
    const caro = await instance.signUp('caro');
    const large = await begin(caro, 2 * 1024 * 1024 + 1);
    expect(large.status).toBe(413);
    const noisy = await sharp({
      create: {
        width: 900,
        height: 700,
        channels: 3,
        background: 'red',
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
      },
    })
      .png()
      .toBuffer();
    expect(noisy.length).toBeGreaterThan(1024 * 1024);
    const image = await send(caro, noisy);
    expect([image.status, (await errorOf(image)).message]).toEqual([
      413,
      'A picture may have at most 1 MB. Make it smaller and try again.',
    ]);
    for (let n = 0; n < 10; n++) expect((await begin(caro, 1_000)).status).toBe(201);
    const eleventh = await begin(caro, 1_000);
    expect([eleventh.status, (await errorOf(eleventh)).code]).toEqual([429, 'too_many_requests']);

    const dora = await instance.signUp('dora');
    expect((await begin(dora, 2 * 1024 * 1024)).status).toBe(201);
    const full = await begin(dora, 1024 * 1024 + 1);
    expect([full.status, (await errorOf(full)).message]).toEqual([409, expect.stringContaining('all the room')]);
    expect((await begin(dora, 0)).status).toBe(400);
  });

  test('more than was announced is refused', async () => {
    const path = (await begin(amara, 10)).headers.get('location') ?? '';
    const answer = await tus(amara, 'PATCH', path, { ...CHUNK, 'upload-offset': '0' }, PDF);
    expect(answer.status).toBe(413);
    expect((await tus(amara, 'DELETE', path)).status).toBe(204);
  });

  test('that is left off is gone after a day', async () => {
    const path = (await begin(bo, PDF.length)).headers.get('location') ?? '';
    await instance.services.media.cleanUp();
    expect((await tus(bo, 'HEAD', path)).status).toBe(200);
    now = new Date(now.getTime() + 25 * 60 * 60_000);
    await instance.services.media.cleanUp();
    expect((await tus(bo, 'HEAD', path)).status).toBe(404);
    expect(readdirSync(join(dataDir, 'uploads'))).toEqual([]);
  });
});

test('a file is its owner’s to ask for, describe and delete', async () => {
  const media = await upload(amara, await picture());
  const params = { id: media.id };
  for (const [endpoint, body] of [[getMedia], [describeMedia, { alt: 'mine' }], [deleteMedia]] as const) {
    expect((await bo.try(endpoint, { params, body })).status).toBe(404);
  }
  expect(await amara.call(describeMedia, { params, body: { alt: 'A green field' } })).toMatchObject({
    alt: 'A green field',
  });
  await amara.call(deleteMedia, { params });
  expect((await fetch(`${instance.baseUrl}${media.url}`)).status).toBe(404);
  expect(await amara.call(getMediaLimits)).toMatchObject({
    imageMaxBytes: 1024 * 1024,
    documentMaxBytes: 2 * 1024 * 1024,
  });
});
