import { z } from 'zod';
import { Id } from './endpoint.ts';
import type { Message, MessagePage } from './threads.ts';

/**
 * Live events over socket.io, with the same session cookie as the API. Except for messages, an event carries only
 * ids: the client asks the API again, which decides anew who may see what.
 */
export interface ServerEvents {
  'thread.message': (event: { message: Message }) => void;
  /** Someone of this instance is writing; true is repeated while they write, and expires after 6 s. */
  'thread.typing': (event: { thread: string; profile: string; typing: boolean }) => void;
  /** The profile ids of this instance that have the thread open. */
  'thread.presence': (event: { thread: string; profiles: string[] }) => void;
  'post.changed': (event: { post: string }) => void;
  'pair.changed': (event: { pair: string }) => void;
  'feed.changed': (event: Record<string, never>) => void;
  /** There is something new for me, or something of it was read elsewhere. */
  'notifications.changed': (event: Record<string, never>) => void;
  /** The delivery state of something of mine changed; `subject` is the id of the post, message or pair. */
  'delivery.changed': (event: { subject: string }) => void;
}

export type Ack<T> = (answer: { ok: true; value: T } | { ok: false; message: string }) => void;

export const JoinThread = z.object({
  thread: Id,
  /** The cursor of the last message the client has: the answer holds what came after it. */
  after: z.string().max(100).nullable(),
});
export const LeaveThread = z.object({ thread: Id });
export const Typing = z.object({ thread: Id, typing: z.boolean() });
export const WatchPost = z.object({ post: Id });

export interface ClientEvents {
  'thread.join': (request: z.infer<typeof JoinThread>, ack: Ack<MessagePage>) => void;
  'thread.leave': (request: z.infer<typeof LeaveThread>) => void;
  'thread.typing': (request: z.infer<typeof Typing>) => void;
  'post.watch': (request: z.infer<typeof WatchPost>, ack: Ack<null>) => void;
  'post.unwatch': (request: z.infer<typeof WatchPost>) => void;
}
