import type {
  AnyBulkWriteOperation,
  Collection as DriverCollection,
  Filter as DriverFilter,
  UpdateResult as DriverUpdateResult,
  IndexDescription,
  UpdateFilter,
} from 'mongodb';
import { MongoBulkWriteError } from 'mongodb';
import { assertDocument, assertFilter, assertPipeline, assertUpdate, assertUpsertHasId } from './allowed.ts';
import type {
  BulkOperation,
  BulkResult,
  Collection,
  Cursor,
  Explanation,
  Filter,
  FindAndUpdateOptions,
  FindOptions,
  IndexSpec,
  Projection,
  Sort,
  Stage,
  Stored,
  Update,
  UpdateOptions,
  UpdateResult,
} from './database.ts';
import { BulkWriteFailure } from './errors.ts';
import { explanation } from './mongo-explain.ts';

export interface MongoDocument extends Stored {
  [field: string]: unknown;
}

/** The port on a driver collection: the same checks as the embedded engine makes, then the driver. */
export class MongoCollection<T extends Stored> implements Collection<T> {
  readonly name: string;
  readonly #driver: DriverCollection<MongoDocument>;

  constructor(driver: DriverCollection<MongoDocument>) {
    this.name = driver.collectionName;
    this.#driver = driver;
  }

  find(filter: Filter<T> = {}, { sortsAsInserted: _, ...options }: FindOptions = {}): Cursor<T> {
    return this.#driver.find(checked(filter), options) as Cursor<Stored> as Cursor<T>;
  }

