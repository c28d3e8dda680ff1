import { assertFilter, assertUpdate, assertUpsertHasId } from '../allowed.ts';
import type { BulkResult, FindAndUpdateOptions, Sort, UpdateResult } from '../database.ts';
import { BulkWriteFailure, errorCode, StorageQueryError } from '../errors.ts';
import type { CollectionEntry } from './catalog.ts';
import { isSqliteError } from './connection.ts';
import { type Document, decodeDocument } from './document-codec.ts';
import type { Engine } from './engine.ts';
import type { Found } from './query-runner.ts';
import { applyUpdate, upsertedDocument } from './update-operators.ts';

type Fields = Record<string, unknown>;

/** A bulk operation after its types are gone. */
export interface LooseOperation {
  insertOne?: { document: Fields };
  updateOne?: LooseChange & { update: Fields };
  updateMany?: LooseChange & { update: Fields };
  replaceOne?: LooseChange & { replacement: Fields };
  deleteOne?: { filter: Fields };
  deleteMany?: { filter: Fields };
}
interface LooseChange {
  filter: Fields;
  upsert?: boolean;
}

/**
 * The synchronous bodies of all writes to one collection. They run inside the write queue's transaction; a multi-document
 * write first decides which rows it means, so that its own changes cannot make it meet a document twice.
 */
export class CollectionWrites {
  readonly #engine: Engine;
  readonly #name: string;

  constructor(engine: Engine, name: string) {
    this.#engine = engine;
    this.#name = name;
  }

