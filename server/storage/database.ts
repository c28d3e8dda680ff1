/**
 * The storage port: the subset of the MongoDB driver's API that Staffroom uses.
 *
 * Two engines implement it, `embedded/` (the default) and `mongo.ts`; what both promise is written down, and checked, in
 * `tests/integration/storage.contract.ts`. Nothing outside `storage/` may import `mongodb`.
 *
 * Promises: a write's promise resolves only when the write is durable. Every document write is atomic on its own; there
 * are no transactions over several documents. An operator that is not named here throws {@link StorageQueryError}.
 */

/** Everything stored has a string `_id`; the application chooses it (an IRI or an id from `core/ids`). */
export interface Stored {
  _id: string;
}

/** Field values: JSON types, `Date`, and `Uint8Array`. `undefined` fields are not stored. */
export type Value = string | number | boolean | null | Date | Uint8Array | readonly Value[] | { [key: string]: Value };

type Element<V> = V extends readonly (infer E)[] ? E : never;

/** The operators that may follow a field in a filter. `undefined` as an operand throws: it would match everything. */
export interface Operators<V = unknown> {
  $eq?: V | Element<V> | null;
  $ne?: V | Element<V> | null;
  $gt?: V | Element<V>;
  $gte?: V | Element<V>;
  $lt?: V | Element<V>;
  $lte?: V | Element<V>;
  $in?: readonly (V | Element<V> | null)[];
  $nin?: readonly (V | Element<V> | null)[];
  $exists?: boolean;
  $not?: Operators<V>;
  $elemMatch?: Record<string, unknown>;
  $all?: readonly unknown[];
  $size?: number;
  $type?: string;
  $regex?: string | RegExp;
  /** Flags of `$regex`: any of `i`, `m`, `s`. */
  $options?: string;
}

type Condition<V> = V | Element<V> | RegExp | null | Operators<V>;

/** Keys of `T` are checked against their types; dotted paths (`'author.name'`) are accepted unchecked. */
export type Filter<T> = { [K in keyof T]?: Condition<T[K]> } & {
  $and?: readonly Filter<T>[];
  $or?: readonly Filter<T>[];
  $nor?: readonly Filter<T>[];
  /** Needs a text index. Words are alternatives, `"a phrase"` is required, `-word` excludes. */
  $text?: { $search: string };
} & { [path: string]: unknown };

type Fields<T> = { [K in keyof T]?: T[K] } & { [path: string]: unknown };

/** `$push` of one value, or of several with an order and a bound. */
export type Push =
  | { $each: readonly unknown[]; $slice?: number; $sort?: 1 | -1 | Record<string, 1 | -1>; $position?: number }
  | unknown;

export interface Update<T> {
  $set?: Fields<T>;
  /** Only when the update inserts (`upsert`). */
  $setOnInsert?: Fields<T>;
  $unset?: Record<string, unknown>;
  $inc?: Record<string, number>;
  $min?: Fields<T>;
  $max?: Fields<T>;
  $push?: Record<string, Push>;
  /** One value, or `{ $each: [...] }`. */
  $addToSet?: Record<string, unknown>;
  /** A value, or a condition on the elements. */
  $pull?: Record<string, unknown>;
}

export type Sort = Record<string, 1 | -1>;
/** Either fields to keep (`1`) or fields to leave out (`0`); `_id` is kept unless it is `0`. */
export type Projection = Record<string, 0 | 1>;

export interface FindOptions {
  sort?: Sort;
  /**
   * With `$text`, a sort and a limit: documents inserted last count as last in the sort, where that spares looking at every
   * match. The embedded engine does so, in time that does not grow with the matches; MongoDB sorts.
   */
  sortsAsInserted?: true;
  limit?: number;
  skip?: number;
  projection?: Projection;
}

export interface Cursor<T> extends AsyncIterable<T> {
  toArray(): Promise<T[]>;
}

/** Aggregation stages: `$match $sort $limit $skip $group $project $unwind $addFields $set $count $replaceRoot`. */
export type Stage = Record<string, unknown>;

export interface UpdateOptions {
  upsert?: boolean;
}

export interface FindAndUpdateOptions extends UpdateOptions {
  /** Which form is returned; `before` when not given, as in the driver. */
  returnDocument?: 'before' | 'after';
  sort?: Sort;
  projection?: Projection;
}

