import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as practice from '../../../shared/contracts/practice.ts';
import * as profiles from '../../../shared/contracts/profiles.ts';
import type { ApiClient } from '../../support/api.ts';
import { startInstance, type TestInstance } from '../../support/instance.ts';
import { until } from '../../support/until.ts';
import { PDF, picture, upload } from '../../support/upload.ts';

let here: TestInstance;
let there: TestInstance;
let amara: ApiClient;
let ben: ApiClient;

beforeAll(async () => {
  [here, there] = await Promise.all([
    startInstance({ env: { INSTANCE_NAME: 'Teachers of "the" <Valley>' } }),
    startInstance({ host: '127.0.0.1' }),
  ]);
  amara = await here.signUp('amara', 'Amara <script>alert(1)</script>');
  ben = await here.signUp('ben', 'Ben');
});
afterAll(() => Promise.all([here.stop(), there.stop()]));

async function read(path: string, headers: Record<string, string> = {}, instance = here) {
  const answer = await fetch(`${instance.baseUrl}${path}`, {
    headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', ...headers },
    redirect: 'manual',
  });
  return { status: answer.status, headers: answer.headers, html: await answer.text() };
}

const publish = (fields: Partial<practice.PostFields> = {}, client = amara) =>
  client.call(practice.publishPost, {
    body: { title: 'Exit tickets', markdown: 'They marked **their own**.', ...fields },
  });

const meta = (html: string, name: string) =>
  new RegExp(`<meta (?:property|name)="${name}" content="([^"]*)"`).exec(html)?.[1] ?? null;