  get #entry(): CollectionEntry {
    return this.#engine.catalog.require(this.#name);
  }

  insert(document: Fields): void {
    this.#engine.writer.insert(this.#entry, document);
  }

  update(filter: Fields, update: Fields, upsert: boolean, many: boolean): UpdateResult {
    checkUpdate(filter, update, upsert);
    const entry = this.#entry;
    const targets = many ? this.#targets(entry, filter) : this.#first(entry, filter);
    let [matchedCount, modifiedCount] = [0, 0];
    for (const found of targets) {
      const { text } = found;
      matchedCount++;
      if (this.#apply(entry, found, update) !== text) modifiedCount++;
    }
    if (matchedCount > 0 || !upsert) return { matchedCount, modifiedCount, upsertedCount: 0, upsertedId: null };
    const document = upsertedDocument(filter, update);
    this.#engine.writer.insert(entry, document);
    return upserted(document);
  }

  replace(filter: Fields, replacement: Fields, upsert: boolean): UpdateResult {
    assertFilter(filter);
    for (const key in replacement) {
      if (key.startsWith('$')) throw new StorageQueryError(`A replacement is a document; ${key} looks like an update.`);
    }
    if (upsert) assertUpsertHasId(filter, replacement);
    const entry = this.#entry;
    const found = this.#engine.runner.findFirst(entry, filter);
    if (found !== undefined) {
      const { _id } = found.document;
      if (replacement._id !== undefined && replacement._id !== _id) {
        throw new StorageQueryError('A replacement cannot change the _id.');
      }
      const changed = this.#engine.writer.replace(entry, found, { ...replacement, _id }) !== found.text;
      return { matchedCount: 1, modifiedCount: changed ? 1 : 0, upsertedCount: 0, upsertedId: null };
    }
    if (!upsert) return { matchedCount: 0, modifiedCount: 0, upsertedCount: 0, upsertedId: null };
    const { _id } = upsertedDocument(filter, {});
    const document = { _id, ...replacement };
    this.#engine.writer.insert(entry, document);
    return upserted(document);
  }

  findAndUpdate(filter: Fields, update: Fields, options: FindAndUpdateOptions): Document | null {
    const { upsert = false, returnDocument = 'before', sort } = options;
    checkUpdate(filter, update, upsert);
    const entry = this.#entry;
    const found = this.#engine.runner.findFirst(entry, filter, sort ? { sort } : {});
    if (found === undefined) {
      if (!upsert) return null;
      const text = this.#engine.writer.insert(entry, upsertedDocument(filter, update));
      return returnDocument === 'after' ? decodeDocument(text) : null;
    }
    const { text } = found;
    const changed = this.#apply(entry, found, update);
    return decodeDocument(returnDocument === 'after' ? changed : text);
  }

  findAndDelete(filter: Fields, sort: Sort | undefined): Document | null {
    assertFilter(filter);
    const entry = this.#entry;
    const found = this.#engine.runner.findFirst(entry, filter, sort ? { sort } : {});
    if (found === undefined) return null;
    this.#engine.writer.remove(entry, found);
    return found.document;
  }

  delete(filter: Fields, many: boolean): number {
    assertFilter(filter);
    const entry = this.#entry;
    let deleted = 0;
    for (const found of many ? this.#targets(entry, filter) : this.#first(entry, filter)) {
      this.#engine.writer.remove(entry, found);
      deleted++;
    }
    return deleted;
  }

  /** What succeeded stays; failures are gathered (all, or the first when ordered) for one BulkWriteFailure. */
  bulk(
    operations: readonly LooseOperation[],
    ordered: boolean,
  ): BulkResult & { failure: BulkWriteFailure | undefined } {
    const total: BulkResult = {
      insertedCount: 0,
      matchedCount: 0,
      modifiedCount: 0,
      deletedCount: 0,
      upsertedCount: 0,
    };
    const failures: { index: number; code: number | undefined; message: string }[] = [];
    for (const [index, operation] of operations.entries()) {
      try {
        this.#one(operation, total);
      } catch (error) {
        if (isSqliteError(error)) throw error;
        failures.push({
          index,
          code: errorCode(error),
          message: error instanceof Error ? error.message : String(error),
        });
        if (ordered) break;
      }
    }
    const failure = failures.length > 0 ? new BulkWriteFailure(total.insertedCount, failures) : undefined;
    return { ...total, failure };
  }

  #one(operation: LooseOperation, total: BulkResult): void {
    const { insertOne, updateOne, updateMany, replaceOne, deleteOne, deleteMany } = operation;
    const update = updateOne ?? updateMany;
    const remove = deleteOne ?? deleteMany;
    if (insertOne !== undefined) {
      this.insert(insertOne.document);
      total.insertedCount++;
    } else if (update !== undefined) {
      add(total, this.update(update.filter, update.update, update.upsert ?? false, updateMany !== undefined));
    } else if (replaceOne !== undefined) {
      add(total, this.replace(replaceOne.filter, replaceOne.replacement, replaceOne.upsert ?? false));
    } else if (remove !== undefined) {
      total.deletedCount += this.delete(remove.filter, deleteMany !== undefined);
    } else {
      throw new StorageQueryError(`Unknown bulk operation ${Object.keys(operation).join(', ')}.`);
    }
  }

  #first(entry: CollectionEntry, filter: Fields): Found[] {
    const found = this.#engine.runner.findFirst(entry, filter);
    return found === undefined ? [] : [found];
  }

  *#targets(entry: CollectionEntry, filter: Fields): Generator<Found> {
    const rows: number[] = [];
    for (const { row } of this.#engine.runner.find(entry, filter, {})) rows.push(row);
    for (const row of rows) {
      const text = this.#engine.connection.get(`SELECT document FROM ${entry.table} WHERE row = ?`, row)?.[0];
      if (typeof text === 'string') yield { row, text, document: decodeDocument(text) };
    }
  }

  #apply(entry: CollectionEntry, found: Found, update: Fields): string {
    const changed = isShallow(update) ? { ...found.document } : decodeDocument(found.text);
    applyUpdate(changed, update, false);
    return this.#engine.writer.replace(entry, found, changed);
  }
}

/** Whether an update only sets or removes whole top-level fields, so that a copy of the document may share the rest. */
function isShallow(update: Fields): boolean {
  return Object.entries(update).every(
    ([operator, paths]) =>
      (operator === '$set' || operator === '$unset' || operator === '$setOnInsert') &&
      Object.keys(paths ?? {}).every((path) => !path.includes('.')),
  );
}

function checkUpdate(filter: Fields, update: Fields, upsert: boolean): void {
  assertFilter(filter);
  assertUpdate(update);
  if (upsert) assertUpsertHasId(filter, update);
}

function upserted({ _id }: Fields): UpdateResult {
  return { matchedCount: 0, modifiedCount: 0, upsertedCount: 1, upsertedId: String(_id) };
}

function add(total: BulkResult, { matchedCount, modifiedCount, upsertedCount }: UpdateResult): void {
  total.matchedCount += matchedCount;
  total.modifiedCount += modifiedCount;
  total.upsertedCount += upsertedCount;
}
