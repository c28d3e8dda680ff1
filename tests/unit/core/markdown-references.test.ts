import { describe, expect, test } from 'vitest';
import { parseMarkdown, renderMarkdown } from '../../../server/core/markdown.ts';

const refer = (markdown: string) => parseMarkdown(markdown).references;

describe('mentions', () => {
  test.each([
    ['@amara', ['amara']],
    ['Thanks, @Amara! And @bo_2.', ['amara', 'bo_2']],
    ['(@amara@school.example) and @bo@localhost:3000: yes', ['amara@school.example', 'bo@localhost:3000']],
    ['*@amara* **@bo**, @amara again', ['amara', 'bo']],
    ['- @amara\n- @bo\n\n> @caro', ['amara', 'bo', 'caro']],
    ['me@school.example, a@b', []],
    ['`@amara` and\n\n```\n@bo\n```', []],
    ['[@amara](https://x.example) <a href="https://x.example">@bo</a>', []],
    ['https://x.example/@amara and x.example/@bo', []],
    ['@ @. @@x @-', []],
  ])('in %j', (markdown, mentions) => {
    expect(refer(markdown).mentions).toEqual(mentions);
  });

  test('are links to who was found, and text otherwise', () => {
    const mentions = new Map([['amara', { username: 'amara', url: 'https://school.example/@amara' }]]);
    const html = parseMarkdown('Hi @amara and @nobody & co').render({ mentions, tags: new Map(), pictures: new Map() });
    expect(html).toBe(
      '<p>Hi <span class="h-card"><a href="https://school.example/@amara" class="u-url mention" ' +
        'rel="nofollow noopener noreferrer">@<span>amara</span></a></span> and @nobody &amp; co</p>\n',
    );
    expect(renderMarkdown('Hi @amara #maths')).toBe('<p>Hi @amara #maths</p>\n');
  });
});

describe('hashtags', () => {
  test.each([
    ['#Maths and #exit_tickets, #Maths #maths', ['Maths', 'exit_tickets']],
    ['#Español #数学 #2026 #5b', ['Español', '数学', '5b']],
    ['# A heading\n\n#tag at the start', ['tag']],
    ['page#part x.example/#part `#code` [#link](https://x.example) &#35; https://x.example/#part', []],
    ['a ##b #', []],
  ])('in %j', (markdown, tags) => {
    expect(refer(markdown).tags).toEqual(tags);
  });

  test('are links that others find', () => {
    const tags = new Map([['maths', 'https://school.example/tags/maths']]);
    expect(parseMarkdown('#Maths').render({ mentions: new Map(), tags, pictures: new Map() })).toBe(
      '<p><a href="https://school.example/tags/maths" class="mention hashtag" ' +
        'rel="tag nofollow noopener noreferrer">#<span>Maths</span></a></p>\n',
    );
  });

  test('are the same with an accent in one character or in two', () => {
    const text = parseMarkdown('#cafe\u0301');
    expect(text.references.tags).toEqual(['caf\u00e9']);
    const tags = new Map([['caf\u00e9', 'https://school.example/tags/caf%C3%A9']]);
    expect(text.render({ mentions: new Map(), tags, pictures: new Map() })).toContain(
      'href="https://school.example/tags',
    );
  });
});

test('pictures are only those that were found; others are links', () => {
  const text = parseMarkdown('![A map](/media/a "x") ![](https://evil.example/p.gif) ![b](/media/b)');
  expect(text.references.pictures).toEqual([
    { src: '/media/a', alt: 'A map' },
    { src: 'https://evil.example/p.gif', alt: '' },
    { src: '/media/b', alt: 'b' },
  ]);
  const picture = { src: 'https://school.example/media/a', alt: '', width: 640, height: 480 };
  const html = text.render({ mentions: new Map(), tags: new Map(), pictures: new Map([['/media/a', picture]]) });
  expect(html).toContain('<img src="https://school.example/media/a" alt="A map" width="640" height="480" />');
  expect(html.match(/<img/g)).toHaveLength(1);
  expect(html).toContain('<a href="https://evil.example/p.gif" rel="nofollow noopener noreferrer">Image</a>');
});

test('a text that cannot be read in time refers to nothing', () => {
  const text = parseMarkdown(`${'*a.'.repeat(15_000)} @amara`);
  expect(text.references.mentions).toEqual([]);
  expect(text.render()).toContain('@amara');
});

test.each(['@a '.repeat(16_000), '#a '.repeat(16_000), '@'.repeat(50_000), '@a@'.repeat(16_000), '#'.repeat(50_000)])(
  'signs over and over take bounded time',
  (markdown) => {
    const started = performance.now();
    parseMarkdown(markdown).render();
    expect(performance.now() - started).toBeLessThan(5_000);
  },
);
