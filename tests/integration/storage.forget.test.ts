import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../../server/storage/index.ts';

test('what was deleted or overwritten is not in the embedded engine’s files any more', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'staffroom-forget-'));
  try {
    const database = await openDatabase({ dataDir });
    const notes = database.collection<{ _id: string; text: string }>('notes');
    await notes.createIndexes([{ key: { text: 1 } }]);
    const long = (word: string) => `${word} `.repeat(400);
    await notes.insertMany([
      { _id: 'kept', text: 'kept-word' },
      { _id: 'deleted', text: long('deleted-word') },
      { _id: 'changed', text: long('changed-word') },
    ]);
    await notes.deleteOne({ _id: 'deleted' });
    await notes.updateOne({ _id: 'changed' }, { $set: { text: 'short' } });
    await database.close();

    const files = await readdir(dataDir);
    const bytes = Buffer.concat(await Promise.all(files.map((name) => readFile(join(dataDir, name))))).toString(
      'latin1',
    );
    expect(bytes).toContain('kept-word');
    expect(bytes).not.toContain('deleted-word');
    expect(bytes).not.toContain('changed-word');
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
});
