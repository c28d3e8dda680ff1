import { randomUUID } from 'node:crypto';
import {
  createFederation,
  generateCryptoKeyPair,
  InProcessMessageQueue,
  MemoryKvStore,
  ParallelMessageQueue,
} from '@fedify/fedify';
import { Create, Note, PUBLIC_COLLECTION } from '@fedify/vocab';

/** As its manual recommends for sending: several messages of the queue at once. */
const WORKERS = 64;

/** Fedify 2.3.6 with its store and its queue in memory, as a sender: signs, queues, and posts to shared inboxes. */
export async function createFedifySender(): Promise<(origins: readonly string[], activities: number) => Promise<void>> {
  const origin = 'https://school.example';
  const federation = createFederation<void>({
    kv: new MemoryKvStore(),
    queue: new ParallelMessageQueue(new InProcessMessageQueue(), WORKERS),
    origin,
    allowPrivateAddress: true,
  });
  const { privateKey } = await generateCryptoKeyPair('RSASSA-PKCS1-v1_5');
  const context = federation.createContext(new URL(origin), undefined);
  const actor = new URL('/users/amara', origin);
  const sender = { keyId: new URL('#main-key', actor), privateKey };
  return async (origins, activities) => {
    const recipients = origins.map((host) => ({
      id: new URL('/users/x', host),
      inboxId: new URL('/users/x/inbox', host),
      endpoints: { sharedInbox: new URL('/inbox', host) },
    }));
    for (let n = 0; n < activities; n++) {
      const object = new Note({
        id: new URL(`/objects/${randomUUID()}`, origin),
        attribution: actor,
        content: 'x'.repeat(700),
        to: PUBLIC_COLLECTION,
      });
      const create = new Create({
        id: new URL(`/activities/${randomUUID()}`, origin),
        actor,
        object,
        to: PUBLIC_COLLECTION,
      });
      await context.sendActivity(sender, recipients, create, { preferSharedInbox: true });
    }
  };
}
