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
} from '../database.ts';
import { CollectionReads } from './collection-reads.ts';
import { CollectionWrites, type LooseOperation } from './collection-writes.ts';
import type { Document } from './document-codec.ts';
import type { Engine } from './engine.ts';
import { createIndexes } from './index-builder.ts';
import { projector } from './projection.ts';

type Fields = Record<string, unknown>;

/** The port's typed face of one collection: reads at once, writes through the queue. */
export class EmbeddedCollection<T extends Stored> implements Collection<T> {
  readonly name: string;
  readonly #engine: Engine;
  readonly #reads: CollectionReads;
  readonly #writes: CollectionWrites;

  constructor(engine: Engine, name: string) {
    this.name = name;
    this.#engine = engine;
    this.#reads = new CollectionReads(engine, name);
    this.#writes = new CollectionWrites(engine, name);
  }

  find(filter: Filter<T> = {}, options: FindOptions = {}): Cursor<T> {
    return this.#reads.find(filter, options) as Cursor<Stored> as Cursor<T>;
  }

  async findOne(filter: Filter<T> = {}, options: Omit<FindOptions, 'limit'> = {}): Promise<T | null> {
    return typed<T>(this.#reads.findOne(filter, options));
  }

  async countDocuments(filter: Filter<T> = {}, options: { limit?: number } = {}): Promise<number> {
    return this.#reads.count(filter, options.limit);
  }

  aggregate<R = Fields>(pipeline: readonly Stage[]): Cursor<R> {
    return this.#reads.aggregate(pipeline) as Cursor<R>;
  }

  async insertOne(document: T): Promise<{ insertedId: string }> {
    await this.#engine.queue.run(() => this.#writes.insert(fields(document)));
    return { insertedId: document._id };
  }

  async insertMany(documents: readonly T[], options: { ordered?: boolean } = {}): Promise<{ insertedCount: number }> {
    const { insertedCount } = await this.bulkWrite(
      documents.map((document) => ({ insertOne: { document } })),
      options,
    );
    return { insertedCount };
  }

  updateOne(filter: Filter<T>, update: Update<T>, options: UpdateOptions = {}): Promise<UpdateResult> {
    return this.#engine.queue.run(() => this.#writes.update(filter, fields(update), options.upsert ?? false, false));
  }

  updateMany(filter: Filter<T>, update: Update<T>, options: UpdateOptions = {}): Promise<UpdateResult> {
    return this.#engine.queue.run(() => this.#writes.update(filter, fields(update), options.upsert ?? false, true));
  }

  replaceOne(filter: Filter<T>, replacement: Omit<T, '_id'>, options: UpdateOptions = {}): Promise<UpdateResult> {
    return this.#engine.queue.run(() => this.#writes.replace(filter, fields(replacement), options.upsert ?? false));
  }

  async findOneAndUpdate(filter: Filter<T>, update: Update<T>, options: FindAndUpdateOptions = {}): Promise<T | null> {
    const run = () => this.#writes.findAndUpdate(filter, fields(update), options);
    return projected<T>(await this.#engine.queue.run(run), options.projection);
  }

  async findOneAndDelete(filter: Filter<T>, options: { sort?: Sort; projection?: Projection } = {}): Promise<T | null> {
    const run = () => this.#writes.findAndDelete(filter, options.sort);
    return projected<T>(await this.#engine.queue.run(run), options.projection);
  }

  async deleteOne(filter: Filter<T>): Promise<{ deletedCount: number }> {
    return { deletedCount: await this.#engine.queue.run(() => this.#writes.delete(filter, false)) };
  }

  async deleteMany(filter: Filter<T>): Promise<{ deletedCount: number }> {
    return { deletedCount: await this.#engine.queue.run(() => this.#writes.delete(filter, true)) };
  }

  async bulkWrite(operations: readonly BulkOperation<T>[], options: { ordered?: boolean } = {}): Promise<BulkResult> {
    const run = () => this.#writes.bulk(operations as readonly LooseOperation[], options.ordered ?? true);
    const { failure, ...result } = await this.#engine.queue.run(run);
    if (failure !== undefined) throw failure;
    return result;
  }

  createIndexes(indexes: readonly IndexSpec[]): Promise<string[]> {
    return this.#engine.queue.run(() => createIndexes(this.#engine, this.name, indexes));
  }

  drop(): Promise<boolean> {
    return this.#engine.queue.run(() => {
      const entry = this.#engine.catalog.find(this.name);
      if (entry !== undefined) this.#engine.catalog.drop(entry);
      return true;
    });
  }

  async explain(filter: Filter<T> = {}, options: FindOptions = {}): Promise<Explanation> {
    return this.#reads.explain(filter, options);
  }
}

/** A document's interface has no index signature; here it is only data. */
function fields(value: object): Fields {
  return value as Fields;
}

/** What is stored in a collection of `T` was checked as a `T` when it went in. */
function typed<T extends Stored>(document: Stored | null): T | null {
  return document as T | null;
}

function projected<T extends Stored>(document: Document | null, projection: Projection | undefined): T | null {
  const project = projector(projection);
  return typed<T>(document !== null && project !== undefined ? project(document) : document);
}
