import type { StorageLogger } from '../database.ts';
import { type Engine, read } from './engine.ts';

const SWEEP_INTERVAL_MS = 60_000;
/** Per index and transaction; a larger backlog takes several transactions, so that others get their turn. */
const MAX_PER_BATCH = 500;

/** Deletes what TTL indexes have expired. Returns how many documents went. */
export async function sweepExpired(engine: Engine, now: Date): Promise<number> {
  const due = read(engine, () =>
    engine.catalog
      .entries()
      .flatMap((entry) =>
        entry.indexes.flatMap(({ spec, parts: [part] }) =>
          spec.expireAfterSeconds === undefined || part === undefined
            ? []
            : [{ collection: entry.name, path: part.path, seconds: spec.expireAfterSeconds }],
        ),
      ),
  );
  let total = 0;
  for (const { collection, path, seconds } of due) {
    const filter = { [path]: { $lte: new Date(now.getTime() - seconds * 1000) } };
    for (let deleted = MAX_PER_BATCH; deleted === MAX_PER_BATCH; total += deleted) {
      deleted = await engine.queue.run(() => deleteSome(engine, collection, filter));
    }
  }
  return total;
}

function deleteSome(engine: Engine, collection: string, filter: Record<string, unknown>): number {
  const entry = engine.catalog.find(collection);
  if (entry === undefined) return 0;
  const expired = [...engine.runner.find(entry, filter, { limit: MAX_PER_BATCH })];
  for (const found of expired) engine.writer.remove(entry, found);
  return expired.length;
}

/** Sweeps once a minute without keeping the process alive. Returns the stop. */
export function startSweeper(engine: Engine, logger: StorageLogger | undefined): () => void {
  const timer = setInterval(() => {
    sweepExpired(engine, new Date()).catch((error: unknown) => {
      logger?.warn({ err: error }, 'expired documents could not be removed; the next sweep tries again');
    });
  }, SWEEP_INTERVAL_MS);
  timer.unref();
  return () => clearInterval(timer);
}
