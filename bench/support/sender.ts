/**
 * One contender of `bench/delivery.ts` in a process of its own: `node sender.ts ours|floor|fedify`. Told by IPC what to send;
 * `fresh` makes a sender that has met no host yet; the one before it winds up in the background.
 */
import { startMini } from '../../tests/support/federation/mini-instance.ts';
import { keyPair } from '../../tests/support/federation/peer.ts';
import { createFloor } from '../floor/delivery.ts';

export interface Order {
  origins: string[];
  activities: number;
}

export interface Done {
  /** Microseconds of all threads since the order before. */
  cpu: number;
}

type Send = (origins: string[], activities: number) => Promise<void>;

let windUp: () => Promise<void> = async () => {};

async function ours(): Promise<Send> {
  void windUp();
  const instance = await startMini();
  windUp = () => instance.stop();
  const amara = await instance.person('amara');
  return async (origins, activities) => {
    const inboxes = origins.map((origin) => `${origin}/inbox`);
    instance.followerInboxes.set(amara.iri, inboxes);
    for (let n = 0; n < activities; n++) await instance.pipeline.publish(instance.noteBy(amara));
  };
}

async function floor(): Promise<Send> {
  const send = createFloor(keyPair().privateKey, 'https://school.example/users/amara#main-key');
  const document = { id: 'x', content: 'x'.repeat(900) };
  return (origins, activities) =>
    send(
      origins,
      Array.from({ length: activities }, () => document),
    );
}

async function fedify(): Promise<Send> {
  const { createFedifySender } = await import('../peers/fedify-sender.ts');
  return createFedifySender();
}

const MAKE: Readonly<Record<string, () => Promise<Send>>> = { ours, floor, fedify };
const make = MAKE[process.argv[2] ?? ''];
if (make === undefined) throw new Error('ours, floor or fedify');
let send: Send | null = null;
let cpu = process.cpuUsage();

process.on('message', async (order: Order | 'fresh' | 'done') => {
  if (order === 'fresh') {
    send = await make();
    cpu = process.cpuUsage();
    process.send?.({});
  } else if (order === 'done') {
    const { user, system } = process.cpuUsage(cpu);
    const done: Done = { cpu: user + system };
    process.send?.(done);
  } else void send?.(order.origins, order.activities);
});
process.on('disconnect', () => process.exit(0));
