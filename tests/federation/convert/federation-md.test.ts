import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../server/activities/activity.ts';
import { codec, examples, wireForm } from '../../support/federation/examples/index.ts';

/**
 * The examples in FEDERATION.md are what this server writes and reads, byte by byte. A block that follows
 * `<!-- example: name -->` is the example of that name; `UPDATE_DOCS=1 npx vitest run` on this file writes them anew.
 */
const FILE = new URL('../../../FEDERATION.md', import.meta.url);
const BLOCK = /(?:<!-- example: ([\w-]+) -->\n\n)?```json\n([\s\S]*?)```/g;

/** FEPs that we have something to say about: what is done of each, and what is not. */
const FEPS = [
  ...['fe34', '67ff', 'f1d5', '0151', 'd556', '2677', '521a', '8b32', '044f', '7888', 'f228', '5feb', 'b2b8', 'e232'],
  ...['fb2a', '844e', '1b12'],
];

function written(name: string): string {
  const example = examples[name];
  if (example === undefined) throw new Error(`there is no example called ${name}: tests/support/federation/examples`);
  return `${JSON.stringify(wireForm(example), null, 2)}\n`;
}

if (process.env.UPDATE_DOCS) {
  const old = await readFile(FILE, 'utf8');
  const fresh = old.replace(BLOCK, (block, name?: string) =>
    name === undefined ? block : `<!-- example: ${name} -->\n\n\`\`\`json\n${written(name)}\`\`\``,
  );
  if (fresh !== old) await writeFile(FILE, fresh);
}
const page = await readFile(FILE, 'utf8');
const blocks = [...page.matchAll(BLOCK)].map(([, name = '', json = '']) => ({ name, json }));

describe('FEDERATION.md', () => {
  test('has no JSON but examples', () => {
    expect(blocks.filter(({ name }) => name === '').map(({ json }) => json.slice(0, 100))).toEqual([]);
    expect(new Set(blocks.map(({ name }) => name)).size).toBe(blocks.length);
  });

  test.each(blocks)('$name stands there as it is written', ({ name, json }) => {
    expect(json).toBe(written(name));
  });

  test('shows each kind of activity that we send', () => {
    const types = Object.values(examples).map((example) => String(wireForm(example).type));
    const shown = new Set(blocks.map(({ json }) => String((JSON.parse(json) as JsonObject).type)));
    const missing = [...new Set(types)].filter((type) => !shown.has(type));
    expect(missing).toEqual([]);
  });

  test.each(Object.entries(examples))('%s is read as what it says', (_name, example) => {
    const json = JSON.parse(JSON.stringify('actor' in example ? codec.encode(example) : codec.encodeObject(example)));
    expect('actor' in example ? codec.decode(json) : codec.decodeObject(json)).toEqual(example);
  });

  test('says what is done of each FEP', () => {
    const list = page.slice(page.indexOf('## Supported FEPs'), page.indexOf('## Requests'));
    expect(FEPS.filter((fep) => !list.includes(`fep/${fep}/fep-${fep}.md`))).toEqual([]);
  });

  test('names every term of ours that we write', () => {
    const terms = page.slice(page.indexOf('## Terms of our own'));
    const all = Object.values(examples).map((example) => JSON.stringify(wireForm(example)));
    const used = new Set(all.flatMap((json) => [...json.matchAll(/"staffroom:(\w+)"/g)].map(([, term]) => term ?? '')));
    const undocumented = [...used].filter(
      (term) => !terms.includes(`\`${term}\``) && !page.includes(`\`staffroom:${term}\``),
    );
    expect(undocumented).toEqual([]);
  });
});
