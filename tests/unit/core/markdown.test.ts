import { describe, expect, test } from 'vitest';
import { plainSummary, renderMarkdown } from '../../../server/core/markdown.ts';

describe('plainSummary', () => {
  test.each([
    ['## What I tried\n\nThree questions.', 'What I tried: Three questions.'],
    ['## What do I wonder?\n\nMuch.', 'What do I wonder? Much.'],
    ['I asked:\n\n- who\n- why\n\nThey knew.', 'I asked: who; why; They knew.'],
    ['1. one.\n2. two', 'one. two'],
    ['a < b & "c"', 'a < b & "c"'],
    ['*Only* this\nand that', 'Only this and that'],
    ['', ''],
  ])('%j becomes %j', (markdown, expected) => {
    expect(plainSummary(renderMarkdown(markdown))).toBe(expected);
  });

  test('is cut at a word, at 500 characters', () => {
    const summary = plainSummary(renderMarkdown('word '.repeat(300)));
    expect(summary.length).toBeLessThanOrEqual(500);
    expect(summary.endsWith('word…')).toBe(true);
    expect(plainSummary(renderMarkdown('x'.repeat(2_000))).length).toBeLessThanOrEqual(500);
  });
});
