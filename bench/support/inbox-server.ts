/** One contender of `bench/inbox.ts` in a process of its own: `node inbox-server.ts ours|floor`. Talks over IPC. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startInstance } from '../../tests/support/instance.ts';
import { startFloor } from '../floor/inbox.ts';

const [, , which, pem = ''] = process.argv;

if (which === 'floor') {
  const dataDir = mkdtempSync(join(tmpdir(), 'staffroom-floor-'));
  process.on('exit', () => rmSync(dataDir, { recursive: true, force: true }));
  const { url } = await startFloor(dataDir, pem);
  process.on('message', () => process.send?.({ idle: true, memory: process.memoryUsage().rss }));
  process.send?.({ url });
} else {
  const instance = await startInstance();
  process.on('message', async () => {
    await instance.services.pipeline.idle();
    process.send?.({ idle: true, memory: process.memoryUsage().rss });
  });
  process.on('SIGTERM', () => void instance.stop().then(() => process.exit(0)));
  process.send?.({ url: `${instance.baseUrl}/inbox` });
}
process.on('disconnect', () => process.exit(0));
