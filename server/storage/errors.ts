const DUPLICATE_KEY_CODE = 11000;

/** A filter, update, index or document that the port does not allow: a bug in the caller. */
export class StorageQueryError extends Error {
  override readonly name = 'StorageQueryError';
}

/** The database cannot be reached or opened; the text says what to check. */
export class StorageUnavailableError extends Error {
  override readonly name = 'StorageUnavailableError';
}

/** A unique index (or `_id`) already holds this key. Same `code` as MongoDB's server error. */
export class DuplicateKeyError extends Error {
  override readonly name = 'DuplicateKeyError';
  readonly code = DUPLICATE_KEY_CODE;
  /** Fields of the index, so that a caller with several unique indexes can tell which one. */
  readonly keyPattern: Record<string, unknown>;

  constructor(collection: string, index: string, keyPattern: Record<string, unknown>) {
    super(`E11000 duplicate key error collection: ${collection} index: ${index}`);
    this.keyPattern = keyPattern;
  }
}

/** Some operations of an `insertMany` or `bulkWrite` failed; the others are done and durable. */
export class BulkWriteFailure extends Error {
  override readonly name = 'BulkWriteFailure';
  /** The code of the first failure: 11000 for a duplicate key. */
  readonly code: number | undefined;
  readonly insertedCount: number;
  /** Which operations failed, by their position in the call. */
  readonly writeErrors: readonly { index: number; code: number | undefined; message: string }[];

  constructor(insertedCount: number, writeErrors: BulkWriteFailure['writeErrors']) {
    const [first] = writeErrors;
    super(`${writeErrors.length} of the bulk's operations failed, first: ${first?.message ?? 'unknown'}`);
    this.code = first?.code;
    this.insertedCount = insertedCount;
    this.writeErrors = writeErrors;
  }
}

/** True for a duplicate key reported by either engine, also as the first failure of a bulk write. */
export function isDuplicateKey(error: unknown): boolean {
  return errorCode(error) === DUPLICATE_KEY_CODE;
}

export function errorCode(error: unknown): number | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'number' ? error.code : undefined;
}
