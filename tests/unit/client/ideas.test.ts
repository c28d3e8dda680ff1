import { expect, test } from 'vitest';
import { ideasIn } from '../../../client/features/partners/ideas.ts';

test('a sentence of the profile falls into pieces that could be tags', () => {
  expect(ideasIn('Lab routines, calm starts and writing reports.', [])).toEqual([
    'Lab routines',
    'calm starts',
    'writing reports',
  ]);
  expect(ideasIn('Rutinas de laboratorio y debates', [])).toEqual(['Rutinas de laboratorio', 'debates']);
});

test('what is a tag already, or too long for one, is left out', () => {
  expect(ideasIn('Calm starts; songs', ['calm starts'])).toEqual(['songs']);
  expect(ideasIn('Asking one good question and then being quiet for long enough', [])).toEqual([
    'Asking one good question',
  ]);
  expect(ideasIn('x'.repeat(61), [])).toEqual([]);
  expect(ideasIn('', [])).toEqual([]);
});

test('a few at a time', () => {
  expect(ideasIn('a, b, c, d, e, a', [])).toHaveLength(4);
});
