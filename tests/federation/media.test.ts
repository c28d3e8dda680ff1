import { afterAll, beforeAll, expect, test } from 'vitest';
import { keyOf } from '../../server/core/ids.ts';
import { ALT_MAX } from '../../shared/contracts/media.ts';
import * as practice from '../../shared/contracts/practice.ts';
import * as profiles from '../../shared/contracts/profiles.ts';
import type { ApiClient } from '../support/api.ts';
import { Peer } from '../support/federation/peer.ts';
import { startInstance, type TestInstance } from '../support/instance.ts';
import { until } from '../support/until.ts';
import { PDF, picture, upload } from '../support/upload.ts';

/** Pictures, files, mentions, tags and a language on their way from one instance to another. */
let a: TestInstance;
let b: TestInstance;
let amara: ApiClient;
let bo: ApiClient;
let dina: ApiClient;

beforeAll(async () => {
  [a, b] = await Promise.all([startInstance(), startInstance()]);
  [amara, bo, dina] = await Promise.all([a.signUp('amara', 'Amara'), b.signUp('bo', 'Bo'), b.signUp('dina', 'Dina')]);
  await bo.call(profiles.followProfile, { params: { handle: `@amara@${a.domain}` } });
});
afterAll(() => Promise.all([a.stop(), b.stop()]));

const onB = (who: ApiClient, iri: string) => who.try(practice.getPost, { params: { id: keyOf(iri) } });

test('a post with a picture, a file, a mention and a tag is all there on the other one', async () => {
  const [image, plan] = [await upload(amara, await picture()), await upload(amara, PDF, 'Unit plan.pdf')];
  const alt = 'Exit tickets & <pens>'.padEnd(ALT_MAX, ' x').trim();
  const post = await amara.call(practice.publishPost, {
    body: {
      title: 'Tickets',
      markdown: `With @bo@${b.domain}, @nobody@${b.domain} and #ExitTickets:\n\n![${alt}](${image.url})`,
      tags: ['maths'],
      attachments: [plan.id],
      language: 'es-MX',
    },
  });
  expect(post.tags).toEqual(['maths', 'ExitTickets']);
  expect(post.html).toContain(`<a href="${b.baseUrl}/@bo" class="u-url mention"`);
  expect(post.html).toContain(`@nobody@${b.domain}`);
  const seen = await until('on B', async () => {
    const answer = await onB(bo, post.iri);
    return answer.status === 200 ? answer.value : null;
  });
  expect(seen).toMatchObject({ language: 'es-MX', tags: ['maths', 'ExitTickets'] });
  const [shown, file] = seen.attachments;
  expect(shown).toMatchObject({
    kind: 'image',
    name: alt,
    width: 320,
    height: 200,
    blurhash: image.blurhash,
    inline: true,
  });
  expect(shown?.url).toMatch(/^\/media\/remote\//);
  expect(seen.html).toContain(`<img loading="lazy" decoding="async" src="${shown?.url}" alt="`);
  expect(seen.html).not.toContain(`src="${a.baseUrl}`);
  expect(file).toMatchObject({
    kind: 'document',
    url: `${a.baseUrl}${plan.url}`,
    name: 'Unit plan.pdf',
    inline: false,
  });
  const served = await fetch(b.baseUrl + shown?.url);
  expect([served.status, served.headers.get('content-type')]).toEqual([200, 'image/webp']);
  expect(served.headers.get('content-security-policy')).toContain('sandbox');

  await amara.call(practice.deletePost, { params: { id: post.id } });
  await until('gone on B', async () => (await onB(bo, post.iri)).status === 404);
  await Promise.all([a.services.pipeline.idle(), b.services.pipeline.idle()]);
  for (const url of [b.baseUrl + shown?.url, a.baseUrl + image.url, a.baseUrl + plan.url]) {
    expect((await fetch(url)).status).toBe(404);
  }
});

test('a mention lets somebody see a post that is for followers, and nobody else; an edit adds another', async () => {
  const fields = { title: 'For few', markdown: `Ask @dina@${b.domain}`, visibility: 'followers' };
  const post = await amara.call(practice.publishPost, { body: fields });
  await until('with dina', async () => (await onB(dina, post.iri)).status === 200);
  const eve = await b.signUp('eve');
  expect((await onB(eve, post.iri)).status).toBe(404);
  const edited = { title: 'For few', markdown: `Ask @eve@${b.domain}, and not @dina_` };
  await amara.call(practice.editPost, { params: { id: post.id }, body: edited });
  await until('with eve', async () => (await onB(eve, post.iri)).status === 200);
  expect((await onB(dina, post.iri)).value.html).toContain('and not');
  await amara.call(practice.deletePost, { params: { id: post.id } });
  await until('gone', async () => (await onB(eve, post.iri)).status === 404);
});

test('somebody who is mentioned in a reply gets it', async () => {
  const post = await amara.call(practice.publishPost, { body: { title: 'x', markdown: 'x', visibility: 'unlisted' } });
  const cleo = await a.signUp('cleo');
  const reply = await cleo.call(practice.replyToPost, {
    params: { id: post.id },
    body: { markdown: `@dina@${b.domain} does this too.` },
  });
  const seen = await until('on B', async () => {
    const answer = await onB(dina, reply.iri);
    return answer.status === 200 ? answer.value : null;
  });
  expect(seen.html).toContain('class="u-url mention"');
});

test('what is typed is told to nobody else before it is published', async () => {
  const peer = await Peer.start();
  const noa = peer.actor('noa');
  const markdown = `Ask @noa@${peer.host}`;
  const preview = () => amara.call(practice.previewMarkdown, { body: { markdown } });
  expect((await preview()).html).not.toContain('mention');
  expect(peer.asked).toEqual([]);
  const post = await amara.call(practice.publishPost, { body: { title: 'x', markdown } });
  expect(post.html).toContain('class="u-url mention"');
  expect(peer.asked.some(({ path }) => path === new URL(noa.iri).pathname)).toBe(true);
  expect((await preview()).html).toContain('class="u-url mention"');
  await peer.stop();
});

test('a server that does not answer keeps nobody from publishing', async () => {
  const handles = Array.from({ length: 12 }, (_, n) => `@x${n}@localhost:1`).join(' ');
  const started = performance.now();
  const post = await amara.call(practice.publishPost, { body: { title: 'x', markdown: handles } });
  expect(performance.now() - started).toBeLessThan(5_000);
  expect(post.html).toContain('@x11@localhost:1');
});
