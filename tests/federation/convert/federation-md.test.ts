import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../server/activities/activity.ts';
import { createCodec, createNaming } from '../../../server/federation/index.ts';

/** The activities in FEDERATION.md are what this server reads and writes, word for word. */
const codec = createCodec(createNaming('https://school.example'));
const page = await readFile(new URL('../../../FEDERATION.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json]) => json ?? '');
const activities = blocks
  .filter((json) => /^\{\n {2}"id": "[^"]*\/activities\//.test(json))
  .map((json): JsonObject => JSON.parse(json));

describe('FEDERATION.md', () => {
  test('has the forms of a pair', () => {
    const said = new Set(activities.map(({ type }) => type));
    expect([...said].sort()).toEqual(['Add', 'Create', 'Move', 'Offer', 'Undo', 'staffroom:MadeMeThink']);
    expect(activities.filter(({ type }) => type === 'Add').length).toBeGreaterThanOrEqual(7);
  });

  test.each(activities.map((json) => [`${json.type} ${String(json.id).split('/').at(-1)}`, json] as const))(
    '%s is read, and written as it stands there',
    (_name, json) => {
      const read = codec.decode(json);
      expect(read.type).not.toBe('Unknown');
      const { '@context': context, ...written } = JSON.parse(JSON.stringify(codec.encode(read)));
      expect(context).toContain('https://www.w3.org/ns/activitystreams');
      expect(written).toEqual(json);
    },
  );

  test('names every term of ours that we write', () => {
    const terms = page.slice(page.indexOf('## Terms of our own'));
    const used = new Set([...page.matchAll(/"staffroom:(\w+)"/g)].map(([, term]) => term ?? ''));
    const undocumented = [...used].filter(
      (term) =>
        !terms.includes(`\`${term}\``) &&
        !page.includes(`| \`staffroom:${term}\``) &&
        !['member', 'goal', 'quote', 'seconds'].includes(term) &&
        !/^[A-Z]/.test(term),
    );
    expect(undocumented).toEqual([]);
  });
});