  async findOne(
    filter: Filter<T> = {},
    { sortsAsInserted: _, ...options }: Omit<FindOptions, 'limit'> = {},
  ): Promise<T | null> {
    return typed<T>(await this.#driver.findOne(checked(filter), options));
  }

  countDocuments(filter: Filter<T> = {}, options: { limit?: number } = {}): Promise<number> {
    return this.#driver.countDocuments(checked(filter), options);
  }

  aggregate<R = Record<string, unknown>>(pipeline: readonly Stage[]): Cursor<R> {
    assertPipeline(pipeline);
    return this.#driver.aggregate([...pipeline]) as Cursor<Record<string, unknown>> as Cursor<R>;
  }

  async insertOne(document: T): Promise<{ insertedId: string }> {
    await this.#driver.insertOne(toInsert(document));
    return { insertedId: document._id };
  }

  async insertMany(documents: readonly T[], options: { ordered?: boolean } = {}): Promise<{ insertedCount: number }> {
    const { insertedCount } = await this.bulkWrite(
      documents.map((document) => ({ insertOne: { document } })),
      options,
    );
    return { insertedCount };
  }

  async updateOne(filter: Filter<T>, update: Update<T>, options: UpdateOptions = {}): Promise<UpdateResult> {
    const change = toUpdate(filter, update, options);
    return updated(await this.#driver.updateOne(checked(filter), change, options));
  }

  async updateMany(filter: Filter<T>, update: Update<T>, options: UpdateOptions = {}): Promise<UpdateResult> {
    const change = toUpdate(filter, update, options);
    return updated(await this.#driver.updateMany(checked(filter), change, options));
  }

  async replaceOne(filter: Filter<T>, replacement: Omit<T, '_id'>, options: UpdateOptions = {}): Promise<UpdateResult> {
    if (options.upsert) assertUpsertHasId(filter, { ...replacement });
    return updated(await this.#driver.replaceOne(checked(filter), { ...replacement }, options));
  }

  async findOneAndUpdate(filter: Filter<T>, update: Update<T>, options: FindAndUpdateOptions = {}): Promise<T | null> {
    const change = toUpdate(filter, update, options);
    return typed<T>(await this.#driver.findOneAndUpdate(checked(filter), change, options));
  }

  async findOneAndDelete(filter: Filter<T>, options: { sort?: Sort; projection?: Projection } = {}): Promise<T | null> {
    return typed<T>(await this.#driver.findOneAndDelete(checked(filter), options));
  }

  async deleteOne(filter: Filter<T>): Promise<{ deletedCount: number }> {
    const { deletedCount } = await this.#driver.deleteOne(checked(filter));
    return { deletedCount };
  }

  async deleteMany(filter: Filter<T>): Promise<{ deletedCount: number }> {
    const { deletedCount } = await this.#driver.deleteMany(checked(filter));
    return { deletedCount };
  }

  async bulkWrite(operations: readonly BulkOperation<T>[], options: { ordered?: boolean } = {}): Promise<BulkResult> {
    if (operations.length === 0) {
      return { insertedCount: 0, matchedCount: 0, modifiedCount: 0, deletedCount: 0, upsertedCount: 0 };
    }
    try {
      const result = await this.#driver.bulkWrite(operations.map(toBulkOperation), options);
      const { insertedCount, matchedCount, modifiedCount, deletedCount, upsertedCount } = result;
      return { insertedCount, matchedCount, modifiedCount, deletedCount, upsertedCount };
    } catch (error) {
      if (!(error instanceof MongoBulkWriteError)) throw error;
      const failures = [error.writeErrors].flat();
      throw new BulkWriteFailure(
        error.insertedCount,
        failures.map(({ index, code, errmsg }) => ({ index, code, message: errmsg ?? error.message })),
      );
    }
  }

  createIndexes(indexes: readonly IndexSpec[]): Promise<string[]> {
    return this.#driver.createIndexes(indexes.map(toIndexDescription));
  }

  async drop(): Promise<boolean> {
    await this.#driver.drop();
    return true;
  }

  async explain(filter: Filter<T> = {}, { sortsAsInserted: _, ...options }: FindOptions = {}): Promise<Explanation> {
    return explanation(await this.#driver.find(checked(filter), options).explain('executionStats'));
  }
}

function checked(filter: Record<string, unknown>): DriverFilter<MongoDocument> {
  assertFilter(filter);
  return filter as DriverFilter<MongoDocument>;
}

function toUpdate(filter: Record<string, unknown>, update: object, { upsert = false }: UpdateOptions) {
  const fields: Record<string, unknown> = { ...update };
  assertUpdate(fields);
  if (upsert) assertUpsertHasId(filter, fields);
  return fields as UpdateFilter<MongoDocument>;
}

function toInsert(document: Stored): MongoDocument {
  const fields = { ...document };
  assertDocument(fields);
  return fields;
}

function toBulkOperation<T extends Stored>(operation: BulkOperation<T>): AnyBulkWriteOperation<MongoDocument> {
  if ('insertOne' in operation) return { insertOne: { document: toInsert(operation.insertOne.document) } };
  if ('updateOne' in operation) {
    const { filter, update, upsert = false } = operation.updateOne;
    return { updateOne: { filter: checked(filter), update: toUpdate(filter, update, { upsert }), upsert } };
  }
  if ('updateMany' in operation) {
    const { filter, update, upsert = false } = operation.updateMany;
    return { updateMany: { filter: checked(filter), update: toUpdate(filter, update, { upsert }), upsert } };
  }
  if ('replaceOne' in operation) {
    const { filter, replacement, upsert = false } = operation.replaceOne;
    return { replaceOne: { filter: checked(filter), replacement: { ...replacement }, upsert } };
  }
  if ('deleteOne' in operation) return { deleteOne: { filter: checked(operation.deleteOne.filter) } };
  return { deleteMany: { filter: checked(operation.deleteMany.filter) } };
}

/** Text indexes without stemming or stop words: content is in several languages, and the embedded engine has neither. */
function toIndexDescription(spec: IndexSpec): IndexDescription {
  const isText = Object.values(spec.key).includes('text');
  return { ...spec, ...(isText && { default_language: 'none', language_override: '_language' }) };
}

function updated(result: DriverUpdateResult<MongoDocument>): UpdateResult {
  const { matchedCount, modifiedCount, upsertedCount, upsertedId } = result;
  return { matchedCount, modifiedCount, upsertedCount, upsertedId: upsertedId === null ? null : String(upsertedId) };
}

/** What is stored in a collection of `T` was checked as a `T` when it went in. */
function typed<T extends Stored>(document: Stored | null): T | null {
  return document as T | null;
}
