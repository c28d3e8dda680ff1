/**
 * One contender of `bench/inbox.ts` in a process of its own: `node inbox-server.ts <name> <key>`. Talks over IPC. With
 * `FILL` ours begins with so many activities.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where it takes POSTs, how it works off what it took, and what ends it. */
interface Contender {
  url: string;
  /** Resolves when `sent` activities in all are worked off. */
  idle(sent: number): Promise<void>;
  stop(): Promise<void>;
}

// Each loads its own and nothing of the others: how much memory they take is compared too.

async function ours(): Promise<Contender> {
  const { startInstance } = await import('../../tests/support/instance.ts');
  const instance = await startInstance();
  if (process.env.FILL) {
    const { fillWithHistory } = await import('./history.ts');
    await fillWithHistory(instance.services.db, Number(process.env.FILL));
  }
  return {
    url: `${instance.baseUrl}/inbox`,
    idle: () => instance.services.pipeline.idle(),
    stop: () => instance.stop(),
  };
}

async function floor(pem: string): Promise<Contender> {
  const { startFloor } = await import('../floor/inbox.ts');
  const dataDir = mkdtempSync(join(tmpdir(), 'staffroom-floor-'));
  const { url } = await startFloor(dataDir, pem);
  return { url, idle: async () => {}, stop: async () => rmSync(dataDir, { recursive: true, force: true }) };
}

async function peer({ url, taken }: { url: string; taken: () => number }): Promise<Contender> {
  return {
    url,
    async idle(sent) {
      while (taken() < sent) await new Promise((resolve) => setTimeout(resolve, 1));
    },
    stop: async () => {},
  };
}

const [, , name, pem = ''] = process.argv;
const start: Record<string, () => Promise<Contender>> = {
  ours,
  floor: () => floor(pem),
  apex: async () => peer(await (await import('../peers/apex.ts')).startApex()),
  fedify: async () => peer(await (await import('../peers/fedify.ts')).startFedify()),
};
const contender = await start[name ?? '']!();

process.on('message', async ({ sent }: { sent: number }) => {
  await contender.idle(sent);
  const { user, system } = process.threadCpuUsage();
  process.send?.({ memory: process.memoryUsage.rss(), cpu: user + system });
});
process.on('SIGTERM', () => void contender.stop().then(() => process.exit(0)));
process.on('disconnect', () => process.exit(0));
process.send?.({ url: contender.url });
