import type { Server as HttpServer, IncomingMessage, ServerResponse } from 'node:http';
import { Server, type ServerOptions } from 'socket.io';
import type { LiveUpdates } from '../activities/ports.ts';
import type { Logger } from '../core/logger.ts';
import { pageOf } from '../http/csrf.ts';
import { createLiveUpdates } from './live-updates.ts';
import type { SharedRooms } from './mongo-adapter.ts';
import type { LivePosts, LiveSessions, LiveThreads } from './ports.ts';
import { onPostEvents } from './post-events.ts';
import { tieToSessions } from './session-ties.ts';
import type { LiveServer, LiveSocket } from './socket.ts';
import { onThreadEvents } from './thread-events.ts';

/** Shares rooms between processes on one MongoDB; null when it cannot. Its driver is loaded only for those who have one. */
export async function openSharedRooms(databaseUrl: string, logger: Logger): Promise<SharedRooms | null> {
  const { openMongoAdapter } = await import('./mongo-adapter.ts');
  return openMongoAdapter(databaseUrl, logger);
}

const MESSAGE_MAX_BYTES = 65_536;
const TYPING_EXPIRES_MS = 6_000;
/** A person causes a few a minute; more than this is a program gone wrong, and its connection ends. */
const EVENTS_MAX = { count: 200, perMs: 10_000 };

export interface RealtimeParts {
  baseUrl: string;
  sessions: LiveSessions;
  threads: LiveThreads;
  posts: LivePosts;
  logger: Logger;
  /** Lets several processes share rooms (`openSharedRooms`); without it this process is alone. */
  adapter?: ServerOptions['adapter'] | undefined;
  /** Tests shorten it. */
  typingExpiresMs?: number;
}

export interface Realtime {
  live: LiveUpdates;
  attach(server: HttpServer): void;
  /** Ends every connection. Idempotent. */
  close(): Promise<void>;
}

/**
 * socket.io with the session of the API. Nothing is kept for a client that goes away: it comes back with the cursor of
 * the last message it has.
 */
export function createRealtime(parts: RealtimeParts): Realtime {
  const { baseUrl, sessions, threads, logger, adapter, typingExpiresMs = TYPING_EXPIRES_MS } = parts;
  const io: LiveServer = new Server({
    serveClient: false,
    maxHttpBufferSize: MESSAGE_MAX_BYTES,
    ...(adapter ? { adapter } : {}),
  });

  tieToSessions(io, sessions);
  io.on('connection', (socket) => {
    boundEvents(socket, logger);
    onThreadEvents({ io, threads, logger, typingExpiresMs }, socket);
    onPostEvents(parts, socket);
  });

  return {
    live: createLiveUpdates({ io, threads, logger, shared: adapter !== undefined }),
    attach(server) {
      io.attach(server);
      io.engine.use(identify(sessions, baseUrl));
    },
    async close() {
      // Not `io.close()`: that would close the HTTP server too, which is not ours.
      io.disconnectSockets(true);
      io.engine?.close();
      await io.of('/').adapter.close();
    },
  };
}

/** Runs once for each connection, before it is taken: where it comes from, then whose it is. */
function identify(sessions: LiveSessions, baseUrl: string) {
  return (req: IncomingMessage, res: ServerResponse, next: (error?: unknown) => void): void => {
    const belongsToConnection = new URL(req.url ?? '/', baseUrl).searchParams.has('sid');
    if (!isOurs(req, baseUrl)) next(new Error('not a page of ours'));
    else if (belongsToConnection) next();
    else sessions.authenticate(req, res, next);
  };
}

/**
 * WebSockets are not held back by the same-origin policy, and browsers send the cookie with them; they always name
 * their origin in an upgrade. A plain GET without one can at most open a connection that nobody can read.
 */
function isOurs(req: IncomingMessage, baseUrl: string): boolean {
  const page = pageOf(req.headers, baseUrl);
  return page === 'ours' || (page === 'unknown' && !(req.headers.upgrade && req.headers.cookie));
}

/** Ends a connection that sends more than any person causes. */
function boundEvents(socket: LiveSocket, logger: Logger): void {
  let since = Date.now();
  let count = 0;
  socket.use((_event, next) => {
    const now = Date.now();
    if (now - since > EVENTS_MAX.perMs) {
      since = now;
      count = 0;
    }
    count += 1;
    if (count <= EVENTS_MAX.count) return next();
    logger.warn({ actor: socket.data.principal?.actor }, 'a live connection sent too much and was ended');
    socket.disconnect(true);
  });
}
