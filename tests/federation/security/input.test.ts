import { describe, expect, test } from 'vitest';
import { sanitizeHtml } from '../../../server/core/html.ts';
import { keyOf } from '../../../server/core/ids.ts';
import { createCodec, createNaming } from '../../../server/federation/index.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import * as profiles from '../../../shared/contracts/profiles.ts';
import { sendRaw } from '../../support/federation/peer.ts';
import { PUBLIC, scene } from '../../support/federation/security-case.ts';
import { until } from '../../support/until.ts';

const s = scene();
/** Far above what a bounded answer takes on a busy machine, far below what these inputs could cost. */
const BOUND_MS = 3_000;

async function within<T>(work: () => Promise<T> | T): Promise<T> {
  const started = performance.now();
  const value = await work();
  expect(performance.now() - started).toBeLessThan(BOUND_MS);
  return value;
}

const INERT = /<script|<svg|<iframe|<img|<style|onerror|onload|onclick|javascript:|data:|vbscript:/i;

describe('19: hostile HTML', () => {
  const hostile = {
    'nested tags': '<b>'.repeat(200_000),
    'nested blocks': '<div><blockquote>'.repeat(50_000),
    'tags that are just few enough': '<b>'.repeat(19_999),
    'a huge attribute': `<a href="https://x.example/${'x'.repeat(1_000_000)}">x</a>`,
    'many attributes': `<p ${'a="b" '.repeat(100_000)}>x</p>`,
    'open brackets': '<'.repeat(300_000),
    'open comments': '<!--'.repeat(100_000),
    entities: '&#x3c;'.repeat(100_000),
  };
  test.each(Object.entries(hostile))('%s', async (_, html) => {
    const safe = await within(() => sanitizeHtml(html));
    expect(safe).not.toMatch(INERT);
  });
  // What is looked for in texts before they are sanitised; each of these took a parser or a pattern seconds, every time it was read.
  test.each([
    { type: 'Video', name: 'x', mediaType: 'text/markdown', content: '**a_'.repeat(10_000) },
    { type: 'Video', name: 'x', mediaType: 'text/markdown', content: '>'.repeat(30_000) },
    { type: 'Note', quote: 'https://x.example/1', content: '<p class="quote-inline">'.repeat(8_000) },
    { type: 'Article', name: 'x', content: '<img '.repeat(40_000) },
  ])('a text that is hard to read: $type', async ({ ...text }) => {
    const codec = createCodec(createNaming('https://school.example'));
    const { id, object, ...create } = s.create(s.mallory);
    await within(() => {
      for (let reading = 0; reading < 4; reading++) codec.decode({ ...create, id, object: { ...object, ...text } });
    });
  });
  test('sent to the inbox', async () => {
    const create = s.create(s.mallory, { content: '<b>'.repeat(60_000) });
    expect((await within(() => s.send(s.mallory, create))).status).toBe(202);
    await within(() => s.logged(create.id));
  });
});

