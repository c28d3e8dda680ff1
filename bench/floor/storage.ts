import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The same work by hand on node:sqlite: one table, one plain SQL index, the same durability. */
export function openFloor(dataDir: string) {
  const db = new DatabaseSync(join(dataDir, 'floor.sqlite'));
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -16384;
    CREATE TABLE posts (id TEXT PRIMARY KEY, source TEXT, position TEXT, document TEXT);
    CREATE INDEX by_source ON posts (source, position DESC)`);
  const byId = db.prepare('SELECT document FROM posts WHERE id = ?');
  const page = db.prepare(
    'SELECT document FROM posts WHERE source = ? AND position < ? ORDER BY position DESC LIMIT 20',
  );
  byId.setReturnArrays(true);
  page.setReturnArrays(true);
  const add = db.prepare('INSERT INTO posts VALUES (?, ?, ?, ?)');
  return {
    insert(documents: readonly { _id: string; source: string; order: string }[]) {
      db.exec('BEGIN IMMEDIATE');
      for (const document of documents) {
        add.run(document._id, document.source, document.order, JSON.stringify(document));
      }
      db.exec('COMMIT');
    },
    findById: (id: string): unknown => JSON.parse(text(byId.get(id))),
    findPage: (source: string, before: string): unknown[] =>
      page.all(source, before).map((row) => JSON.parse(text(row))),
    close: () => db.close(),
  };
}

/** With `setReturnArrays` a row is an array, which node's types do not know. */
function text(row: object | undefined): string {
  return Array.isArray(row) ? String(row[0]) : '';
}
