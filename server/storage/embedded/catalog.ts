import { isDeepStrictEqual } from 'node:util';
import type { IndexSpec } from '../database.ts';
import { StorageQueryError, StorageUnavailableError } from '../errors.ts';
import type { Connection } from './connection.ts';
import { type BTreeIndex, coverage, dependsOn, indexParts } from './index-keys.ts';

/** Changes when key encoding or table layout change; an older file must then be converted by a release that knows how. */
const FORMAT = 1;

export interface TextIndex {
  id: number;
  name: string;
  spec: IndexSpec;
  table: string;
  paths: readonly (readonly string[])[];
}

export interface CollectionEntry {
  id: number;
  name: string;
  table: string;
  indexes: BTreeIndex[];
  text: TextIndex | undefined;
}

/**
 * Which collections and indexes exist, kept in the file itself. Another process may change it at any time: every
 * transaction first compares a generation number, and loads the catalog again when it moved.
 */
export class Catalog {
  readonly #connection: Connection;
  #generation = -1;
  #collections = new Map<string, CollectionEntry>();

  constructor(connection: Connection) {
    this.#connection = connection;
    connection.writing(() => this.#initialise());
  }

  #initialise(): void {
    this.#connection.exec(`
      CREATE TABLE IF NOT EXISTS storage_meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS storage_collections (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE);
      CREATE TABLE IF NOT EXISTS storage_indexes (id INTEGER PRIMARY KEY AUTOINCREMENT, collection INTEGER NOT NULL,
        name TEXT NOT NULL, spec TEXT NOT NULL, multikey INTEGER NOT NULL DEFAULT 0, UNIQUE (collection, name));
      INSERT OR IGNORE INTO storage_meta VALUES ('generation', 0), ('format', ${FORMAT});`);
    const [format] = this.#connection.get("SELECT value FROM storage_meta WHERE name = 'format'") ?? [];
    if (format !== FORMAT) {
      throw new StorageUnavailableError(`The database has storage format ${format}; this version reads ${FORMAT}.`);
    }
  }

  /** To be called first in every transaction. */
  refresh(): void {
    const [generation] = this.#connection.get("SELECT value FROM storage_meta WHERE name = 'generation'") ?? [];
    if (generation === this.#generation) return;
    this.#load();
    this.#generation = Number(generation);
  }

  /** After a rollback nothing loaded in that transaction can be trusted. */
  invalidate(): void {
    this.#generation = -1;
  }

  #load(): void {
    this.#connection.forgetStatements();
    this.#collections = new Map();
    const byId = new Map<number, CollectionEntry>();
    for (const [id, name] of this.#connection.all('SELECT id, name FROM storage_collections')) {
      const entry = newEntry(Number(id), String(name));
      byId.set(entry.id, entry);
      this.#collections.set(entry.name, entry);
    }
    const rows = this.#connection.all('SELECT id, collection, name, spec, multikey FROM storage_indexes ORDER BY id');
    for (const [id, collection, name, spec, multikey] of rows) {
      const entry = byId.get(Number(collection));
      if (entry !== undefined) addIndex(entry, Number(id), String(name), JSON.parse(String(spec)), Number(multikey));
    }
  }

  #changed(): void {
    this.#connection.run("UPDATE storage_meta SET value = value + 1 WHERE name = 'generation'");
    const [generation] = this.#connection.get("SELECT value FROM storage_meta WHERE name = 'generation'") ?? [];
    this.#generation = Number(generation);
  }

  names(): string[] {
    return [...this.#collections.keys()].sort();
  }

  entries(): CollectionEntry[] {
    return [...this.#collections.values()];
  }

  find(name: string): CollectionEntry | undefined {
    return this.#collections.get(name);
  }

  /** The collection, made when it does not exist yet. Inside a write transaction only. */
  require(name: string): CollectionEntry {
    const known = this.#collections.get(name);
    if (known !== undefined) return known;
    if (name === '' || name.includes('\0') || name.includes('$')) throw new StorageQueryError('Not a collection name.');
    const { rowid } = this.#connection.run('INSERT INTO storage_collections (name) VALUES (?)', name);
    const entry = newEntry(rowid, name);
    this.#connection.exec(
      `CREATE TABLE ${entry.table} (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document TEXT NOT NULL)`,
    );
    this.#collections.set(name, entry);
    this.#changed();
    return entry;
  }

  /** The index when it is new, so that the caller fills it; undefined when it exists already. */
  createIndex(entry: CollectionEntry, spec: IndexSpec): { name: string; created: BTreeIndex | TextIndex | undefined } {
    const name = spec.name ?? defaultIndexName(spec);
    const existing = [...entry.indexes, ...(entry.text ? [entry.text] : [])].find((index) => index.name === name);
    if (existing !== undefined) {
      if (sameIndex(existing.spec, spec)) return { name, created: undefined };
      throw new StorageQueryError(`Index ${name} exists on ${entry.name} with other options.`);
    }
    const sql = 'INSERT INTO storage_indexes (collection, name, spec) VALUES (?, ?, ?)';
    const { rowid } = this.#connection.run(sql, entry.id, name, JSON.stringify(spec));
    const created = addIndex(entry, rowid, name, spec, 0);
    this.#connection.exec(
      'paths' in created
        ? `CREATE VIRTUAL TABLE ${created.table} USING fts5(body, content='', contentless_delete=1,
           tokenize="unicode61 remove_diacritics 2")`
        : `CREATE TABLE ${created.table} (key TEXT NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (key, row)) WITHOUT ROWID`,
    );
    this.#changed();
    return { name, created };
  }

  markMultikey(index: BTreeIndex, bits: number): void {
    index.multikey |= bits;
    this.#connection.run('UPDATE storage_indexes SET multikey = multikey | ? WHERE id = ?', bits, index.id);
    this.#changed();
  }

  drop(entry: CollectionEntry): void {
    for (const { table } of [...entry.indexes, ...(entry.text ? [entry.text] : []), entry]) {
      this.#connection.exec(`DROP TABLE ${table}`);
    }
    this.#connection.run('DELETE FROM storage_indexes WHERE collection = ?', entry.id);
    this.#connection.run('DELETE FROM storage_collections WHERE id = ?', entry.id);
    this.#collections.delete(entry.name);
    this.#connection.forgetStatements();
    this.#changed();
  }
}

function newEntry(id: number, name: string): CollectionEntry {
  return { id, name, table: `documents_${id}`, indexes: [], text: undefined };
}

function addIndex(entry: CollectionEntry, id: number, name: string, spec: IndexSpec, multikey: number) {
  const paths = Object.keys(spec.key);
  if (isTextIndex(spec)) {
    const text = { id, name, spec, table: `text_${id}`, paths: paths.map((path) => path.split('.')) };
    entry.text = text;
    return text;
  }
  const unique = spec.unique ?? false;
  const table = `index_${id}`;
  const parts = indexParts(spec);
  const index = { id, name, spec, table, parts, unique, multikey, covers: coverage(spec), fields: dependsOn(spec) };
  entry.indexes.push(index);
  return index;
}

export function isTextIndex(spec: IndexSpec): boolean {
  return Object.values(spec.key).includes('text');
}

export function defaultIndexName(spec: IndexSpec): string {
  return Object.entries(spec.key).flat().join('_');
}

function sameIndex(a: IndexSpec, b: IndexSpec): boolean {
  const identity = ({ key, unique, partialFilterExpression, expireAfterSeconds }: IndexSpec) => [
    Object.entries(key),
    unique ?? false,
    partialFilterExpression,
    expireAfterSeconds,
  ];
  return isDeepStrictEqual(identity(a), identity(b));
}
