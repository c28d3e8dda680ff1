import { keyOf } from '../core/ids.ts';
import type { LiveSessions } from './ports.ts';
import { rooms } from './rooms.ts';
import type { LiveServer } from './socket.ts';

/**
 * Ties each connection to the session that it came with: it is its person's for as long as that session is, and ends with it.
 * Tokens, of people and of their apps, make it nobody's.
 */
export function tieToSessions(io: LiveServer, sessions: LiveSessions): void {
  const isLive = async (session: string) => (await sessions.liveSessions([session])).has(session);

  // Whose it is was found out when it began to connect, and the other end decides how long that takes: who was signed out
  // meanwhile is a stranger.
  io.use((socket, next) => {
    const signedIn = sessions.sessionOf(socket.request);
    const asking = signedIn === null ? Promise.resolve(false) : isLive(signedIn.session);
    asking.then(
      (live) => {
        const principal = live && signedIn !== null ? signedIn.principal : null;
        socket.data = { principal, profile: principal && keyOf(principal.actor) };
        next();
      },
      // Not known for now: clients dial again by themselves, which they would not after a refusal.
      () => socket.conn.close(),
    );
  });
  io.on('connection', (socket) => {
    const session = sessions.sessionOf(socket.request)?.session;
    const { principal } = socket.data;
    if (principal === null || session === undefined) return;
    void socket.join([rooms.actor(principal.actor), rooms.session(session)]);
    const end = () => void socket.disconnect(true);
    // From here on it is ended with its session; and here, if that ended just before.
    isLive(session).then((live) => live || end(), end);
  });
  sessions.onSessionsEnded((ids) => {
    if (ids.length > 0) io.in(ids.map(rooms.session)).disconnectSockets(true);
  });
}
