import { createHash } from 'node:crypto';
import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Rolldown } from 'vite';
import { INTERFACE_LANGUAGES } from '../shared/vocabulary.ts';

/**
 * Builds the client once for each language into the same folder: the files have their contents' hash in their names, so
 * what has no words in it is there once. Each build's page is `index.<language>.html`; the server chooses.
 *
 * Then the service worker, which knows the files of every language and keeps those of one.
 */
const root = import.meta.dirname;
const folder = join(root, '..', 'dist', 'client');
const configFile = join(root, '..', 'vite.config.ts');

interface Kept {
  url: string;
  /** Null where the name says what is in it. */
  revision: string | null;
}

/** Not hashed; each page needs them, whatever its language. */
const COMMON = ['theme.js', 'favicon.svg', 'icons/192.png'];
/** Scripts that few read; the rest of a font comes when a text needs it. */
const SELDOM = /-(?:cyrillic|cyrillic-ext|greek|greek-ext|vietnamese)-wght-/;

async function revised(file: string): Promise<Kept> {
  const hash = createHash('sha256').update(await readFile(join(folder, file)));
  return { url: `/${file}`, revision: hash.digest('hex').slice(0, 16) };
}

function filesOf(result: Awaited<ReturnType<typeof build>>): string[] {
  const outputs = (Array.isArray(result) ? result : [result]) as Rolldown.RolldownOutput[];
  return outputs.flatMap(({ output }) => output.map(({ fileName }) => fileName));
}

const kept: Record<string, Kept[]> = {};
for (const [index, language] of INTERFACE_LANGUAGES.entries()) {
  process.env.INTERFACE_LANGUAGE = language;
  const made = await build({ configFile, logLevel: 'warn', build: { outDir: folder, emptyOutDir: index === 0 } });
  const page = `index.${language}.html`;
  await rename(join(folder, 'index.html'), join(folder, page));
  const assets = filesOf(made).filter((file) => file.startsWith('assets/') && !SELDOM.test(file));
  kept[language] = [
    ...assets.map((file) => ({ url: `/${file}`, revision: null })),
    ...(await Promise.all([page, `manifest.${language}.webmanifest`, ...COMMON].map(revised))),
  ];
}

await build({
  configFile: false,
  root,
  logLevel: 'warn',
  define: { PRECACHE: JSON.stringify(kept), 'process.env.NODE_ENV': '"production"' },
  build: {
    outDir: folder,
    emptyOutDir: false,
    copyPublicDir: false,
    rolldownOptions: { input: join(root, 'sw', 'sw.ts'), output: { entryFileNames: 'sw.js', codeSplitting: false } },
  },
});
