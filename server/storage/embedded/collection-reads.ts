import { assertFilter, assertPipeline } from '../allowed.ts';
import type { Cursor, Explanation, FindOptions, Stage } from '../database.ts';
import { StorageQueryError } from '../errors.ts';
import { splitPipeline, stageRunner } from './aggregation.ts';
import { type Document, decodeDocument } from './document-codec.ts';
import { type Engine, read } from './engine.ts';
import { projector } from './projection.ts';

type Filter = Record<string, unknown>;

/** Reads of one collection, untyped; `collection.ts` gives them the port's types. */
export class CollectionReads {
  readonly #engine: Engine;
  readonly #name: string;

  constructor(engine: Engine, name: string) {
    this.#engine = engine;
    this.#name = name;
  }

  find(filter: Filter, options: FindOptions): Cursor<Document> {
    assertFilter(filter);
    assertPage(options);
    const project = projector(options.projection);
    const documents = () => this.#documents(filter, options, project);
    return {
      toArray: async () => read(this.#engine, () => [...documents()]),
      async *[Symbol.asyncIterator]() {
        yield* documents();
      },
    };
  }

  *#documents(filter: Filter, options: FindOptions, project: ((document: Document) => Document) | undefined) {
    const { catalog, runner } = this.#engine;
    read(this.#engine, () => undefined);
    const entry = catalog.find(this.#name);
    if (entry === undefined) return;
    for (const { document } of runner.find(entry, filter, options)) yield project ? project(document) : document;
  }

  findOne(filter: Filter, options: Omit<FindOptions, 'limit'>): Document | null {
    assertFilter(filter);
    const project = projector(options.projection);
    const { _id: id, ...others } = filter;
    const found =
      typeof id === 'string' && Object.keys(others).length === 0
        ? this.#byId(id)
        : read(this.#engine, () => {
            const entry = this.#engine.catalog.find(this.#name);
            return entry && this.#engine.runner.findFirst(entry, filter, options)?.document;
          });
    if (found === undefined) return null;
    return project ? project(found) : found;
  }

  /** The hottest read: one statement, no planning. A table that another process dropped shows as an error: look again. */
  #byId(id: string): Document | undefined {
    const { catalog, connection } = this.#engine;
    const known = catalog.find(this.#name);
    const lookUp = (table: string) => connection.get(`SELECT document FROM ${table} WHERE id = ?`, id)?.[0];
    let text: string | number | undefined;
    try {
      text = known && lookUp(known.table);
    } catch {
      text = undefined;
    }
    if (text === undefined) {
      text = read(this.#engine, () => {
        const entry = catalog.find(this.#name);
        return entry === undefined || entry === known ? undefined : lookUp(entry.table);
      });
    }
    return text === undefined ? undefined : decodeDocument(String(text));
  }

  count(filter: Filter, limit: number | undefined): number {
    assertFilter(filter);
    return read(this.#engine, () => {
      const entry = this.#engine.catalog.find(this.#name);
      return entry === undefined ? 0 : this.#engine.runner.count(entry, filter, limit);
    });
  }

  aggregate(pipeline: readonly Stage[]): Cursor<unknown> {
    assertPipeline(pipeline);
    const { filter, sort, limit, rest } = splitPipeline(pipeline);
    const options = { ...(sort && { sort }), ...(limit !== undefined && { limit }) };
    const results = async () => {
      const run = await stageRunner(rest);
      return read(this.#engine, () => run(this.#documents(filter, options, undefined)));
    };
    return {
      toArray: results,
      async *[Symbol.asyncIterator]() {
        yield* await results();
      },
    };
  }

  explain(filter: Filter, options: FindOptions): Explanation {
    assertFilter(filter);
    return read(this.#engine, () => {
      const entry = this.#engine.catalog.find(this.#name);
      if (entry === undefined) throw new StorageQueryError(`There is no collection ${this.#name} to explain.`);
      return this.#engine.runner.explain(entry, filter, options);
    });
  }
}

function assertPage({ sort, limit, skip }: FindOptions): void {
  for (const [path, direction] of Object.entries(sort ?? {})) {
    if (direction !== 1 && direction !== -1) throw new StorageQueryError(`The sort of "${path}" is neither 1 nor -1.`);
  }
  for (const [name, count] of Object.entries({ limit, skip })) {
    if (count !== undefined && !(Number.isInteger(count) && count >= 0)) {
      throw new StorageQueryError(`${name} is not a whole number of at least 0.`);
    }
  }
}