describe('20: bodies beyond the limits', () => {
  const tags = (count: number) => Array.from({ length: count }, (_, n) => ({ type: 'Hashtag', name: `#t${n}` }));
  test('too many bytes', async () => {
    const before = await s.state();
    const create = s.create(s.mallory, { content: 'x'.repeat(300 * 1024) });
    expect((await within(() => s.send(s.mallory, create))).status).toBe(413);
    // Also when the length is not said beforehand.
    const headers = {
      host: s.instance.domain,
      'content-type': 'application/activity+json',
      'transfer-encoding': 'chunked',
      'content-length': [],
    };
    const chunk = `${(65_536).toString(16)}\r\n${'x'.repeat(65_536)}\r\n`;
    expect((await within(() => sendRaw(s.inbox, 'POST', headers, chunk.repeat(6)))).status).toBe(413);
    expect(await s.state()).toBe(before);
  });
  test('too many tags, recipients, keys; too deep', async () => {
    await s.send(s.mallory, s.create(s.mallory));
    const before = await s.state();
    const many = [
      s.create(s.mallory, { tag: tags(5_000) }),
      s.create(s.mallory, { to: Array.from({ length: 3_000 }, (_, n) => `https://x.example/${n}`) }),
      s.create(s.mallory, Object.fromEntries(Array.from({ length: 22_000 }, (_, n) => [`k${n}`, 1]))),
    ];
    for (const json of many) expect((await within(() => s.send(s.mallory, json))).status).toBe(400);
    const deep = JSON.stringify(s.create(s.mallory)).replace(
      '"type":"Note"',
      `"type":"Note","x":${'['.repeat(5_000)}${']'.repeat(5_000)}`,
    );
    expect((await within(() => s.send(s.mallory, deep))).status).toBe(400);
    const deepObjects = JSON.stringify(s.create(s.mallory)).replace(
      '"type":"Note"',
      `"type":"Note","x":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`,
    );
    expect((await within(() => s.send(s.mallory, deepObjects))).status).toBe(400);
    expect(await s.state()).toBe(before);
  });
  test('not JSON, not an activity, not a media type of ours', async () => {
    const before = await s.state();
    for (const body of [
      '',
      '{',
      'null',
      '[]',
      '"x"',
      '1',
      '{}',
      '{"id":1}',
      '\u0000',
      '{"id":"x","type":{},"actor":[]}',
    ]) {
      const { status } = await s.send(s.mallory, body);
      expect([400, 403], body).toContain(status);
    }
    const odd: [string, unknown][] = [
      ['type', []],
      ['type', null],
      ['id', {}],
      ['object', undefined],
      ['actor', [[]]],
    ];
    for (const [key, value] of odd) {
      const { status } = await s.send(s.mallory, { ...s.create(s.mallory), [key]: value });
      expect([202, 400, 403]).toContain(status);
    }
    const plain = await fetch(s.inbox, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{}' });
    expect(plain.status).toBe(415);
    expect(before).toBeTypeOf('string');
  });
});

describe('21: scripts', () => {
  const ATTACKS = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg onload=alert(1)><script>alert(1)</script></svg>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="JaVa\tScRiPt:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<iframe src="https://evil.example"></iframe>',
    '<p onclick="alert(1)" style="position:fixed">x</p>',
    '<math><mi//xlink:href="data:x,<script>alert(4)</script>">',
    '<style>*{display:none}</style>',
    '<form action="https://evil.example"><input name=password></form>',
  ];
  test('in content and summary of a remote post, and in a profile', async () => {
    const hostile = ATTACKS.join('\n');
    const create = s.create(s.mallory, {
      type: 'Article',
      name: hostile,
      summary: hostile,
      content: hostile,
      preview: { type: 'Note', content: hostile },
    });
    await s.send(s.mallory, create);
    const shown = await until('shown', async () => {
      const answer = await s.amara.try(practice.getPost, { params: { id: keyOf(create.object.id) } });
      return answer.status === 200 && answer.value;
    });
    expect(shown.html).not.toMatch(INERT);
    // Plain text by contract: shown as text, never as HTML.
    expect(shown.summary).not.toContain('<script');
    const page = await fetch(`${s.instance.baseUrl}/posts/${shown.id}`, { headers: { accept: 'text/html' } });
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toMatch(/script-src 'self'|default-src 'self'/);
    const html = await page.text();
    for (const live of [
      '<script>alert',
      '<img src=x',
      '<svg onload',
      '<iframe src',
      'href="javascript',
      'href="data:',
    ]) {
      expect(html).not.toContain(live);
    }
    s.evil.actor('html', { name: '<b>x</b>', summary: hostile }, 1);
    const profile = await s.amara.call(profiles.getProfile, { params: { handle: `@html@${s.evil.host}` } });
    expect(profile.bioHtml).not.toMatch(INERT);
  });
  test('in Markdown of our own', async () => {
    const markdown = `${ATTACKS.join('\n\n')}\n\n[x](javascript:alert(1)) ![x](javascript:alert(1)) <javascript:alert(1)>`;
    const mine = await s.amara.call(practice.publishPost, { body: { title: 'x', markdown } });
    expect(mine.html).not.toMatch(/<[^>]*(javascript:|onerror|onload|data:)|<script|<svg|<iframe|<style|<form/i);
    const json = await (await fetch(mine.iri, { headers: { accept: 'application/activity+json' } })).json();
    expect(json.to).toContain(PUBLIC);
    expect(json.content).toBe(mine.html);
  });
});
