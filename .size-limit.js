import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const client = join(import.meta.dirname, 'dist', 'client');

/** What a page loads before anything can be clicked: its scripts, and all that they import statically. */
function scriptsOf(page) {
  const html = readFileSync(join(client, page), 'utf8');
  const files = [...html.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map(([, file]) => join(client, file));
  const missing = files.filter((file) => !existsSync(file));
  if (files.length === 0 || missing.length > 0) throw new Error(`${page} names scripts that are not there: ${missing}`);
  return files;
}

export default ['en', 'es'].map((language) => ({
  name: `JavaScript at the start, ${language}`,
  path: scriptsOf(`index.${language}.html`),
  limit: '110 kB',
  gzip: true,
}));
