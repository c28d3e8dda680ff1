import type { VapidKeys } from 'web-push';
import { createSeal } from '../../../core/seal.ts';
import { type Database, isDuplicateKey } from '../../../storage/index.ts';

const ROW = 'vapid';

interface VapidRow {
  _id: string;
  publicKey: string;
  /** The private key (`core/seal.ts`). */
  sealed: string;
}

/**
 * The keys by which push services know this instance (RFC 8292), made at first use and the same ever after: browsers
 * are subscribed to the public one. Owns `push_keys`.
 */
export async function loadVapidKeys(db: Database, secretKey: string): Promise<VapidKeys> {
  const rows = db.collection<VapidRow>('push_keys');
  const seal = createSeal(secretKey, 'push-keys');
  const open = ({ publicKey, sealed }: VapidRow): VapidKeys => ({
    publicKey,
    privateKey: seal.open(sealed, publicKey).toString(),
  });
  const known = await rows.findOne({ _id: ROW });
  if (known) return open(known);
  const { default: webPush } = await import('web-push');
  const { publicKey, privateKey } = webPush.generateVAPIDKeys();
  try {
    await rows.insertOne({ _id: ROW, publicKey, sealed: seal.close(Buffer.from(privateKey), publicKey) });
  } catch (error) {
    // Another process was first.
    if (!isDuplicateKey(error)) throw error;
  }
  const row = await rows.findOne({ _id: ROW });
  if (!row) throw new Error('the push keys were stored and not found');
  return open(row);
}
