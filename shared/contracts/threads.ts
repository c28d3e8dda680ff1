import { z } from 'zod';
import { DELIVERY_STATES, FEEDBACK_KINDS } from '../vocabulary.ts';
import { PairFiles } from './cycles.ts';
import { endpoint, Id, IdParams, Instant } from './endpoint.ts';
import { Attachment } from './media.ts';
import { ProfileSummary } from './profiles.ts';

/** A message in a pair's private thread. The thread's id is its pair's. */
export const Message = z.object({
  id: Id,
  thread: Id,
  author: ProfileSummary,
  mine: z.boolean(),
  html: z.string(),
  feedbackKind: z.enum(FEEDBACK_KINDS).nullable(),
  attachments: z.array(Attachment),
  /** Feedback that made the other one think. */
  madeMeThink: z.boolean(),
  /** Made by the sender's client, so that a retry is not a second message; null on what came from elsewhere. */
  clientId: z.string().nullable(),
  deleted: z.boolean(),
  sentAt: Instant,
  /** Position in this instance's copy of the thread; strictly growing, opaque, comparable as a string. */
  cursor: z.string(),
  /** Only on one's own. */
  delivery: z.enum(DELIVERY_STATES).nullable(),
});
export type Message = z.infer<typeof Message>;

/** `after` walks towards the present (a client that reconnects), `before` into the past; never both. */
export const MessageQuery = z
  .object({
    after: z.string().max(100).optional(),
    before: z.string().max(100).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  })
  .refine((query) => !(query.after && query.before), 'Ask for messages after or before a cursor, not both.');

/** Oldest first. `more` says whether others lie further in the direction asked for. */
export const MessagePage = z.object({ items: z.array(Message), more: z.boolean() });
export type MessagePage = z.infer<typeof MessagePage>;

export const listMessages = endpoint({
  method: 'GET',
  path: '/threads/:id/messages',
  summary: "Messages of a pair's thread: the newest, or those after or before a cursor",
  access: 'account',
  params: IdParams,
  query: MessageQuery,
  response: MessagePage,
});

export const sendMessage = endpoint({
  method: 'POST',
  path: '/threads/:id/messages',
  summary: 'Write to the pair; the same clientId twice is one message',
  access: 'account',
  status: 201,
  params: IdParams,
  body: z.object({
    markdown: z.string().trim().min(1, 'Write something first.').max(10_000),
    feedbackKind: z.enum(FEEDBACK_KINDS).nullable().default(null),
    files: PairFiles,
    clientId: z
      .string()
      .regex(/^[a-z0-9-]{8,64}$/, 'Send a random id of 8 to 64 lower-case letters, digits or hyphens.'),
  }),
  response: Message,
});

export const markThreadRead = endpoint({
  method: 'PUT',
  path: '/threads/:id/read',
  summary: 'What I have seen of a thread: everything up to a cursor; it never goes back',
  access: 'account',
  params: IdParams,
  body: z.object({ cursor: z.string().min(1).max(100) }),
});

export const deleteMessage = endpoint({
  method: 'DELETE',
  path: '/messages/:id',
  summary: 'Delete a message of mine, here and at the partner’s instance',
  access: 'account',
  params: IdParams,
});
