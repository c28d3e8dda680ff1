import { assertFilter } from '../allowed.ts';
import type { IndexSpec } from '../database.ts';
import { StorageQueryError } from '../errors.ts';
import { isTextIndex } from './catalog.ts';
import type { Engine } from './engine.ts';
import { addText, textBody } from './text-search.ts';

/**
 * Makes the indexes that do not exist yet and fills them: all of them or, when documents clash with a unique one, none.
 * Runs in the caller's transaction. Returns all names.
 */
export function createIndexes(engine: Engine, collection: string, specs: readonly IndexSpec[]): string[] {
  specs.forEach(assertIndex);
  try {
    return engine.connection.atomically(() => buildIndexes(engine, collection, specs));
  } catch (error) {
    engine.catalog.invalidate();
    engine.catalog.refresh();
    throw error;
  }
}

function buildIndexes(engine: Engine, collection: string, specs: readonly IndexSpec[]): string[] {
  const entry = engine.catalog.require(collection);
  return specs.map((spec) => {
    if (isTextIndex(spec) && entry.text !== undefined) {
      const { name, created } = engine.catalog.createIndex(entry, spec);
      if (created === undefined) return name;
      throw new StorageQueryError(`${collection} has a text index already; a collection can have one.`);
    }
    const { name, created } = engine.catalog.createIndex(entry, spec);
    if (created === undefined) return name;
    for (const found of engine.runner.find(entry, {}, {})) {
      if ('paths' in created) addText(engine.connection, created, found.row, textBody(created, found.document));
      else engine.writer.addToIndex(entry, created, found);
    }
    return name;
  });
}

export function assertIndex(spec: IndexSpec): void {
  const parts = Object.entries(spec.key);
  if (parts.length === 0) throw new StorageQueryError('An index needs at least one field.');
  for (const [path, direction] of parts) {
    if (path.split('.').some((part) => part === '' || part.startsWith('$') || /^\d+$/.test(part))) {
      throw new StorageQueryError(`"${path}" cannot be indexed (empty, operator or numeric part).`);
    }
    if (direction !== 1 && direction !== -1 && direction !== 'text') {
      throw new StorageQueryError(`The index direction of "${path}" is neither 1, -1 nor 'text'.`);
    }
  }
  if (isTextIndex(spec) && parts.some(([, direction]) => direction !== 'text')) {
    throw new StorageQueryError('A text index can have text fields only.');
  }
  if (spec.expireAfterSeconds !== undefined && (parts.length !== 1 || isTextIndex(spec))) {
    throw new StorageQueryError('expireAfterSeconds needs an index on one field.');
  }
  if (spec.partialFilterExpression !== undefined) assertFilter(spec.partialFilterExpression);
}
