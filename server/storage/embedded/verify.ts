import type { CollectionEntry } from './catalog.ts';
import { decodeDocument } from './document-codec.ts';
import { type Engine, read } from './engine.ts';
import { documentKeys } from './index-keys.ts';
import { textBody } from './text-search.ts';

/** Checks the file and that every index holds exactly the keys of its documents. Returns what is wrong, in words. */
export function verify(engine: Engine): string[] {
  return read(engine, () => {
    const problems: string[] = [];
    const [integrity] = engine.connection.get('PRAGMA integrity_check') ?? [];
    if (integrity !== 'ok') problems.push(`integrity_check: ${integrity}`);
    for (const entry of engine.catalog.entries()) problems.push(...verifyCollection(engine, entry));
    return problems;
  });
}

function verifyCollection({ connection }: Engine, entry: CollectionEntry): string[] {
  const problems: string[] = [];
  const expectedKeys = new Map(entry.indexes.map((index) => [index, 0]));
  let texts = 0;
  for (const [row, id, text] of connection.all(`SELECT row, id, document FROM ${entry.table}`)) {
    const document = decodeDocument(String(text));
    if (document._id !== id) problems.push(`${entry.name}: row ${row} has the id ${id} but holds ${document._id}`);
    for (const index of entry.indexes) {
      const { keys, multikey } = documentKeys(index, document);
      if ((multikey & ~index.multikey) !== 0) problems.push(`${entry.name}.${index.name}: not marked multikey`);
      expectedKeys.set(index, (expectedKeys.get(index) ?? 0) + keys.length);
      for (const key of keys) {
        const present = connection.get(`SELECT 1 FROM ${index.table} WHERE key = ? AND row = ?`, key, Number(row));
        if (present === undefined) problems.push(`${entry.name}.${index.name}: the key of ${id} is missing`);
        if (!index.unique) continue;
        const [holders] = connection.get(`SELECT count(*) FROM ${index.table} WHERE key = ?`, key) ?? [];
        if (holders !== 1) problems.push(`${entry.name}.${index.name}: ${id} shares a unique key`);
      }
    }
    if (entry.text === undefined || textBody(entry.text, document) === '') continue;
    texts++;
    const known = connection.get(`SELECT 1 FROM ${entry.text.table} WHERE rowid = ?`, BigInt(row ?? 0));
    if (known === undefined) problems.push(`${entry.name}.${entry.text.name}: the text of ${id} is missing`);
  }
  for (const [index, expected] of expectedKeys) {
    const [present] = connection.get(`SELECT count(*) FROM ${index.table}`) ?? [];
    if (present !== expected) problems.push(`${entry.name}.${index.name}: ${present} keys instead of ${expected}`);
  }
  if (entry.text !== undefined) {
    const [present] = connection.get(`SELECT count(*) FROM ${entry.text.table}`) ?? [];
    if (present !== texts) problems.push(`${entry.name}.${entry.text.name}: ${present} texts instead of ${texts}`);
  }
  return problems;
}
