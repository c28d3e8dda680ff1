import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LogEntry } from '../../../server/activities/log.ts';
import { occurrenceOf } from '../../../server/activities/occurrence.ts';
import { createCodec, createNaming } from '../../../server/federation/index.ts';
import * as accounts from '../../../shared/contracts/accounts.ts';
import { deleteMedia, describeMedia, type Media } from '../../../shared/contracts/media.ts';
import * as mentoring from '../../../shared/contracts/mentoring.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import * as threads from '../../../shared/contracts/threads.ts';
import type { ApiClient } from '../../support/api.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';
import { PDF, picture, upload } from '../../support/upload.ts';

let instance: TestInstance;
let amara: ApiClient;
let bo: ApiClient;
let dataDir: string;
let now = new Date('2026-03-01T10:00:00Z');

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'staffroom-media-'));
  instance = await startInstance({ env: { DATA_DIR: dataDir }, options: { clock: { now: () => now } } });
  amara = await instance.signUp('amara', 'Amara');
  bo = await instance.signUp('bo', 'Bo');
});
afterAll(() => instance.stop());

const folderOf = (media: Media) => join(dataDir, 'media', media.id.slice(0, 2), media.id);
const status = async (media: Media) => (await fetch(`${instance.baseUrl}${media.url}`)).status;
const publish = (who: ApiClient, fields: Record<string, unknown>) =>
  who.try(practice.publishPost, { body: { title: 'A post', markdown: 'x', ...fields } });

describe('a picture in a post', () => {
  test('needs words for those who do not see it; then it is shown from here and described', async () => {
    const image = await upload(amara, await picture());
    const without = await publish(amara, { markdown: `Look:\n\n![](${image.url})` });
    expect(without).toMatchObject({ status: 400, error: { code: 'invalid_input' } });
    expect(without.error?.fields?.markdown).toMatch(/^Say what the image shows/);

    const { value: post } = await publish(amara, { markdown: `Look:\n\n![Two exit "tickets"](${image.url})` });
    expect(post.html).toContain(
      `<img loading="lazy" decoding="async" src="${image.url}" alt="Two exit &quot;tickets&quot;" width="320" height="200" />`,
    );
    expect(post.attachments).toEqual([
      {
        kind: 'image',
        mediaType: 'image/webp',
        url: image.url,
        name: 'Two exit "tickets"',
        width: 320,
        height: 200,
        blurhash: image.blurhash,
        focus: null,
        bytes: null,
        inline: true,
      },
    ]);
    expect(post.summary).toBe('Look');
    const wire = await (await fetch(post.iri, { headers: { accept: 'application/activity+json' } })).json();
    const url = `${instance.baseUrl}${image.url}`;
    expect(wire.content).toContain(`<img src="${url}" alt="Two exit &quot;tickets&quot;" width="320" height="200" />`);
    expect(wire.attachment).toEqual([
      {
        type: 'Image',
        mediaType: 'image/webp',
        url,
        name: 'Two exit "tickets"',
        width: 320,
        height: 200,
        blurhash: image.blurhash,
      },
    ]);
    expect(wire.image).toMatchObject({ type: 'Image', url });
  });

  test('may have been described before', async () => {
    const image = await upload(amara, await picture());
    await amara.call(describeMedia, { params: { id: image.id }, body: { alt: 'A full board' } });
    const { value: post } = await publish(amara, { markdown: `![](${instance.baseUrl}${image.url})` });
    expect(post.html).toContain('alt="A full board"');
    expect(post.attachments[0]?.name).toBe('A full board');
  });

  test('must be one’s own, ready, and a picture', async () => {
    const image = await upload(amara, await picture());
    const document = await upload(amara, PDF, 'plan.pdf');
    for (const [who, url] of [
      [bo, image.url],
      [amara, '/media/00000000000000000000000000000000'],
      [amara, '/media/x'],
      [amara, `${instance.baseUrl}/media/../users/amara`],
      [amara, document.url],
    ] as const) {
      const answer = await publish(who, { markdown: `![A map](${url})` });
      expect(answer.status).toBe(400);
      expect(answer.error?.fields?.markdown).toMatch(/^.*(not among your files|not an image)/);
    }
    const post = (await amara.call(practice.publishPost, { body: { title: 'x', markdown: 'x' } })).id;
    const reply = await bo.try(practice.replyToPost, {
      params: { id: post },
      body: { markdown: `![A map](${image.url})` },
    });
    expect(reply.status).toBe(400);
  });

  test('of another site is a link: reading a post asks nobody else', async () => {
    const { value: post } = await publish(amara, {
      markdown: '![a chart](https://elsewhere.example/x.png) <img src="https://elsewhere.example/y.png">',
    });
    expect(post.html).not.toContain('<img');
    expect(post.html).toContain('<a href="https://elsewhere.example/x.png"');
    expect(post.attachments).toEqual([]);
  });

  test('counts apart from those of other sites', async () => {
    const image = await upload(amara, await picture());
    const others = Array.from({ length: 9 }, (_, n) => `![x](https://elsewhere.example/${n}.png)`).join(' ');
    const answer = await publish(amara, { markdown: `${others} ![A map](${image.url})` });
    expect(answer.error).toBeNull();
    expect(answer.value.attachments).toHaveLength(1);
  });

  test('is shown in the preview as it will be, and in replies', async () => {
    const image = await upload(amara, await picture());
    const markdown = `![A map](${image.url}) by @bo, #maps, ![](${image.url}x)`;
    const { html } = await amara.call(practice.previewMarkdown, { body: { markdown } });
    expect(html).toContain(`<img loading="lazy" decoding="async" src="${image.url}" alt="A map"`);
    expect(html).toContain(`<a href="${instance.baseUrl}/@bo" class="u-url mention"`);
    expect(html).toContain(`<a href="${instance.baseUrl}/tags/maps" class="mention hashtag"`);
    // Somebody else's preview must not tell whether a file is there.
    expect((await bo.call(practice.previewMarkdown, { body: { markdown } })).html).not.toContain('<img');
    const { value: post } = await publish(bo, {});
    const reply = await amara.call(practice.replyToPost, {
      params: { id: post.id },
      body: { markdown: `![A map](${image.url}) #maps` },
    });
    expect(reply.attachments).toHaveLength(1);
    expect(reply.tags).toEqual(['maps']);
  });
});

