import type { Collection, Database, Stored } from '../../../server/storage/index.ts';

/** A write after which a process is to end. */
export interface EndAfter {
  collection: string;
  method: 'insertOne' | 'updateOne';
  /** What the JSON of its arguments has in it, each. */
  with: string[];
  /** The first is 1. */
  count: number;
}

/** Ends this process, as `kill -9` does, as soon as the last of these writes is durable and before anybody learns of it. */
export function endAfter(db: Database, { collection, method, with: parts, count }: EndAfter): void {
  let left = count;
  const prototype: Record<string, unknown> = Object.getPrototypeOf(db.collection<Stored>(collection));
  const original = prototype[method] as (...args: unknown[]) => Promise<unknown>;
  prototype[method] = async function (this: Collection<Stored>, ...args: unknown[]) {
    const result = await original.apply(this, args);
    const text = this.name === collection ? JSON.stringify(args) : '';
    if (this.name === collection && parts.every((part) => text.includes(part))) left -= 1;
    if (left === 0) process.kill(process.pid, 'SIGKILL');
    return result;
  };
}
