import type { LiveEvent, LiveUpdates } from '../activities/ports.ts';
import { KeyedQueue } from '../core/keyed-queue.ts';
import type { Logger } from '../core/logger.ts';
import type { LiveThreads } from './ports.ts';
import { rooms } from './rooms.ts';
import type { LiveServer } from './socket.ts';

/** Messages read at once for receivers; the rest wait in order. */
const LOADS_AT_ONCE = 8;

/**
 * Passes events on to connections. A message is read for each receiving actor, so that what they get is what the API
 * would show them; one actor's messages keep their order.
 */
export function createLiveUpdates(parts: {
  io: LiveServer;
  threads: LiveThreads;
  logger: Logger;
  /** Whether other processes may hold connections that this one does not see. */
  shared: boolean;
}): LiveUpdates {
  const { io, threads, logger, shared } = parts;
  const queue = new KeyedQueue(LOADS_AT_ONCE);
  const isEmpty = (room: string) => !shared && !io.of('/').adapter.rooms.has(room);

  async function sendMessage(actorIri: string, messageIri: string): Promise<void> {
    const message = await threads.messageFor(actorIri, messageIri);
    if (message) io.to(rooms.actor(actorIri)).emit('thread.message', { message });
  }

  function send(room: string, event: Exclude<LiveEvent, { name: 'thread.message' }>): void {
    switch (event.name) {
      case 'post.changed':
        io.to(room).emit('post.changed', { post: event.post });
        break;
      case 'pair.changed':
        io.to(room).emit('pair.changed', { pair: event.pair });
        break;
      case 'feed.changed':
        io.to(room).emit('feed.changed', {});
        break;
      case 'notifications.changed':
        io.to(room).emit('notifications.changed', {});
        break;
      case 'delivery.changed':
        io.to(room).emit('delivery.changed', { subject: event.subject });
        break;
    }
  }

  return {
    toActor(actorIri, event) {
      const room = rooms.actor(actorIri);
      if (isEmpty(room)) return;
      if (event.name !== 'thread.message') return send(room, event);
      queue
        .run([actorIri], () => sendMessage(actorIri, event.messageIri))
        .catch((err: unknown) => {
          // Not lost: the client asks with its cursor when it next joins.
          logger.warn({ err }, 'a message could not be passed on live');
        });
    },
    toPost(postKey, event) {
      const room = rooms.post(postKey);
      // Messages have receivers, never watchers.
      if (event.name !== 'thread.message' && !isEmpty(room)) send(room, event);
    },
    async hasOpen(actorIri, threadId) {
      const room = rooms.thread(threadId);
      if (isEmpty(room)) return false;
      try {
        const there = await io.in(room).fetchSockets();
        return there.some(({ data }) => data.principal?.actor === actorIri);
      } catch (err) {
        // Another process did not answer: a notification too many is better than one too few.
        logger.warn({ err }, 'it could not be told who has a thread open');
        return false;
      }
    },
  };
}
