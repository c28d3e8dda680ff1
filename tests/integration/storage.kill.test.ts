import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEmbedded } from '../../server/storage/embedded/database.ts';
import { startChild } from '../support/storage/child.ts';
import { seeded } from '../support/storage/random.ts';

const ROUNDS = 6;
/** Each round is a process of its own, which on a busy machine takes seconds to start. */
const TIMEOUT_MS = 60_000;

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'staffroom-kill-'));
});
afterEach(async () => {
  await rm(dataDir, { recursive: true });
});

describe('a process killed while it writes', { timeout: TIMEOUT_MS }, () => {
  it('has lost no acknowledged write, and left no half of one', async () => {
    const random = seeded(20260101);
    const inserted = new Set<string>();
    const revisions = new Map<string, number>();
    for (let round = 0; round < ROUNDS; round++) {
      const storm = startChild(new URL('../support/storage/write-storm.ts', import.meta.url), [dataDir, String(round)]);
      await storm.reached(1 + random.below(1500));
      storm.process.kill('SIGKILL');
      const { signal } = await storm.ended;
      expect(signal).toBe('SIGKILL');
      for (const line of complete(storm.lines)) {
        const [kind, id = '', revision] = line.split(' ');
        if (kind === 'i') inserted.add(id);
        else revisions.set(id, Math.max(Number(revision), revisions.get(id) ?? 0));
      }

      const database = await openEmbedded({ dataDir });
      expect(await database.verify()).toEqual([]);
      const posts = database.collection<{ _id: string; handle: string; revision: number; tags: string[] }>('posts');
      const present = new Map<string, number>();
      for await (const { _id, revision } of posts.find()) present.set(_id, revision);
      expect([...inserted].filter((id) => !present.has(id))).toEqual([]);
      expect([...revisions].filter(([id, revision]) => (present.get(id) ?? -1) < revision)).toEqual([]);
      expect(await posts.countDocuments({ revision: -1 })).toBe(0);
      // The indexes answer what the documents say.
      expect(await posts.countDocuments({ tags: 'all' })).toBe(await posts.countDocuments({ revision: 0 }));
      await database.close();
    }
    expect(inserted.size).toBeGreaterThan(ROUNDS * 100);
  });
});

/** The kill may cut the last line short. */
function complete(lines: readonly string[]): string[] {
  return lines.filter((line) => /^(i \S+-\d+|u \S+-\d+ \d+)$/.test(line)).slice(0, -1);
}
