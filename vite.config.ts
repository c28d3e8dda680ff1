import { createHash } from 'node:crypto';
import { basename, join, relative } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import * as accountLife from './shared/contracts/account-life.ts';
import * as accounts from './shared/contracts/accounts.ts';
import * as cycles from './shared/contracts/cycles.ts';
import * as federation from './shared/contracts/federation.ts';
import * as keptTexts from './shared/contracts/kept-texts.ts';
import * as media from './shared/contracts/media.ts';
import * as mentoring from './shared/contracts/mentoring.ts';
import * as moderation from './shared/contracts/moderation.ts';
import * as notifications from './shared/contracts/notifications.ts';
import * as oauth from './shared/contracts/oauth.ts';
import * as onboarding from './shared/contracts/onboarding.ts';
import * as partners from './shared/contracts/partners.ts';
import * as practice from './shared/contracts/practice.ts';
import * as profiles from './shared/contracts/profiles.ts';
import * as protocols from './shared/contracts/protocols.ts';
import * as search from './shared/contracts/search.ts';
import * as sessions from './shared/contracts/sessions.ts';
import * as threads from './shared/contracts/threads.ts';
import { INTERFACE_LANGUAGES, type InterfaceLanguage } from './shared/vocabulary.ts';

const SERVER = 'http://localhost:3000';
const CONTRACTS = join(import.meta.dirname, 'shared', 'contracts');
/** Before the ids of modules with one value of a contract each. */
const VALUE = 'contract:';
const contracts: Record<string, Record<string, unknown>> = {
  accounts,
  'account-life': accountLife,
  cycles,
  federation,
  'kept-texts': keptTexts,
  media,
  mentoring,
  moderation,
  notifications,
  oauth,
  onboarding,
  partners,
  practice,
  profiles,
  protocols,
  search,
  sessions,
  threads,
};

/**
 * Gives the browser only what it uses of a contract at run time: each endpoint's method and path, and plain constants.
 * The values come from the contract itself, and TypeScript still sees its full types, so nothing is written twice;
 * zod (27 kB gzip) stays out of the bundle. Importing a schema as a value fails the build as a missing export.
 *
 * Each value is a module of its own: what a page calls comes with it, not the whole contract with whoever calls some of it.
 */
function contractTable(): Plugin {
  return {
    name: 'staffroom-contract-table',
    enforce: 'pre',
    resolveId: (id) => (id.startsWith(VALUE) ? id : null),
    load(id) {
      if (id.startsWith(VALUE)) {
        const [file = '', name = ''] = id.slice(VALUE.length).split('/');
        return `export const ${name} = ${JSON.stringify(atRunTime(contracts[file]?.[name]))};`;
      }
      if (!id.startsWith(CONTRACTS)) return null;
      const file = basename(id, '.ts');
      const values = contracts[file];
      if (values === undefined) this.error(`${basename(id)} has no row in the contract table of vite.config.ts`);
      const code = Object.entries(values)
        .filter(([, value]) => atRunTime(value) !== undefined)
        .map(([name]) => `export { ${name} } from '${VALUE}${file}/${name}';`);
      return { code: code.join('\n'), moduleSideEffects: false };
    },
  };
}

function atRunTime(value: unknown): unknown {
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value !== 'object' || value === null) return undefined;
  if ('method' in value && 'path' in value) return { method: value.method, path: value.path };
  const plain = Object.values(value).every((inner) => typeof inner === 'string' || typeof inner === 'number');
  return plain ? value : undefined;
}

/** One build speaks one language (`client/build.ts` makes them all), so that nobody loads the words of another. */
const language =
  INTERFACE_LANGUAGES.find((known) => known === process.env.INTERFACE_LANGUAGE) ?? INTERFACE_LANGUAGES[0];

/** The only words of the page itself; where there is something to read without JavaScript, the server takes them out. */
const NEEDS_SCRIPT = {
  en: 'This page needs JavaScript. Public posts and profiles can be read without it.',
  es: 'Esta página necesita JavaScript. Las publicaciones y los perfiles públicos se pueden leer sin él.',
} satisfies Record<InterfaceLanguage, string>;

/** The page says what it speaks, and speaks it. */
function pageLanguage(): Plugin {
  return {
    name: 'staffroom-page-language',
    transformIndexHtml: (html) =>
      html
        .replace('<html lang="en" dir="ltr">', `<html lang="${language}" dir="ltr">`)
        .replace(NEEDS_SCRIPT.en, NEEDS_SCRIPT[language])
        .replace('/manifest.en.webmanifest', `/manifest.${language}.webmanifest`),
  };
}

