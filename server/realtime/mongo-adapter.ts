import { createAdapter } from '@socket.io/mongo-adapter';
import { MongoClient } from 'mongodb';
import type { ServerOptions } from 'socket.io';
import type { Logger } from '../core/logger.ts';

/** A ring: what was passed between processes is of no use a moment later. */
const RING_BYTES = 16 * 1024 * 1024;
const COLLECTION = 'live_ring';
const DEFAULT_DATABASE = 'staffroom';
const NAMESPACE_EXISTS = 48;

export interface SharedRooms {
  adapter: ServerOptions['adapter'];
  /** After the adapter is closed. */
  close(): Promise<void>;
}

/**
 * Lets several processes on one MongoDB share rooms. Needs a replica set (change streams); on a lone server it answers
 * null, and each process then reaches only its own connections.
 */
export async function openMongoAdapter(databaseUrl: string, logger: Logger): Promise<SharedRooms | null> {
  const named = /^mongodb(?:\+srv)?:\/\/[^/]+\/[^?]/.test(databaseUrl);
  const client = new MongoClient(databaseUrl, { appName: 'staffroom-live' });
  const db = client.db(named ? undefined : DEFAULT_DATABASE);
  const hello = await db.command({ hello: 1 });
  if (!hello.setName && hello.msg !== 'isdbgrid') {
    logger.warn('MongoDB is not a replica set: live updates do not cross processes');
    await client.close();
    return null;
  }
  await db.createCollection(COLLECTION, { capped: true, size: RING_BYTES }).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === NAMESPACE_EXISTS)) throw error;
  });
  return { adapter: createAdapter(db.collection(COLLECTION)), close: () => client.close() };
}