test('files under a post are named, downloaded and found again when it is edited', async () => {
  const plan = await upload(amara, PDF, 'Unit plan.pdf');
  const other = await upload(bo, PDF, 'x.pdf');
  const refused = await publish(amara, { attachments: [other.id] });
  expect(refused.error?.fields?.attachments).toMatch(/not among yours/);
  const { value: post } = await publish(amara, { attachments: [plan.id, plan.id], language: 'es' });
  expect(post.attachments).toMatchObject([
    {
      kind: 'document',
      mediaType: 'application/pdf',
      url: plan.url,
      name: 'Unit plan.pdf',
      bytes: PDF.length,
      inline: false,
    },
  ]);
  expect(post.language).toBe('es');
  expect(await amara.call(practice.getPostSource, { params: { id: post.id } })).toMatchObject({
    attachments: [plan.id],
    language: 'es',
  });
  expect((await amara.try(deleteMedia, { params: { id: plan.id } })).status).toBe(409);
});

test('a tag that an edit takes out of the text is gone; one beside the text stays', async () => {
  const { value: post } = await publish(amara, { markdown: 'With #Marks and #cafe\u0301', tags: ['beside'] });
  expect(post.tags).toEqual(['beside', 'Marks', 'caf\u00e9']);
  const source = await amara.call(practice.getPostSource, { params: { id: post.id } });
  expect(source.tags).toEqual(['beside']);
  const body = { ...source, markdown: 'With #Marks' };
  const edited = await amara.call(practice.editPost, { params: { id: post.id }, body });
  expect(edited.tags).toEqual(['beside', 'Marks']);
});

describe('what is deleted', () => {
  test('takes its files with it, also those that an edit took out before', async () => {
    const [first, second, shared] = [
      await upload(amara, await picture()),
      await upload(amara, await picture()),
      await upload(amara, PDF, 'shared.pdf'),
    ];
    const { value: post } = await publish(amara, { markdown: `![one](${first.url})`, attachments: [shared.id] });
    const { value: other } = await publish(amara, { attachments: [shared.id] });
    const edit = { title: 'x', markdown: `![two](${second.url})`, attachments: [shared.id] };
    await amara.call(practice.editPost, { params: { id: post.id }, body: edit });
    await instance.services.pipeline.idle();
    expect([await status(first), await status(second), await status(shared)]).toEqual([200, 200, 200]);
    await amara.call(practice.deletePost, { params: { id: post.id } });
    await instance.services.pipeline.idle();
    expect([await status(first), await status(second), await status(shared)]).toEqual([404, 404, 200]);
    expect([existsSync(folderOf(first)), existsSync(folderOf(second))]).toEqual([false, false]);
    await amara.call(practice.deletePost, { params: { id: other.id } });
    await instance.services.pipeline.idle();
    expect(existsSync(folderOf(shared))).toBe(false);
  });

  test('a reaction that is run again later sees the post as it is then', async () => {
    const [first, second] = [await upload(amara, await picture()), await upload(amara, await picture())];
    const { value: post } = await publish(amara, { markdown: `![one](${first.url})` });
    const edit = { title: 'x', markdown: `![two](${second.url})` };
    await amara.call(practice.editPost, { params: { id: post.id }, body: edit });
    const { pipeline, log, db, media } = instance.services;
    await pipeline.idle();
    const created = await db.collection<LogEntry>('activities').findOne({ object: post.iri, type: 'Create' });
    const entry = created && (await log.get(created._id));
    if (!entry) throw new Error('not in the log');
    const codec = createCodec(createNaming(instance.baseUrl));
    await media.reaction.react(occurrenceOf(entry, codec.decode(entry.json)));
    const postsOf = async ({ id }: Media) => (await media.files.byId(id))?.posts;
    expect([await postsOf(first), await postsOf(second)]).toEqual([[], [post.iri]]);
  });

  test('nobody else’s Delete does', async () => {
    const image = await upload(amara, await picture());
    const { value: post } = await publish(amara, { markdown: `![one](${image.url})` });
    expect((await bo.try(practice.deletePost, { params: { id: post.id } })).status).toBe(404);
    await instance.services.pipeline.idle();
    expect(await status(image)).toBe(200);
  });
});

