import { createServer, type Server } from 'node:http';
import { compose, type Instance, type InstanceOptions } from '../../server/compose.ts';
import { loadConfig } from '../../server/config.ts';
import { createLogger, type Logger } from '../../server/core/logger.ts';
import type { Stored } from '../../server/storage/index.ts';
import * as accounts from '../../shared/contracts/accounts.ts';
import { ApiClient } from './api.ts';
import { testDatabasePlace } from './database.ts';
import { listen } from './ports.ts';

/** Views that a rebuild makes anew; everything else is source or plain data. */
const VIEWS = [
  'actors',
  'amendments',
  'appearances',
  'blocks',
  'cycle_entries',
  'cycles',
  'feedback',
  'follow_ups',
  'follows',
  'hashtags',
  'mail',
  'meetings',
  'messages',
  'moves',
  'pairs',
  'pins',
  'plain_notes',
  'posts',
  'quote_authorizations',
  'responses',
  'searchable_people',
  'searchable_public',
  'searchable_restricted',
  'thoughts',
  'turns',
  'votes',
];
/** Far too weak for anything but tests, which hash a password for every account they make. */
const CHEAP_SCRYPT = { N: 1024, r: 8, p: 1 };
export const PASSWORD = 'correct horse battery';

export interface TestInstance {
  baseUrl: string;
  /** `host:port`, as in handles. */
  domain: string;
  /** Holds the embedded database and uploads; another process may use it while this one is down. */
  dataDir: string;
  services: Instance;
  /** A new teacher with a session. */
  signUp(username: string, displayName?: string): Promise<ApiClient>;
  /** An account of any role with a session. */
  account(username: string, role: 'teacher' | 'organizer' | 'admin'): Promise<ApiClient>;
  /** A client that is not signed in. */
  anyone(): ApiClient;
  /** Every document of every view, as text, by collection. */
  viewBytes(): Promise<Record<string, string>>;
  /** Stops serving; what is stored stays, and `up` serves it again at the same address. */
  down(): Promise<void>;
  up(): Promise<void>;
  stop(): Promise<void>;
}

export interface TestInstanceSettings {
  /** Environment variables on top of the usual ones of a test. */
  env?: Record<string, string>;
  options?: InstanceOptions;
  logger?: Logger;
  /** `localhost`, or another name of the loopback interface so that two instances differ by more than their port. */
  host?: string;
}

/** A real instance on a free loopback port, with a database of its own. Other loopback instances can be reached. */
export async function startInstance(settings: TestInstanceSettings = {}): Promise<TestInstance> {
  const host = settings.host ?? 'localhost';
  const first = createServer();
  const port = await listen(first);
  const domain = `${host}:${port}`;
  const baseUrl = `http://${domain}`;
  const database = await testDatabasePlace();
  const config = loadConfig({
    PORT: String(port),
    BASE_URL: baseUrl,
    DATA_DIR: database.dataDir,
    DATABASE_URL: database.databaseUrl,
    REGISTRATION: 'open',
    LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
    FEDERATION_ALLOW_PRIVATE: '127.0.0.0/8,::1/128',
    ...settings.env,
  });
  const run = async (server: Server) => {
    const instance = await compose(config, settings.logger ?? createLogger(config.logLevel), {
      passwords: { cost: CHEAP_SCRYPT },
      ...settings.options,
    });
    instance.attach(server);
    await instance.start();
    return instance;
  };
  let services = await run(first);

  const signedIn = async (username: string) => {
    const client = new ApiClient(baseUrl);
    await client.call(accounts.signIn, { body: { username, password: PASSWORD } });
    return client;
  };
  return {
    baseUrl,
    domain,
    dataDir: database.dataDir,
    get services() {
      return services;
    },
    anyone: () => new ApiClient(baseUrl),
    async signUp(username, displayName = username) {
      const client = new ApiClient(baseUrl);
      await client.call(accounts.signUp, { body: { username, displayName, password: PASSWORD } });
      return client;
    },
    async account(username, role) {
      const created = await services.accounts.create({ username, displayName: username, password: PASSWORD, role });
      if (!created.ok) throw new Error(created.error.message);
      return signedIn(username);
    },
    async viewBytes() {
      await services.pipeline.idle();
      const bytes: Record<string, string> = {};
      for (const name of VIEWS) {
        const documents = await services.db
          .collection<Stored>(name)
          .find({}, { sort: { _id: 1 } })
          .toArray();
        bytes[name] = documents.map((document) => JSON.stringify(sorted(document))).join('\n');
      }
      return bytes;
    },
    async down() {
      await services.stop();
    },
    async up() {
      // Whoever comes at once must be answered: nobody is let in before there is somebody to answer.
      const again = createServer();
      services = await run(again);
      await new Promise<void>((resolve, reject) => {
        again.once('error', reject).listen(port, '127.0.0.1', resolve);
      });
    },
    async stop() {
      await services.stop();
      await database.remove();
    },
  };
}

/** The same document with its keys in order: engines may keep them in another. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => [k, sorted(v)]),
  );
}