/**
 * React Router is one file of which this app uses a tenth. Each of these keeps something in the bundle that nobody uses,
 * 5 kB (gzip) together; where one no longer fits a new version, the bundle grows and nothing else happens.
 */
const UNUSED_OF_THE_ROUTER: readonly [RegExp, string][] = [
  // Names for debugging, and calls that a bundler cannot know to be harmless.
  [/^\w+\.displayName = ".*";$/gm, ''],
  [/ = (React\d*\.(?:createContext|forwardRef|memo)\()/g, ' = /* @__PURE__ */ $1'],
  [/ENABLE_DEV_WARNINGS = true/, 'ENABLE_DEV_WARNINGS = false'],
  // What is said to who develops with it.
  [/(invariant\(\s*(?:[^,()]|\([^()]*\))+),\s*(?:\/\/[^\n]*\n\s*)*(?:`[^`]*`|"[^"]*")\s*\)/g, '$1)'],
  // Preloading by links, and error pages of routes that load data: both are of its framework.
  [/React\d*\.createElement\(PrefetchPageLinks, \{ page: href \}\)/, 'null'],
  [/usePrefetchBehavior\(\s*prefetch,\s*rest\s*\)/, '[false, null, {}]'],
  [/return dataRouterState && \(match/, 'return false && (match'],
];

function leanRouter(): Plugin {
  return {
    name: 'staffroom-lean-router',
    apply: 'build',
    transform: {
      filter: { id: /node_modules\/react-router\/dist\// },
      handler: (code) => ({
        code: UNUSED_OF_THE_ROUTER.reduce((left, [unused, instead]) => left.replace(unused, instead), code),
        map: null,
      }),
    },
  };
}

/** So many pages must need a module for it to be in the file that most pages load. */
const SHARED_BY_MANY = 5;

/**
 * Few files compress better than many, and each is one request less. The libraries that the start needs are one,
 * which stays in the cache over updates; then all else of the start; then what members need at once, which the start of a
 * visitor does without. What many pages share is one file too, and so is what they call: the start names all files of all pages.
 */
const CHUNKS = [
  { name: 'libraries', test: /node_modules/, tags: ['$initial' as const], priority: 2 },
  { name: 'start', tags: ['$initial' as const], priority: 1 },
  { name: 'member', test: /\/client\/member\.ts$/ },
  { name: 'common', test: /\/client\//, minShareCount: SHARED_BY_MANY },
  { name: 'calls', test: new RegExp(`^${VALUE}`) },
];

/** The start has the names of its classes in it: shorter than usual, and still no two alike. */
function className(name: string, file: string): string {
  const place = relative(import.meta.dirname, file);
  return `${name}_${createHash('sha256').update(place).digest('base64url').slice(0, 3)}`;
}

export default defineConfig({
  root: join(import.meta.dirname, 'client'),
  plugins: [contractTable(), pageLanguage(), leanRouter(), react()],
  // `client/i18n/*.ts` name the English words, which are the type of all others.
  resolve: { alias: [{ find: /^\.\/en\//, replacement: `./${language}/` }] },
  css: { modules: { generateScopedName: className } },
  build: {
    outDir: join(import.meta.dirname, 'dist', 'client'),
    emptyOutDir: true,
    // The Content-Security-Policy allows files of our own only: nothing may become a data: URL or an inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Names, and longer hashes, would be in the start's list of what other pages need, at a kilobyte (gzip).
    rolldownOptions: {
      output: {
        codeSplitting: { groups: CHUNKS },
        chunkFileNames: 'assets/[hash:7].js',
        assetFileNames: 'assets/[hash:7][extname]',
      },
    },
  },
  server: {
    // To the server, pages of the development server are its own: it checks the Origin.
    proxy: {
      // Not `client/api`, which the development server serves itself.
      '^/api/(v1|docs|openapi)': { target: SERVER, headers: { origin: SERVER } },
      '/media': { target: SERVER },
      '/calendar': { target: SERVER },
      // Not the page of consent, which is the client's.
      '^/oauth/(token|revoke|register)': { target: SERVER },
      '/.well-known': { target: SERVER },
      '/socket.io': { target: SERVER, headers: { origin: SERVER }, ws: true },
    },
  },
});
