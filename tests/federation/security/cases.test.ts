import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

/**
 * What other servers have been caught with. Each number is a test in this folder (24 is with delivery, and suspended
 * actors are with `account-life/moderation.test.ts`) whose title begins with it: what is answered, and that nothing stored has changed.
 */
const CASES: Record<number, string> = {
  1: 'a body that differs from its digest',
  2: 'a digest that is not signed (CVE-2026-28432)',
  3: 'a signature for another host, over too little, or out of time',
  4: 'a key of somebody other than the actor (CVE-2025-54888)',
  5: 'a key document under another id than its address',
  6: 'garbage in signature headers',
  7: 'an inline object from another host',
  8: 'a fetched document under another id (CVE-2024-23832)',
  9: 'a url on another host (CVE-2024-52591, CVE-2025-25306)',
  10: 'ActivityPub under another media type (CVE-2024-25623)',
  11: 'Update, Delete and Undo by somebody else',
  12: 'an answer by whoever was not asked (CVE-2025-30741)',
  13: 'a remote thing that claims a local id',
  14: 'keys that mean something to databases and JavaScript',
  15: 'addresses inside (CVE-2026-33693, CVE-2026-50131)',
  16: 'redirects to the inside (CVE-2024-39687, CVE-2025-23221)',
  17: 'redirects without an end, dead keys and hosts (CVE-2026-34148)',
  18: 'JSON-LD tricks',
  19: 'hostile HTML (CVE-2025-68475)',
  20: 'too much, too deep, too slow (CVE-2023-36461)',
  21: 'scripts (CVE-2023-36459)',
  22: 'a private post is a missing one',
  23: 'a locked account before it accepts',
  24: 'many dead inboxes (CVE-2026-69132)',
  25: 'blocked domains, suspended actors',
  26: 'a captured request sent again',
  27: 'crafted names and types of files (CVE-2023-36460)',
  28: 'what a pair says to each other',
};

const FOLDER = new URL('./', import.meta.url);
const OTHERS = [new URL('../delivery/delivery.test.ts', import.meta.url)];

test('each case has a test', async () => {
  const files = (await readdir(FOLDER))
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => new URL(name, FOLDER));
  const texts = await Promise.all([...files, ...OTHERS].map((file) => readFile(file, 'utf8')));
  const titles = texts.flatMap((text) => [...text.matchAll(/\b(?:test|it|describe)\('(\d+)(?: and (\d+))?\b/g)]);
  const numbers = new Set(titles.flatMap(([, one, other]) => [Number(one), Number(other)]));
  expect(Object.keys(CASES).filter((number) => !numbers.has(Number(number)))).toEqual([]);
});
