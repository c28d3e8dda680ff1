import { JoinThread, LeaveThread, Typing } from '../../shared/contracts/live.ts';
import type { MessagePage } from '../../shared/contracts/threads.ts';
import type { Logger } from '../core/logger.ts';
import type { LiveThreads } from './ports.ts';
import { OPEN_MAX, openOf, rooms } from './rooms.ts';
import { answering, type LiveServer, type LiveSocket, notFound, Refused, SIGN_IN_FIRST } from './socket.ts';

/** Of a writer's repeated signals, one in this time is passed on. */
const TYPING_PASSED_EVERY_MS = 2_000;

export interface ThreadEventParts {
  io: LiveServer;
  threads: LiveThreads;
  logger: Logger;
  /** Without another signal the writer counts as having stopped. */
  typingExpiresMs: number;
}

/** Opening threads, who else has them open, and who is writing. */
export function onThreadEvents(parts: ThreadEventParts, socket: LiveSocket): void {
  const { io, threads, logger } = parts;
  const { principal, profile } = socket.data;
  /** By thread: when the writing that was passed on last expires. */
  const writing = new Map<string, { timer: NodeJS.Timeout; passedAt: number }>();

  async function join(thread: string, after: string | null): Promise<MessagePage> {
    if (!principal) throw new Refused(SIGN_IN_FIRST);
    const room = rooms.thread(thread);
    if (!socket.rooms.has(room) && openOf('thread', socket.rooms).length >= OPEN_MAX) {
      throw new Refused('Too many threads are open here. Close some first.');
    }
    if (!(await threads.mayOpen(principal.actor, thread))) throw notFound();
    await socket.join(room);
    tellPresence(thread);
    // Read after the connection is in its actor's room (since it began): what is sent from now on arrives live, what
    // was sent before is in this answer, and what is in both has the same id.
    return threads.messagesAfter(principal.actor, thread, after);
  }

  async function leave(thread: string): Promise<void> {
    if (!socket.rooms.has(rooms.thread(thread))) return;
    stopWriting(thread);
    await socket.leave(rooms.thread(thread));
    tellPresence(thread);
  }

  /** Best effort: another process that does not answer must not keep anybody from reading. */
  function tellPresence(thread: string): void {
    sendPresence(io, thread).catch((err: unknown) => logger.warn({ err }, 'presence could not be told'));
  }

  function tellWriting(thread: string, typing: boolean): void {
    if (!principal || !profile) return;
    socket
      .to(rooms.thread(thread))
      .except(rooms.actor(principal.actor))
      .emit('thread.typing', { thread, profile, typing });
  }

  function stopWriting(thread: string): void {
    const current = writing.get(thread);
    if (!current) return;
    clearTimeout(current.timer);
    writing.delete(thread);
    tellWriting(thread, false);
  }

  function keepWriting(thread: string): void {
    const current = writing.get(thread);
    if (current) clearTimeout(current.timer);
    const now = Date.now();
    const pass = !current || now - current.passedAt >= TYPING_PASSED_EVERY_MS;
    const timer = setTimeout(() => stopWriting(thread), parts.typingExpiresMs).unref();
    writing.set(thread, { timer, passedAt: pass ? now : current.passedAt });
    if (pass) tellWriting(thread, true);
  }

  socket.on(
    'thread.join',
    answering(JoinThread, logger, ({ thread, after }) => join(thread, after)),
  );
  socket.on(
    'thread.leave',
    answering(LeaveThread, logger, ({ thread }) => leave(thread)),
  );
  socket.on(
    'thread.typing',
    answering(Typing, logger, ({ thread, typing }) => {
      // Only who has opened the thread, which was checked, can be in its room.
      if (!socket.rooms.has(rooms.thread(thread))) return;
      if (typing) keepWriting(thread);
      else stopWriting(thread);
    }),
  );

  let openAtEnd: string[] = [];
  socket.on('disconnecting', () => {
    openAtEnd = openOf('thread', socket.rooms);
    for (const thread of [...writing.keys()]) stopWriting(thread);
  });
  socket.on('disconnect', () => {
    for (const thread of openAtEnd) tellPresence(thread);
  });
}

/** Tells everybody who has a thread open who has it open. A pair is two people, so the room is small. */
async function sendPresence(io: LiveServer, thread: string): Promise<void> {
  const room = rooms.thread(thread);
  const present = await io.in(room).fetchSockets();
  const profiles = [...new Set(present.flatMap(({ data }) => data.profile ?? []))].sort();
  io.to(room).emit('thread.presence', { thread, profiles });
}
