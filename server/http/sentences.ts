import type { InterfaceLanguage } from '../../shared/vocabulary.ts';
import type { AppError } from '../core/errors.ts';
import { SPANISH } from './sentences.es.ts';

/** Nothing of ours is longer; somebody's long name must not keep the patterns busy. */
const LENGTH_MAX = 1_000;

interface Catalogue {
  exact: ReadonlyMap<string, string>;
  patterns: readonly { pattern: RegExp; words: string }[];
}

/** The code writes its sentences in English, where they are read best; here they become what the reader speaks. */
const CATALOGUES: Partial<Record<InterfaceLanguage, Catalogue>> = { es: catalogue(SPANISH) };

/** The same error in another language. What has no translation stays English: better than nothing. */
export function inLanguage(error: AppError, language: InterfaceLanguage): AppError {
  const words = CATALOGUES[language];
  if (words === undefined) return error;
  const fields = error.fields && Object.entries(error.fields).map(([name, text]) => [name, translated(words, text)]);
  const message = translated(words, error.message);
  return fields ? { ...error, message, fields: Object.fromEntries(fields) } : { ...error, message };
}

/** One sentence in another language, or null when there are no words for it. */
export function translateSentence(sentence: string, language: InterfaceLanguage): string | null {
  const words = CATALOGUES[language];
  return words === undefined ? sentence : find(words, sentence);
}

function translated(words: Catalogue, sentence: string): string {
  return find(words, sentence) ?? sentence;
}

function find(words: Catalogue, sentence: string): string | null {
  const exact = words.exact.get(sentence);
  if (exact !== undefined || sentence.length > LENGTH_MAX) return exact ?? null;
  for (const { pattern, words: form } of words.patterns) {
    const values = pattern.exec(sentence)?.slice(1);
    if (values === undefined) continue;
    const spoken = values.map((value) => translated(words, value));
    return form.replaceAll('{}', () => spoken.shift() ?? '');
  }
  return null;
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function catalogue(entries: Readonly<Record<string, string>>): Catalogue {
  const patterns = Object.entries(entries)
    .filter(([sentence]) => sentence.includes('{}'))
    .map(([sentence, words]) => ({
      pattern: new RegExp(`^${sentence.split('{}').map(literally).join('(.+?)')}$`, 's'),
      words,
    }));
  return { exact: new Map(Object.entries(entries)), patterns };
}
