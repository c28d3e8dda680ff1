import { expect, test } from 'vitest';
import { firstShared, lotOf, sharedTags, sharedWords } from '../../../../server/features/search/common-ground.ts';

test('words are shared in whatever form and language', () => {
  expect(sharedWords('Evaluaciones cortas', 'la evaluación')).toEqual(['Evaluaciones']);
  expect(sharedWords('the and of', 'the and of')).toEqual([]);
});

test('words that stand together are said together', () => {
  expect(sharedWords('Exit tickets, group work', 'work in groups; an exit ticket')).toEqual([
    'Exit tickets',
    'group work',
  ]);
});

test('tags are shared when they say the same, or the same more exactly', () => {
  expect(sharedTags(['Exit ticket', 'calm starts'], ['exit tickets'])).toEqual(['Exit ticket']);
  expect(sharedTags(['questioning'], ['Questioning techniques'])).toEqual(['questioning']);
  expect(sharedTags(['class time'], ['wait time'])).toEqual([]);
  expect(sharedTags([], ['wait time'])).toEqual([]);
});

test('a tag of such words only as every text has is shared with itself alone', () => {
  expect(sharedTags(['How to'], ['how to', 'and so'])).toEqual(['How to']);
  expect(sharedTags(['How to'], ['and so'])).toEqual([]);
});

test('subjects are shared however they are spelt', () => {
  expect(firstShared(['Physics', 'mathematics'], ['Mathematics '])).toBe('mathematics');
  expect(firstShared([], ['Mathematics'])).toBeUndefined();
});

test('the lot is one’s own', () => {
  expect(lotOf('a', 'x')).toBe(lotOf('a', 'x'));
  expect(lotOf('a', 'x')).not.toBe(lotOf('b', 'x'));
});
