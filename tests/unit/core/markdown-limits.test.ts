import { describe, expect, test } from 'vitest';
import { renderMarkdown } from '../../../server/core/markdown.ts';
import { MARKDOWN_MAX } from '../../../shared/contracts/practice.ts';

/** Texts on which Markdown parsers lose their time or their stack, as long as a post may be. */
const HOSTILE = [
  '*a.',
  '_a__b',
  'a.',
  '*',
  '> ',
  '>',
  '> - ',
  '`',
  '[',
  '![',
  '[a](',
  '<a ',
  '<div>',
  '&',
  '* a _b ',
  '~~a ',
  '- [ ] a\n',
];
const LIMIT_MS = 4_000;

describe('Markdown of the largest size allowed', () => {
  test.each(HOSTILE)('%j over and over is rendered in bounded time, and nothing is thrown', (piece) => {
    const markdown = piece.repeat(MARKDOWN_MAX / piece.length);
    const start = performance.now();
    expect(renderMarkdown(markdown).length).toBeGreaterThan(0);
    expect(performance.now() - start).toBeLessThan(LIMIT_MS);
  });

  test('a run of spaces, and emphasis inside emphasis', () => {
    for (const markdown of [
      `a${' '.repeat(MARKDOWN_MAX - 2)}b`,
      `${'*'.repeat(20_000)}a${'*'.repeat(20_000)}`,
      `${'a.'.repeat(20_000)}@`,
    ]) {
      const start = performance.now();
      expect(renderMarkdown(markdown)).toContain('a');
      expect(performance.now() - start).toBeLessThan(LIMIT_MS);
    }
  });

  test('what cannot be parsed in time is shown as it was typed, and is as safe', () => {
    const html = renderMarkdown(`<script>alert(1)</script>\n${'>'.repeat(40_000)}`);
    expect(html).not.toContain('<script');
    expect(html).toContain('&gt;&gt;&gt;');
  });

  test('a real article of that size is rendered as usual', () => {
    const paragraph = `## What I tried\n\n${'Pupils *wrote* one **question** each, see [the sheet](https://x.example/s). '.repeat(8)}\n\n- one\n- two\n\n`;
    const html = renderMarkdown(paragraph.repeat(Math.floor(MARKDOWN_MAX / paragraph.length)));
    expect(html).toContain('<strong>question</strong>');
    expect(html.match(/<h2>/g)?.length).toBeGreaterThan(50);
  });
});