export interface UpdateResult {
  matchedCount: number;
  modifiedCount: number;
  upsertedCount: number;
  upsertedId: string | null;
}

export interface BulkResult {
  insertedCount: number;
  matchedCount: number;
  modifiedCount: number;
  deletedCount: number;
  upsertedCount: number;
}

export type BulkOperation<T> =
  | { insertOne: { document: T } }
  | { updateOne: { filter: Filter<T>; update: Update<T>; upsert?: boolean } }
  | { updateMany: { filter: Filter<T>; update: Update<T>; upsert?: boolean } }
  | { replaceOne: { filter: Filter<T>; replacement: Omit<T, '_id'>; upsert?: boolean } }
  | { deleteOne: { filter: Filter<T> } }
  | { deleteMany: { filter: Filter<T> } };

export interface IndexSpec {
  /** In order. `1` and `-1` may be mixed; `'text'` fields form the collection's one text index. */
  key: Record<string, 1 | -1 | 'text'>;
  /** Default: the key's parts joined by `_`, as in MongoDB. */
  name?: string;
  unique?: boolean;
  /** Only documents that match are in the index; a query uses it only when its filter implies this one. */
  partialFilterExpression?: Record<string, unknown>;
  /** TTL in seconds after the (single) date field. Expired documents go within minutes, not at once. */
  expireAfterSeconds?: number;
}

/** How a query was answered. For tests and for `staffroom` diagnostics. */
export interface Explanation {
  /** Names of the indexes used; `_id_` for look-ups by `_id`; empty for a full scan. */
  indexes: string[];
  fullScan: boolean;
  keysExamined: number;
  documentsExamined: number;
  returned: number;
  sortedInMemory: boolean;
}

export interface Collection<T extends Stored> {
  readonly name: string;
  find(filter?: Filter<T>, options?: FindOptions): Cursor<T>;
  findOne(filter?: Filter<T>, options?: Omit<FindOptions, 'limit'>): Promise<T | null>;
  countDocuments(filter?: Filter<T>, options?: { limit?: number }): Promise<number>;
  aggregate<R = Record<string, unknown>>(pipeline: readonly Stage[]): Cursor<R>;

  insertOne(document: T): Promise<{ insertedId: string }>;
  /** `ordered` (default) stops at the first failure; otherwise the rest is inserted. Both then throw. */
  insertMany(documents: readonly T[], options?: { ordered?: boolean }): Promise<{ insertedCount: number }>;
  updateOne(filter: Filter<T>, update: Update<T>, options?: UpdateOptions): Promise<UpdateResult>;
  updateMany(filter: Filter<T>, update: Update<T>, options?: UpdateOptions): Promise<UpdateResult>;
  replaceOne(filter: Filter<T>, replacement: Omit<T, '_id'>, options?: UpdateOptions): Promise<UpdateResult>;
  findOneAndUpdate(filter: Filter<T>, update: Update<T>, options?: FindAndUpdateOptions): Promise<T | null>;
  findOneAndDelete(filter: Filter<T>, options?: { sort?: Sort; projection?: Projection }): Promise<T | null>;
  deleteOne(filter: Filter<T>): Promise<{ deletedCount: number }>;
  deleteMany(filter: Filter<T>): Promise<{ deletedCount: number }>;
  bulkWrite(operations: readonly BulkOperation<T>[], options?: { ordered?: boolean }): Promise<BulkResult>;

  /** Idempotent; existing documents are indexed before it resolves. Returns the names. */
  createIndexes(indexes: readonly IndexSpec[]): Promise<string[]>;
  /** Removes the documents, the indexes and the collection; true even when there was none. */
  drop(): Promise<boolean>;
  explain(filter?: Filter<T>, options?: FindOptions): Promise<Explanation>;
}

export interface Database {
  readonly engine: 'embedded' | 'mongo';
  collection<T extends Stored>(name: string): Collection<T>;
  /** Names of the collections that exist, sorted. */
  collections(): Promise<string[]>;
  /** Removes every collection. */
  drop(): Promise<void>;
  /** Resolves when the engine answers; rejects with {@link StorageUnavailableError} otherwise. */
  ping(): Promise<void>;
  /** Waits for writes under way. Idempotent; any later call on the database rejects. */
  close(): Promise<void>;
}

/** The part of a logger that storage needs; pino's loggers fit. */
export interface StorageLogger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}
