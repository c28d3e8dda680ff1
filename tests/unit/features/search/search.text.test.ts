import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { snippetOf, wantedIn } from '../../../../server/features/search/marked-text.ts';
import { searchFor } from '../../../../server/features/search/search.model.ts';
import { slug, stemsIn, stemsOf, wordsIn } from '../../../../server/features/search/search.text.ts';

const share = (a: string, b: string, language: 'en' | 'es' | null) =>
  stemsOf(a, language).some((stem) => stemsOf(b, language).includes(stem));

describe('stems', () => {
  test.each([
    ['fraction', 'fractions', 'en'],
    ['Teaching', 'teach', 'en'],
    ['studies', 'study', 'en'],
    ['fracción', 'fracciones', 'es'],
    ['fraccion', 'fracciones', 'es'],
    ['evaluación', 'evaluaciones', 'es'],
    ['evaluacion', 'evaluar', 'es'],
    ['niños', 'nino', 'es'],
    ['matemáticas', 'matematica', 'es'],
    ['fracciones', 'fracción', null],
    ['fractions', 'Fraction', null],
    ['Ａｂｃ', 'abc', null],
    ['CAFÉ', 'café', null],
  ] as const)('%s and %s are one word in %s', (a, b, language) => expect(share(a, b, language)).toBe(true));

  test.each([
    ['fraction', 'fracción', 'en'],
    ['number', 'numb', 'en'],
    ['pair', 'pear', null],
  ] as const)('%s and %s are two in %s', (a, b, language) => expect(share(a, b, language)).toBe(false));

  test('what every text has is left out, in its own language only', () => {
    expect(stemsIn('The sun and the sin of it', 'en')).toEqual(['sun', 'sin']);
    expect(stemsIn('El sol sin la luna', 'es')).toEqual(['sol', 'lun']);
  });
});

describe('words', () => {
  const words = (text: string) => [...wordsIn(text)].map(({ word }) => word);
  test('are found in every script, where they stand', () => {
    expect(words('Exit-tickets, 2nd try!')).toEqual(['Exit', 'tickets', '2nd', 'try']);
    expect(words('हिन्दी में')).toEqual(['हिन्दी', 'में']);
    expect(words('分数を教える').length).toBeGreaterThan(1);
    expect([...wordsIn('a bc')].at(-1)).toEqual({ word: 'bc', from: 2, to: 4 });
  });
  test('of names are one, however they are spelt', () => {
    expect(slug('Educación física')).toBe(slug('educacion  FISICA'));
    expect(slug('CC-BY-4.0')).toBe('ccby40');
  });
});

describe('a snippet', () => {
  const isWanted = wantedIn(searchFor('fraction slic', {}) ?? { readings: [], filters: [] });
  test('begins near the first word that was looked for, and marks all of them', () => {
    const text = `${'Before it there was much else to say. '.repeat(20)}Then fractions, as slices of bread. ${'And on. '.repeat(60)}`;
    const snippet = snippetOf(text, isWanted);
    expect(snippet.marks.map(([from, to]) => snippet.text.slice(from, to))).toEqual(['fractions', 'slices']);
    expect(snippet.text.startsWith('…')).toBe(true);
    expect(snippet.text.endsWith('…')).toBe(true);
    expect(snippet.text.length).toBeLessThan(220);
  });
  test('is the beginning where nothing is marked', () => {
    expect(snippetOf('Only this.', isWanted)).toEqual({ text: 'Only this.', marks: [] });
  });
  test('never cuts a character in two', () => {
    expect(snippetOf('👩‍🏫'.repeat(200), isWanted).text.isWellFormed()).toBe(true);
  });
});

test('what is remembered of words does not keep the texts that they stand in', () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const held = () => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const before = held();
  // Forty megabytes, half of it in single words.
  for (let n = 0; n < 200; n++) stemsIn(`${n}${'a'.repeat(100_000)}`, null);
  for (let n = 0; n < 200; n++) stemsIn(`interdisciplinary${n} ${'a'.repeat(100_000)}`, null);
  expect(held() - before).toBeLessThan(10_000_000);
});
