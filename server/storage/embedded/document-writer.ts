import { assertDocument } from '../allowed.ts';
import { DuplicateKeyError } from '../errors.ts';
import type { Catalog, CollectionEntry } from './catalog.ts';
import type { Connection } from './connection.ts';
import { type Document, encodeDocument } from './document-codec.ts';
import { type BTreeIndex, type DocumentKeys, documentKeys, sameKeys } from './index-keys.ts';
import type { Found } from './query-runner.ts';
import { addText, removeText, textBody } from './text-search.ts';

/** A document that is not stored yet has no row, and so clashes with every row that holds its unique key. */
const NO_ROW = -1;

/**
 * Writes one document and all its index keys. Every check comes before the first change, so a document that is refused
 * leaves nothing behind and the operations around it in the same transaction are not touched.
 */
export class DocumentWriter {
  readonly #connection: Connection;
  readonly #catalog: Catalog;

  constructor(connection: Connection, catalog: Catalog) {
    this.#connection = connection;
    this.#catalog = catalog;
  }

  /** Returns the stored text. */
  insert(entry: CollectionEntry, document: Record<string, unknown>): string {
    assertDocument(document);
    const id = String(document._id);
    const text = encodeDocument(document);
    const keysOfIndexes = entry.indexes.map((index) => documentKeys(index, document));
    entry.indexes.forEach((index, i) => {
      this.#assertUnique(entry, index, keysOfIndexes[i]?.keys ?? [], NO_ROW);
    });
    const sql = `INSERT INTO ${entry.table} (id, document) VALUES (?, ?) ON CONFLICT DO NOTHING`;
    const { changes, rowid } = this.#connection.run(sql, id, text);
    if (changes === 0) throw new DuplicateKeyError(entry.name, '_id_', { _id: 1 });
    entry.indexes.forEach((index, i) => {
      this.#addKeys(index, keysOfIndexes[i], rowid);
    });
    if (entry.text) addText(this.#connection, entry.text, rowid, textBody(entry.text, document));
    return text;
  }

  /** Stores `changed` in the place of what was found; returns its text, which is the old one when nothing changed. */
  replace(entry: CollectionEntry, before: Found, changed: Document): string {
    const text = encodeDocument(changed);
    if (text === before.text) return text;
    const changes = entry.indexes
      .filter((index) => !sameKeys(index, before.document, changed))
      .map((index) => keyChanges(index, before.document, changed))
      .filter(({ added, removed }) => added.keys.length > 0 || removed.length > 0);
    for (const { index, added } of changes) this.#assertUnique(entry, index, added.keys, before.row);
    this.#connection.run(`UPDATE ${entry.table} SET document = ? WHERE row = ?`, text, before.row);
    for (const { index, added, removed } of changes) {
      this.#removeKeys(index, removed, before.row);
      this.#addKeys(index, added, before.row);
    }
    if (entry.text) {
      const [old, current] = [textBody(entry.text, before.document), textBody(entry.text, changed)];
      if (old !== current) {
        removeText(this.#connection, entry.text, before.row, old);
        addText(this.#connection, entry.text, before.row, current);
      }
    }
    return text;
  }

  remove(entry: CollectionEntry, { row, document }: Found): void {
    for (const index of entry.indexes) this.#removeKeys(index, documentKeys(index, document).keys, row);
    if (entry.text) removeText(this.#connection, entry.text, row, textBody(entry.text, document));
    this.#connection.run(`DELETE FROM ${entry.table} WHERE row = ?`, row);
  }

  /** Adds an existing document to an index that is being built. */
  addToIndex(entry: CollectionEntry, index: BTreeIndex, { row, document }: Found): void {
    const keys = documentKeys(index, document);
    this.#assertUnique(entry, index, keys.keys, row);
    this.#addKeys(index, keys, row);
  }

  #assertUnique(entry: CollectionEntry, index: BTreeIndex, keys: readonly string[], row: number): void {
    if (!index.unique) return;
    for (const key of keys) {
      const clash = this.#connection.get(`SELECT 1 FROM ${index.table} WHERE key = ? AND row <> ? LIMIT 1`, key, row);
      if (clash !== undefined) throw new DuplicateKeyError(entry.name, index.name, index.spec.key);
    }
  }

  #addKeys(index: BTreeIndex, keys: DocumentKeys | undefined, row: number): void {
    if (keys === undefined) return;
    for (const key of keys.keys) {
      this.#connection.run(`INSERT INTO ${index.table} (key, row) VALUES (?, ?)`, key, row);
    }
    if ((keys.multikey & ~index.multikey) !== 0) this.#catalog.markMultikey(index, keys.multikey);
  }

  #removeKeys(index: BTreeIndex, keys: readonly string[], row: number): void {
    for (const key of keys) this.#connection.run(`DELETE FROM ${index.table} WHERE key = ? AND row = ?`, key, row);
  }
}

function keyChanges(index: BTreeIndex, before: Document, after: Document) {
  const old = documentKeys(index, before);
  const current = documentKeys(index, after);
  const [oldKeys, newKeys] = [new Set(old.keys), new Set(current.keys)];
  const added = { keys: current.keys.filter((key) => !oldKeys.has(key)), multikey: current.multikey };
  return { index, added, removed: old.keys.filter((key) => !newKeys.has(key)) };
}
