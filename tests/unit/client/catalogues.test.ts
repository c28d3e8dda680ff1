import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { INTERFACE_LANGUAGES } from '../../../shared/vocabulary.ts';

const FOLDER = join(import.meta.dirname, '..', '..', '..', 'client', 'i18n');
const OTHERS = INTERFACE_LANGUAGES.filter((language) => language !== 'en');

/** Words that are the same in both languages, and names of things. */
const SAME: Record<string, readonly string[]> = {
  es: ['Staffroom', '«0» · Staffroom'],
};

/** Every text of a catalogue by its path; functions are called with their parameters' places. */
async function textsOf(language: string, file: string): Promise<Map<string, { text: string; arity: number | null }>> {
  const module: Record<string, unknown> = await import(join(FOLDER, language, file));
  const texts = new Map<string, { text: string; arity: number | null }>();
  const walk = (path: string, value: unknown) => {
    if (typeof value === 'string') texts.set(path, { text: value, arity: null });
    else if (typeof value === 'function') {
      const places = Array.from({ length: value.length }, (_, index) => `«${index}»`);
      texts.set(path, { text: String(value(...places)), arity: value.length });
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) walk(`${path}.${key}`, inner);
    } else throw new Error(`${language}/${file}: ${path} is neither words nor a function`);
  };
  for (const [name, value] of Object.entries(module)) if (name !== 'language') walk(name, value);
  return texts;
}

const english = await readdir(join(FOLDER, 'en'));

describe.each(OTHERS)('the words in %s', (language) => {
  test('there is a file for each English one', async () => {
    expect((await readdir(join(FOLDER, language))).sort()).toEqual(english.sort());
  });

  test.each(english)('%s says everything the English one says, and nothing else', async (file) => {
    const [en, other] = await Promise.all([textsOf('en', file), textsOf(language, file)]);
    expect([...other.keys()].sort()).toEqual([...en.keys()].sort());
    for (const [path, { text, arity }] of en) {
      const said = other.get(path);
      expect(said?.arity, `${path} takes other parameters`).toBe(arity);
      expect(said?.text === '', `${path} is empty in one language only`).toBe(text === '');
      // Each thing that a sentence names is named in the other language too.
      if (!/\bNaN\b/.test(text)) expect(placesIn(said?.text), path).toEqual(placesIn(text));
    }
  });

  test.each(english)('%s has no English left in it', async (file) => {
    const [en, other] = await Promise.all([textsOf('en', file), textsOf(language, file)]);
    const left = [...en]
      .filter(([path, { text }]) => /\p{L}/u.test(text.replace(/«\d»/g, '')) && other.get(path)?.text === text)
      .filter(([, { text }]) => !SAME[language]?.includes(text) && !/^@\S+$/.test(text))
      .map(([path, { text }]) => `${path}: ${text}`);
    expect(left).toEqual([]);
  });
});

function placesIn(text = ''): string[] {
  return [...new Set(text.match(/«\d»/g))].sort();
}

/** `vite.config.ts` puts another language in place of `./en/`: what names the English words otherwise stays English. */
test('pages take their words from where the language is chosen', async () => {
  const files = await sources(join(FOLDER, '..'));
  const direct = files.filter(({ path, text }) => /from '[^']*i18n\/en\//.test(text) && !path.includes('/i18n/'));
  expect(direct.map(({ path }) => path)).toEqual([]);
  const own = files.filter(({ path }) => /\/i18n\/[a-z-]+\.ts$/.test(path));
  for (const { path, text } of own) expect(text, path).not.toMatch(/from '\.\/es\//);
});

async function sources(folder: string): Promise<{ path: string; text: string }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name));
  return Promise.all(
    files.map(async ({ parentPath, name }) => {
      const path = join(parentPath, name);
      return { path, text: await readFile(path, 'utf8') };
    }),
  );
}