describe('a public post', () => {
  test('is read as HTML with its whole text, its question and its responses', async () => {
    const post = await publish({
      focusQuestion: 'How do quiet students mark boldly?',
      tags: ['ExitTickets'],
      subject: 'Physics',
      gradeLevel: 'primary',
    });
    await ben.call(practice.replyToPost, {
      params: { id: post.id },
      body: { markdown: 'I noticed the *pairs*.', feedbackKind: 'noticing' },
    });
    const { status, html, headers } = await read(`/posts/${post.id}`);
    expect(status).toBe(200);
    expect(html).toMatch(/<div id="root">.*<h1 dir="auto">Exit tickets<\/h1>.*<strong>their own<\/strong>.*<\/div>/s);
    for (const words of ['How do quiet students mark boldly?', 'Physics', 'Primary', '#ExitTickets', 'CC-BY-4.0'])
      expect(html).toContain(words);
    expect(html).toMatch(/Responses.*Ben.*Noticing.*I noticed the <em>pairs<\/em>/s);
    expect(html).toContain('href="/tags/ExitTickets"');
    expect(html).not.toContain('<noscript>');
    expect(headers.get('cache-control')).toBe('no-cache');
    expect(headers.get('etag')).not.toBeNull();
    expect(headers.get('vary')).toMatch(/Accept.*Accept-Language.*Cookie/);
    expect(headers.get('set-cookie')).toBeNull();
    expect(headers.get('link')).toContain(`<${post.iri}>; rel="alternate"`);
    expect(html).toContain(`<link rel="alternate" type="application/activity+json" href="${post.iri}"`);
  });

  test('tells link previews what it is', async () => {
    const post = await publish({ title: 'Stations & "rotation"', focusQuestion: 'What next?' });
    const { html } = await read(`/posts/${post.id}`);
    expect(html).toContain(
      '<title>Stations &amp; &quot;rotation&quot; · Teachers of &quot;the&quot; &lt;Valley&gt;</title>',
    );
    expect(meta(html, 'og:type')).toBe('article');
    expect(meta(html, 'og:title')).toBe('Stations &amp; &quot;rotation&quot;');
    expect(meta(html, 'og:description')).toBe('They marked their own. — What next?');
    expect(meta(html, 'description')).toBe(meta(html, 'og:description'));
    expect(meta(html, 'og:url')).toBe(`${here.baseUrl}/posts/${post.id}`);
    expect(meta(html, 'og:site_name')).toBe('Teachers of &quot;the&quot; &lt;Valley&gt;');
    expect(meta(html, 'og:locale')).toBe('en_GB');
    expect(meta(html, 'article:published_time')).toBe(post.publishedAt);
    expect(meta(html, 'article:author')).toBe(`${here.baseUrl}/@amara`);
    expect(meta(html, 'twitter:card')).toBe('summary');
    expect(meta(html, 'robots')).toBeNull();
    expect(html).toContain(`<link rel="canonical" href="${here.baseUrl}/posts/${post.id}"`);
    const spanish = await read(`/posts/${post.id}`, { 'accept-language': 'es' });
    expect(meta(spanish.html, 'og:locale')).toBe('es_ES');
    expect(spanish.html).toContain('Pregunta central');
  });

  test('shows its pictures and files, and its first picture in link previews', async () => {
    const [image, document] = [await upload(amara, await picture()), await upload(amara, PDF, 'Plan <1>.pdf')];
    const post = await publish({
      markdown: `Look:\n\n![Two "tickets"](${image.url})`,
      attachments: [document.id],
    });
    const { html } = await read(`/posts/${post.id}`);
    expect(meta(html, 'og:image')).toBe(`${here.baseUrl}${image.url}`);
    expect(meta(html, 'og:image:alt')).toBe('Two &quot;tickets&quot;');
    expect(meta(html, 'twitter:card')).toBe('summary_large_image');
    expect(html.match(/<img /g)).toHaveLength(1);
    expect(html).toContain(`<a href="${document.url}">Plan &lt;1&gt;.pdf</a>`);
    for (const { url } of [image, document]) expect((await read(url)).status).toBe(200);
  });

  test('its text cannot become part of the page', async () => {
    const attack = '"><script>alert(1)</script><img src=x onerror=alert(1)> $& $1 </title>';
    const post = await publish({
      title: attack,
      markdown: `<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)> </div></div>`,
      focusQuestion: attack,
      subject: '<b onclick=alert(1)>',
      tags: ['x'],
    });
    for (const path of [`/posts/${post.id}`, '/@amara', '/', '/practice', '/tags/x']) {
      const { html } = await read(path);
      expect(html, path).not.toMatch(/<script>|<img|<b |href="javascript:/);
      expect(html.match(/<title>/g), path).toHaveLength(1);
      expect(html.match(/<\/title>/g), path).toHaveLength(1);
    }
  });
});

test('each text is read from its own side and in its own language, and a name stays within itself', async () => {
  const caro = await here.signUp('caro', 'كارو');
  const post = await publish(
    { title: 'بطاقات الخروج', markdown: 'صحّح كل طالب.', focusQuestion: 'وماذا بعد؟', language: 'ar' },
    caro,
  );
  const { html } = await read(`/posts/${post.id}`);
  const arabic = ' lang="ar" dir="auto"';
  expect(html).toContain(`<h1${arabic}>بطاقات الخروج</h1>`);
  expect(html).toContain(`<div class="public-text"${arabic}>`);
  expect(html).toContain(`<p${arabic}>وماذا بعد؟</p>`);
  expect(html).toContain('<p>Focus question</p>');
  expect(html).toMatch(/<a class="public-name"[^>]*><bdi>كارو<\/bdi><\/a>/);
  expect((await read('/practice')).html).toMatch(new RegExp(`<h2${arabic}>.*<p${arabic}>صحّح كل طالب.</p>`, 's'));
  const unsaid = await publish({ markdown: 'صحّح كل طالب.' }, caro);
  expect((await read(`/posts/${unsaid.id}`)).html).toContain('<div class="public-text" dir="auto">');
});

test('other spellings of an address lead to the same page', async () => {
  const post = await publish();
  for (const [path, words] of [
    [`/posts/${post.id}/`, 'Exit tickets'],
    ['/%40amara', '(@amara@'],
    ['/@Amara/', '(@amara@'],
    ['/practice/', 'Practice from this instance'],
  ] as const) {
    const { status, html, headers } = await read(path);
    expect([status, html.includes(`<title>`), html.includes(words)], path).toEqual([200, true, true]);
    if (path !== '/practice/') expect(headers.get('link'), path).toContain('rel="alternate"');
  }
});

test('who does not want to be found by search is on no page that search engines list', async () => {
  const dina = await here.signUp('dina', 'Dina');
  await dina.call(profiles.updateMyProfile, { body: { displayName: 'Dina', indexable: false } });
  const post = await publish({ title: 'quagga-title', markdown: 'quagga-words' }, dina);
  await ben.call(practice.boostPost, { params: { id: post.id } });
  for (const path of ['/', '/practice', '/@ben', '/@dina', `/posts/${post.id}`]) {
    const { html } = await read(path);
    expect([path, html.includes('quagga'), meta(html, 'robots')]).not.toEqual([path, true, null]);
  }
  // By its link, and in lists that are not listed themselves, everybody may read it.
  for (const path of ['/practice', `/posts/${post.id}`]) expect((await read(path)).html).toContain('quagga-words');
});

describe('what is not public', () => {
  const SECRET = 'zebra-secret-words';

  test('is the same as what does not exist, for visitors; who has a session gets the bare page', async () => {
    const post = await publish({ title: SECRET, markdown: SECRET, visibility: 'followers' });
    const draft = await amara.call(practice.createDraft, { body: { title: SECRET, markdown: SECRET } });
    const absent = await read('/posts/nothing-here-at-all');
    expect(absent.status).toBe(404);
    expect(meta(absent.html, 'robots')).toBe('noindex');
    for (const id of [post.id, draft.id]) {
      const { status, html, headers } = await read(`/posts/${id}`);
      expect(status).toBe(404);
      expect(html).toBe(absent.html);
      expect(headers.get('link')).toBeNull();
    }
    for (const client of [amara, ben]) {
      const { status, html } = await read(`/posts/${post.id}`, { cookie: client.cookie ?? '' });
      expect(status).toBe(200);
      expect(html).toContain('<div id="root"></div>');
    }
    for (const path of ['/', '/practice', '/@amara', '/tags/x']) expect((await read(path)).html).not.toContain(SECRET);

    await amara.call(practice.deletePost, { params: { id: post.id } });
    const gone = await read(`/posts/${post.id}`);
    expect(gone.status).toBe(404);
    expect(gone.html).toBe(absent.html);
  });

  test('a follower’s answer to a private post is in no page', async () => {
    const open = await publish({ title: 'Open' });
    const closed = await publish({ title: 'Closed', visibility: 'followers' });
    await amara.call(practice.replyToPost, { params: { id: closed.id }, body: { markdown: SECRET } });
    const { html } = await read(`/posts/${open.id}`);
    expect(html).not.toContain(SECRET);
    expect((await read('/')).html).not.toContain(SECRET);
  });

  test('an unlisted post is read by its link, and found by no search engine', async () => {
    const post = await publish({ title: 'Not listed', visibility: 'unlisted' });
    const { status, html } = await read(`/posts/${post.id}`);
    expect(status).toBe(200);
    expect(html).toContain('<h1 dir="auto">Not listed</h1>');
    expect(meta(html, 'robots')).toBe('noindex');
    expect((await read('/')).html).not.toContain('Not listed');
  });

  test('a deleted public post says that it is gone, and nothing else', async () => {
    const post = await publish({ title: SECRET, markdown: SECRET });
    await amara.call(practice.deletePost, { params: { id: post.id } });
    const { status, html } = await read(`/posts/${post.id}`);
    expect(status).toBe(410);
    expect(html).not.toContain(SECRET);
    expect(html).not.toContain('amara');
  });
});

describe('people', () => {
  test('a profile is read as HTML, with posts, page by page', async () => {
    const carla = await here.signUp('carla', 'Carla');
    const mine = await carla.call(profiles.getMyProfile, {});
    await carla.call(profiles.updateMyProfile, {
      body: {
        ...mine,
        bio: 'I teach *physics*.',
        school: 'Valley School',
        subjects: ['Physics'],
        languages: ['es-MX'],
      },
    });
    for (let index = 0; index < 21; index++) await publish({ title: `Post number ${index}.` }, carla);
    const first = await read('/@carla');
    expect(first.status).toBe(200);
    for (const words of [
      '<h1 dir="auto">Carla</h1>',
      '<em>physics</em>',
      'Valley School',
      'Mexican Spanish',
      'Post number 20.',
    ])
      expect(first.html).toContain(words);
    expect(meta(first.html, 'og:type')).toBe('profile');
    expect(meta(first.html, 'og:url')).toBe(`${here.baseUrl}/@carla`);
    expect(first.html).not.toContain('Post number 0.');
    const next = /<a rel="next" href="([^"]+)"/.exec(first.html)?.[1] ?? '';
    const second = await read(`/@carla${next.replaceAll('&amp;', '&')}`);
    expect(second.html).toContain('Post number 0.');
    expect(meta(second.html, 'robots')).toBe('noindex');
    expect((await read('/@carla', { 'accept-language': 'es' })).html).toContain('español de México');

    await carla.call(profiles.updateMyProfile, { body: { ...mine, indexable: false } });
    expect(meta((await read('/@carla')).html, 'robots')).toBe('noindex');
    const post = await publish({}, carla);
    expect(meta((await read(`/posts/${post.id}`)).html, 'robots')).toBe('noindex');
  });

  test('a name with markup in it stays a name; nobody is a readable 404', async () => {
    const { html } = await read('/@amara');
    expect(html).toContain('Amara &lt;script&gt;');
    for (const path of ['/@nobody', '/@%3Cscript%3E', '/@amara@nowhere.example', `/@${'x'.repeat(3000)}`]) {
      const answer = await read(path);
      expect(answer.status, path).toBe(404);
      expect(answer.html).toContain('<h1>There is nothing here for everyone</h1>');
      expect(answer.html).not.toContain('<script>');
    }
  });

  test('posts of other instances are readable here and named by their own address', async () => {
    const dana = await there.signUp('dana', 'Dana');
    await amara.call(profiles.getProfile, { params: { handle: `@dana@${there.domain}` } });
    await amara.call(profiles.followProfile, { params: { handle: `@dana@${there.domain}` } });
    await until('the follow is accepted', async () => {
      const { relation } = await amara.call(profiles.getProfile, { params: { handle: `@dana@${there.domain}` } });
      return relation?.following === 'yes';
    });
    const post = await publish({ title: 'From elsewhere' }, dana);
    const feed = await until('the post arrives', async () =>
      (await amara.call(practice.getHomeFeed, {})).items.find((item) => item.post.iri === post.iri),
    );
    const { status, html } = await read(`/posts/${feed.post.id}`);
    expect(status).toBe(200);
    expect(html).toContain(`<link rel="canonical" href="${there.baseUrl}/posts/${post.id}"`);
    expect(meta(html, 'robots')).toBe('noindex');
    expect((await read(`/@dana@${there.domain}`)).html).toContain('<h1 dir="auto">Dana</h1>');
  });
});
