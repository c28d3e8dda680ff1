import { z } from 'zod';
import { endpoint, Id, IdParams, Instant, PageQuery, pageOf } from './endpoint.ts';

/**
 * How this instance gets on with others, for the people who run it: what is on its way out, what came in and could not be
 * worked off, and what was refused. Never what anything says, and never who it is for.
 */

/** `resting`: after failures, until `nextTry`. `paused`: by an admin. `idle`: nothing waits. */
export const HOST_STATES = ['resting', 'paused', 'sending', 'idle'] as const;
export type HostState = (typeof HOST_STATES)[number];

/** Of what waits, was kept or failed, no more is counted: it would be no help to know. */
export const COUNTED_MAX = 10_000;

export const Host = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9.:[\]-]{1,260}$/, 'Write a host like school.example.');
const HostParams = z.object({ host: Host });

/** One other instance, as deliveries know it. */
export const FederationHost = z.object({
  host: z.string(),
  state: z.enum(HOST_STATES),
  /** Deliveries that wait, up to `COUNTED_MAX`. */
  waiting: z.number().int(),
  /** Given up within the last 30 days, up to `COUNTED_MAX`. */
  failed: z.number().int(),
  /** Given up for now, and sent again when the host is back, up to `COUNTED_MAX`. */
  kept: z.number().int(),
  /** Why the last attempt that did not succeed did not: a status like `503`, or a word. Null once something is taken. */
  lastError: z.string().nullable(),
  failingSince: Instant.nullable(),
  /** When it last took something or refused it for good. */
  lastAnswer: Instant.nullable(),
  /** When it is tried again; null when nothing holds it up, or when it is being tried. */
  nextTry: Instant.nullable(),
  /** Which signatures it takes, as learnt from its answers. */
  signatures: z.enum(['draft-cavage', 'rfc9421']),
});
export type FederationHost = z.infer<typeof FederationHost>;

export const listFederationHosts = endpoint({
  method: 'GET',
  path: '/admin/federation/hosts',
  summary: 'Other instances, those with the most trouble first',
  access: 'admin',
  query: PageQuery.extend({
    /** What a host begins with, or a part of it after a dot. Such an answer has one page. */
    q: z.string().trim().toLowerCase().max(100).default(''),
    state: z.enum(HOST_STATES).optional(),
  }),
  response: pageOf(FederationHost),
});

export const getFederationHost = endpoint({
  method: 'GET',
  path: '/admin/federation/hosts/:host',
  summary: 'How deliveries to one instance stand',
  access: 'admin',
  params: HostParams,
  response: FederationHost,
});

export const pauseHost = endpoint({
  method: 'PUT',
  path: '/admin/federation/hosts/:host/pause',
  summary: 'Send nothing to an instance until told otherwise; what is for it waits',
  access: 'admin',
  params: HostParams,
  response: FederationHost,
});

export const resumeHost = endpoint({
  method: 'DELETE',
  path: '/admin/federation/hosts/:host/pause',
  summary: 'Send to an instance again',
  access: 'admin',
  params: HostParams,
  response: FederationHost,
});

export const retryHost = endpoint({
  method: 'POST',
  path: '/admin/federation/hosts/:host/retry',
  summary: 'Try everything for an instance again now, also what was given up but not dropped',
  access: 'admin',
  params: HostParams,
  response: FederationHost,
});

export const dropDeliveries = endpoint({
  method: 'DELETE',
  path: '/admin/federation/hosts/:host/deliveries',
  summary: 'Give up for good everything that waits or is kept for an instance',
  access: 'admin',
  params: HostParams,
  response: FederationHost,
});

/** Something that arrived and could not be worked off, however often it was tried. */
export const DeadLetter = z.object({
  id: Id,
  /** ActivityStreams type. */
  type: z.string(),
  /** The instance it came from; null for something written here. */
  host: z.string().nullable(),
  receivedAt: Instant,
  failures: z.number().int(),
  /** What went wrong, in words of this server; nothing of what the activity says. */
  error: z.string(),
});
export type DeadLetter = z.infer<typeof DeadLetter>;

export const listDeadLetters = endpoint({
  method: 'GET',
  path: '/admin/federation/dead-letters',
  summary: 'Activities that could not be worked off, newest first',
  access: 'admin',
  query: PageQuery,
  response: pageOf(DeadLetter),
});

export const replayDeadLetter = endpoint({
  method: 'POST',
  path: '/admin/federation/dead-letters/:id/replay',
  summary: 'Work off an activity once more; it stays in the list when it fails again',
  access: 'admin',
  params: IdParams,
  response: z.object({ replayed: z.boolean() }),
});

export const dropDeadLetter = endpoint({
  method: 'DELETE',
  path: '/admin/federation/dead-letters/:id',
  summary: 'Take an activity off the list; it stays in the log and changes nothing',
  access: 'admin',
  params: IdParams,
});

/** What the inbox refused since the server started, by reason. */
export const FederationRefusals = z.object({
  since: Instant,
  reasons: z.array(z.object({ reason: z.string(), count: z.number().int() })),
});
export type FederationRefusals = z.infer<typeof FederationRefusals>;

export const getFederationRefusals = endpoint({
  method: 'GET',
  path: '/admin/federation/refusals',
  summary: 'How often the inbox refused something since the start, by reason',
  access: 'admin',
  response: FederationRefusals,
});
