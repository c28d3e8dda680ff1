import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { compose, type Instance } from '../../server/compose.ts';
import { loadConfig } from '../../server/config.ts';
import { createLogger } from '../../server/core/logger.ts';
import * as accounts from '../../shared/contracts/accounts.ts';
import { ApiClient } from '../support/api.ts';
import { tellTheStory } from './story.ts';

/**
 * `npm run demo`: two instances on this machine that federate for real. They have different host names, so that one
 * browser can be signed in to both. What they hold is made anew at each start.
 */

const PASSWORD = 'staffroom demo';
const SCHOOLS = [
  { name: 'Hillside School', baseUrl: 'http://localhost:3001', port: 3001 },
  { name: 'Lakeview Academy', baseUrl: 'http://127.0.0.1:3002', port: 3002 },
] as const;

const DEMO_DIR = new URL('../../.demo/', import.meta.url);

async function start(school: (typeof SCHOOLS)[number]): Promise<Instance> {
  const config = loadConfig({
    PORT: String(school.port),
    BASE_URL: school.baseUrl,
    INSTANCE_NAME: school.name,
    DATA_DIR: new URL(String(school.port), DEMO_DIR).pathname,
    REGISTRATION: 'open',
    FEDERATION_ALLOW_PRIVATE: '127.0.0.0/8,::1/128',
    LOG_LEVEL: 'warn',
  });
  const instance = await compose(config, createLogger(config.logLevel));
  const server = createServer();
  instance.attach(server);
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(school.port, resolve));
  await instance.start();
  return instance;
}

await rm(DEMO_DIR, { recursive: true, force: true });
const [hillside, lakeview] = await Promise.all(SCHOOLS.map(start));
if (!hillside || !lakeview) throw new Error('the demo needs two instances');

async function teacher(instance: Instance, school: (typeof SCHOOLS)[number], username: string, displayName: string) {
  const role = username === 'olu' || username === 'priya' ? 'admin' : 'teacher';
  const created = await instance.accounts.create({ username, displayName, password: PASSWORD, role });
  if (!created.ok) throw new Error(created.error.message);
  const client = new ApiClient(school.baseUrl);
  await client.call(accounts.signIn, { body: { username, password: PASSWORD } });
  return client;
}

const people = {
  amara: await teacher(hillside, SCHOOLS[0], 'amara', 'Amara Okafor'),
  cleo: await teacher(hillside, SCHOOLS[0], 'cleo', 'Cleo Martín'),
  olu: await teacher(hillside, SCHOOLS[0], 'olu', 'Olu Adeyemi'),
  bo: await teacher(lakeview, SCHOOLS[1], 'bo', 'Bo Lindqvist'),
  dina: await teacher(lakeview, SCHOOLS[1], 'dina', 'Dina Haddad'),
  priya: await teacher(lakeview, SCHOOLS[1], 'priya', 'Priya Raman'),
};
await tellTheStory(people);

console.log(`
Two schools that federate. The password of everyone is: ${PASSWORD}

  ${SCHOOLS[0].name}   ${SCHOOLS[0].baseUrl}    amara, cleo, olu (admin)
  ${SCHOOLS[1].name}  ${SCHOOLS[1].baseUrl}    bo, dina, priya (admin)

Bo and Amara are a pair: open Mentoring as each of them, side by side. Ctrl+C ends the demo.`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void Promise.all([hillside.stop(), lakeview.stop()]).then(() => process.exit(0));
  });
}
