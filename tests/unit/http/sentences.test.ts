import { expect, test } from 'vitest';
import { appError } from '../../../server/core/errors.ts';
import { SPANISH } from '../../../server/http/sentences.es.ts';
import { inLanguage, translateSentence } from '../../../server/http/sentences.ts';
import { sentencesInSource } from '../../support/sentences.ts';

/** What is not said by the API: read by those who write programs, answered to other servers, or in both languages. */
const ELSEWHERE = [
  /^server\/http\/openapi\.ts$/,
  /^server\/federation\/inbox\//,
  /^server\/federation\/routes\/gate\.ts$/,
  /^server\/http\/(?:public-page|sentences\.es)\.ts$/,
  /\.page(?:\.\w+)?\.ts$/,
  /\/words\//,
  /^server\/features\/cycles\/protocols\//,
];

const sentences = (await sentencesInSource()).filter(({ file }) => !ELSEWHERE.some((place) => place.test(file)));

test('every sentence that the server says to people has its Spanish', () => {
  expect(sentences.length).toBeGreaterThan(80);
  const missing = sentences.filter(({ text }) => translateSentence(text.replaceAll('{}', '7'), 'es') === null);
  expect(missing.map(({ file, text }) => `${file}: ${text}`)).toEqual([]);
});

test('the Spanish has the same values in it', () => {
  const values = (text: string) => text.split('{}').length;
  for (const [english, spanish] of Object.entries(SPANISH)) {
    expect(values(spanish), english).toBe(values(english));
    expect(spanish, english).not.toBe(english);
  }
});

test('an error is said in the reader’s language, its code and field names stay', () => {
  const sentence = 'Use at least 10 characters; a short sentence is easiest to remember.';
  const error = appError('invalid_input', `Check “password”: ${sentence}`, {
    password: sentence,
    age: 'Use 7 or more.',
  });
  expect(inLanguage(error, 'en')).toEqual(error);
  expect(inLanguage(error, 'es')).toEqual({
    code: 'invalid_input',
    message: 'Revisa «password»: Usa al menos 10 caracteres; una frase corta es lo más fácil de recordar.',
    fields: {
      password: 'Usa al menos 10 caracteres; una frase corta es lo más fácil de recordar.',
      age: 'Usa 7 o más.',
    },
  });
});

test('values are taken over as they are, and words in them translated', () => {
  expect(translateSentence('Only an organizer or admin of this instance can do this. Ask one of them.', 'es')).toBe(
    'Solo la coordinación o la administración de esta instancia puede hacer esto. Pídeselo a alguien de ahí.',
  );
  expect(translateSentence('A picture may have at most 16 MB. Make it smaller and try again.', 'es')).toBe(
    'Una imagen puede tener como máximo 16 MB. Reduce su tamaño e inténtalo de nuevo.',
  );
  expect(translateSentence('There were too many attempts. Try again in 15 minutes.', 'es')).toContain('en 15 minutos.');
  expect(translateSentence('You and $& {} <b> are already a pair.', 'es')).toBe(
    'Tú y $& {} <b> ya son pareja de mentoría.',
  );
  expect(translateSentence('Nobody wrote this.', 'es')).toBeNull();
  const long = `This came from ${', not from . Open '.repeat(50_000)}`;
  expect(inLanguage(appError('forbidden', long), 'es').message).toBe(long);
});
