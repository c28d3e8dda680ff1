import { createServer } from 'node:http';
import { compose } from '../../server/compose.ts';
import { loadConfig } from '../../server/config.ts';
import { createLogger } from '../../server/core/logger.ts';
import { type EndAfter, endAfter } from './storage/end-after.ts';

/**
 * An instance as a process of its own, to be killed. Like `server/main.ts`, but for a clock that is `AHEAD_MS` ahead, so
 * that nobody waits for leases to run out, and for cheap password hashes. `END_AFTER` is where it is killed, when it matters.
 */
const ahead = Number(process.env.AHEAD_MS ?? 0);
const config = loadConfig(process.env);
const instance = await compose(config, createLogger(config.logLevel), {
  clock: { now: () => new Date(Date.now() + ahead) },
  passwords: { cost: { N: 1024, r: 8, p: 1 } },
});
if (process.env.END_AFTER) endAfter(instance.db, JSON.parse(process.env.END_AFTER) as EndAfter);
const server = createServer();
instance.attach(server);
await new Promise<void>((resolve) => server.listen(config.port, '127.0.0.1', resolve));
await instance.start();
process.stdout.write('ready\n');
