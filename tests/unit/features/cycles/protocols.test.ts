import { describe, expect, test } from 'vitest';
import { spoken } from '../../../../server/features/cycles/manage-protocols.ts';
import { SHIPPED, worded } from '../../../../server/features/cycles/protocols/index.ts';
import { ProtocolFields } from '../../../../shared/contracts/protocols.ts';
import { STEMS } from '../../../../shared/feedback-hints.ts';
import { INTERFACE_LANGUAGES } from '../../../../shared/vocabulary.ts';

describe.each(SHIPPED.map((protocol) => [protocol.id, protocol] as const))('%s', (_id, protocol) => {
  test.each(INTERFACE_LANGUAGES)('is a sound protocol in %s', (language) => {
    const fields = worded(protocol, language);
    const parsed = ProtocolFields.parse(fields);
    expect(parsed.language).toBe(language);
    for (const step of parsed.steps) {
      expect(step.prompts.length).toBeGreaterThan(0);
      expect(step.stems.length).toBeGreaterThan(2);
    }
  });

  test('has the same steps in each language, and words of its own', () => {
    const [one, other] = INTERFACE_LANGUAGES.map((language) => protocol.words[language]);
    expect(one?.steps).toHaveLength(protocol.steps.length);
    expect(other?.steps).toHaveLength(protocol.steps.length);
    const said = (words: typeof one) => words?.steps.flatMap(({ prompts, stems }) => [...prompts, ...stems]) ?? [];
    expect(said(one).filter((line) => said(other).includes(line))).toEqual([]);
  });

  test('fits after school', () => {
    const minutes = protocol.steps.reduce((sum, step) => sum + step.minutes, 0);
    expect(minutes).toBeGreaterThanOrEqual(10);
    expect(minutes).toBeLessThanOrEqual(25);
  });
});

test('its stems leave room to go on, like those of the hints', () => {
  const stems = SHIPPED.flatMap(({ words }) =>
    Object.values(words).flatMap(({ steps }) => steps.flatMap((step) => step.stems)),
  );
  const all = [...stems, ...Object.values(STEMS).flatMap((kinds) => Object.values(kinds).flat())];
  expect(all.filter((stem) => !stem.endsWith(' '))).toEqual([]);
});

test.each([
  ['es-MX', 'es'],
  ['EN-gb', 'en'],
  ['de', 'en'],
])('%s is read in %s', (language, read) => {
  expect(spoken(language)).toBe(read);
});
