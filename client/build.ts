import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { INTERFACE_LANGUAGES } from '../shared/vocabulary.ts';

/**
 * Builds the client once for each language into the same folder: the files have their contents' hash in their names, so
 * what has no words in it is there once. Each build's page is `index.<language>.html`; the server chooses.
 */
const folder = join(import.meta.dirname, '..', 'dist', 'client');
const configFile = join(import.meta.dirname, '..', 'vite.config.ts');

for (const [index, language] of INTERFACE_LANGUAGES.entries()) {
  process.env.INTERFACE_LANGUAGE = language;
  await build({ configFile, logLevel: 'warn', build: { outDir: folder, emptyOutDir: index === 0 } });
  await rename(join(folder, 'index.html'), join(folder, `index.${language}.html`));
}
