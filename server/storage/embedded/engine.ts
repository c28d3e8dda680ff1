import { Catalog } from './catalog.ts';
import { Connection } from './connection.ts';
import { DocumentWriter } from './document-writer.ts';
import { QueryRunner } from './query-runner.ts';
import { WriteQueue } from './write-queue.ts';

/** The parts of one open embedded database. */
export interface Engine {
  connection: Connection;
  catalog: Catalog;
  runner: QueryRunner;
  writer: DocumentWriter;
  queue: WriteQueue;
}

export function openEngine(dataDir: string): Engine {
  const connection = new Connection(dataDir);
  const catalog = new Catalog(connection);
  return {
    connection,
    catalog,
    runner: new QueryRunner(connection),
    writer: new DocumentWriter(connection, catalog),
    queue: new WriteQueue(connection, catalog),
  };
}

/** A consistent, synchronous read that knows the present catalog. */
export function read<T>({ connection, catalog }: Engine, work: () => T): T {
  return connection.reading(() => {
    catalog.refresh();
    return work();
  });
}