test('a file that nothing shows is gone after a month, unless a draft refers to it', async () => {
  const [loose, drafted, shown, takenOut] = [
    await upload(amara, await picture()),
    await upload(amara, await picture()),
    await upload(amara, await picture()),
    await upload(amara, await picture()),
  ];
  const draft = await amara.call(practice.createDraft, { body: { markdown: `![](${drafted.url})` } });
  const { value: post } = await publish(amara, { markdown: `![a](${shown.url}) ![b](${takenOut.url})` });
  await amara.call(practice.editPost, {
    params: { id: post.id },
    body: { title: 'x', markdown: `![a](${shown.url})` },
  });
  await instance.services.pipeline.idle();
  now = new Date(now.getTime() + 29 * 86_400_000);
  await instance.services.media.cleanUp();
  expect(await Promise.all([loose, drafted, shown, takenOut].map(status))).toEqual([200, 200, 200, 200]);
  now = new Date(now.getTime() + 2 * 86_400_000);
  await instance.services.media.cleanUp();
  expect(await Promise.all([loose, drafted, shown, takenOut].map(status))).toEqual([404, 200, 200, 404]);
  const body = { username: 'amara', password: 'correct horse battery' };
  await amara.call(accounts.signIn, { body });
  await bo.call(accounts.signIn, { body: { ...body, username: 'bo' } });
  await amara.call(practice.deleteDraft, { params: { id: draft.id } });
  await instance.services.media.cleanUp();
  expect(await status(drafted)).toBe(404);
});

describe('a file by its address', () => {
  test('is served so that it can do nothing', async () => {
    const image = await upload(amara, await picture());
    const plan = await upload(amara, PDF, 'plan.pdf');
    for (const [media, accept, type] of [
      [image, 'application/activity+json', 'image/webp'],
      [image, 'text/html', 'image/webp'],
      [image, 'image/avif;q=0, image/*', 'image/webp'],
      [plan, 'application/activity+json', 'application/pdf'],
    ] as const) {
      const answer = await fetch(`${instance.baseUrl}${media.url}`, {
        headers: { accept, cookie: amara.cookie ?? '' },
      });
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': type,
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
        'cache-control': 'public, max-age=604800, immutable',
      });
      expect(answer.headers.get('content-disposition')).toMatch(media === plan ? /^attachment/ : /^inline$/);
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
  });

  test('is read in parts, asked for again, and plainly missing', async () => {
    const plan = await upload(amara, PDF, 'plan.pdf');
    const url = `${instance.baseUrl}${plan.url}`;
    const part = await fetch(url, { headers: { range: 'bytes=1-3' } });
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
      206,
      `bytes 1-3/${PDF.length}`,
      'PDF',
    ]);
    const end = await fetch(url, { headers: { range: 'bytes=-6' } });
    expect(await end.text()).toBe('%%EOF\n');
    expect((await fetch(url, { headers: { range: 'bytes=9999-' } })).status).toBe(416);
    const whole = await fetch(url);
    const again = await fetch(url, { headers: { 'if-none-match': whole.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
    expect((await fetch(url, { method: 'HEAD' })).headers.get('content-length')).toBe(String(PDF.length));
    for (const path of ['/media/x', '/media/', '/media/remote/a/0/b', '/media/..%2fsecret.key', `${plan.url}/x`]) {
      const missing = await fetch(`${instance.baseUrl}${path}`);
      expect([missing.status, missing.headers.get('content-type')]).toEqual([404, 'text/plain; charset=utf-8']);
    }
  });
});

test('a private message takes no picture of ours, and says so', async () => {
  const offer = { partner: 'bo', myGoals: 'a', partnerGoals: 'b', cadence: 'weekly', endsOn: '2099-01-01' };
  const pair = await amara.call(mentoring.offerPair, { body: offer });
  await bo.call(mentoring.acceptPair, { params: { id: pair.id } });
  const image = await upload(amara, await picture());
  const sent = (markdown: string) =>
    amara.try(threads.sendMessage, {
      params: { id: pair.id },
      body: { markdown, clientId: 'client-id-1', feedbackKind: null },
    });
  for (const url of [image.url, `${instance.baseUrl}${image.url}`]) {
    const refused = await sent(`![A map](${url})`);
    expect(refused).toMatchObject({ status: 400, error: { code: 'invalid_input' } });
    expect(refused.error?.fields?.markdown).toContain('private thread');
  }
  const plain = await sent('Hi @bo, #maths ![x](https://elsewhere.example/x.png)');
  expect(plain.value.html).not.toMatch(/<img|mention/);
});
