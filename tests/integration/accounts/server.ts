import { pino } from 'pino';
import { createApp } from '../../../server/app.ts';
import {
  type Accounts,
  type AccountsOptions,
  createAccounts,
  SESSION_COOKIE,
} from '../../../server/features/accounts/index.ts';
import type { Database } from '../../../server/storage/index.ts';
import { openTestDatabase } from '../../support/database.ts';
import { Browser } from '../http/client.ts';
import { listen } from '../http/listening.ts';

export const PASSWORD = 'chalk and talk 1987';
/** Signing in is not what these tests measure. */
export const CHEAP = { N: 16, r: 1, p: 1 };

export interface AccountsServer {
  origin: string;
  db: Database;
  accounts: Accounts;
  /** Actors made so far, in order. */
  actors: string[];
  logged: Record<string, unknown>[];
  browser(headers?: Record<string, string>): Browser;
  /** A browser that is signed in as a new account. */
  signedIn(username: string, role?: 'teacher' | 'organizer' | 'admin'): Promise<Browser>;
  close(): Promise<void>;
}

interface StartOptions extends Partial<AccountsOptions> {
  /** Called for every read of the database. */
  count?: () => void;
}

/** The accounts feature on a real database behind the real app; nothing else is mounted. */
export async function startAccounts({ count, ...options }: StartOptions = {}): Promise<AccountsServer> {
  const test = await openTestDatabase();
  const actors: string[] = [];
  const logged: Record<string, unknown>[] = [];
  const baseUrl = options.baseUrl ?? 'http://school.example';
  const accounts = await createAccounts({
    db: count ? counting(test.database, count) : test.database,
    secretKey: 'a key for tests that is long enough',
    baseUrl,
    instanceName: 'Test school',
    version: '0.0.0',
    registration: 'open',
    createActor: async ({ username }) => {
      const actor = `${baseUrl}/users/${username}`;
      actors.push(actor);
      return actor;
    },
    passwords: { cost: CHEAP },
    ...options,
  });
  const app = createApp({
    config: { baseUrl, trustProxy: ['loopback'], instanceName: 'School' },
    version: '0.0.0',
    db: test.database,
    logger: pino({ level: 'error' }, { write: (line) => void logged.push(JSON.parse(line)) }),
    federationRouter: (_req, _res, next) => next(),
    authenticate: accounts.authenticate,
    sessionCookie: SESSION_COOKIE,
    apiRouters: [accounts.router],
    client: { clientDir: '/nonexistent' },
  });
  const server = await listen(app);
  const browser = (headers?: Record<string, string>) => new Browser(server.origin, baseUrl, headers);
  return {
    origin: server.origin,
    db: test.database,
    accounts,
    actors,
    logged,
    browser,
    async signedIn(username, role = 'teacher') {
      const created = await accounts.create({ username, password: PASSWORD, displayName: username, role });
      if (!created.ok) throw new Error(created.error.message);
      const opened = browser();
      const answer = await opened.post('/session', { username, password: PASSWORD });
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
      return opened;
    },
    async close() {
      await server.close();
      await test.dispose();
    },
  };
}

const READS = new Set(['find', 'findOne', 'countDocuments', 'aggregate']);

/** The same database, with each read announced. */
function counting(database: Database, count: () => void): Database {
  return new Proxy(database, {
    get(target, key) {
      if (key !== 'collection') return Reflect.get(target, key);
      return (name: string) => {
        const collection = target.collection(name);
        return new Proxy(collection, {
          get(inner, method) {
            if (READS.has(String(method))) count();
            const value = Reflect.get(inner, method);
            return typeof value === 'function' ? value.bind(inner) : value;
          },
        });
      };
    },
  });
}
