import { z } from 'zod';
import { CADENCES, DELIVERY_STATES, FEEDBACK_KINDS, PAIR_STATES } from '../vocabulary.ts';
import { endpoint, Id, IdParams, Instant } from './endpoint.ts';
import { Handle, ProfileSummary } from './profiles.ts';

const Goals = z.string().trim().min(1, 'Write at least one goal.').max(1_000);

/** What the offerer proposes. Both goals are written down because a pair is reciprocal. */
export const OfferFields = z.object({
  partner: Handle,
  myGoals: Goals,
  partnerGoals: Goals,
  cadence: z.enum(CADENCES),
  /** A calendar day, `2026-12-18`, not in the past. */
  endsOn: z.iso.date('Choose a day, like 2026-12-18.'),
  note: z.string().trim().max(1_000).default(''),
});
export type OfferFields = z.infer<typeof OfferFields>;

const FeedbackCounts = z.record(z.enum(FEEDBACK_KINDS), z.number().int());

/** A mentoring pair as one of its two members sees it. */
export const Pair = z.object({
  id: Id,
  partner: ProfileSummary,
  /** Whether the asker offered it or received it. */
  offeredByMe: z.boolean(),
  state: z.enum(PAIR_STATES),
  myGoals: z.string(),
  partnerGoals: z.string(),
  cadence: z.enum(CADENCES),
  endsOn: z.iso.date(),
  note: z.string(),
  offeredAt: Instant,
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  /** What a decline or an end came with, if anything. */
  reason: z.string(),
  ledger: z.object({ given: FeedbackCounts, got: FeedbackCounts }),
  may: z.object({
    accept: z.boolean(),
    decline: z.boolean(),
    withdraw: z.boolean(),
    end: z.boolean(),
    write: z.boolean(),
  }),
  /** Messages of the partner that I have not read, counted up to 100. */
  unread: z.number().int(),
  /** I am not notified of messages here. */
  muted: z.boolean(),
  /** How the last step I took got to the partner's instance. */
  delivery: z.enum(DELIVERY_STATES),
});
export type Pair = z.infer<typeof Pair>;

/** One piece of feedback between the two, public or private. */
export const LedgerEntry = z.object({
  id: Id,
  kind: z.enum(FEEDBACK_KINDS),
  direction: z.enum(['given', 'got']),
  /** The public post it answers; null for feedback inside the pair's thread. */
  post: z.object({ id: Id, title: z.string() }).nullable(),
  at: Instant,
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;

/** What the activity of a pair is shown over. */
export const LEDGER_WEEKS = 12;

/** A calendar week, from Monday (UTC), and how much feedback went each way in it. */
export const LedgerWeek = z.object({ from: z.iso.date(), given: z.number().int(), got: z.number().int() });
export type LedgerWeek = z.infer<typeof LedgerWeek>;

const Reason = z.object({ reason: z.string().trim().max(1_000).default('') });

export const listPairs = endpoint({
  method: 'GET',
  path: '/pairs',
  summary: 'My mentoring pairs and offers, newest first (the newest 100)',
  access: 'account',
  response: z.object({ items: z.array(Pair) }),
});

export const getPair = endpoint({
  method: 'GET',
  path: '/pairs/:id',
  summary: 'A pair of mine',
  access: 'account',
  params: IdParams,
  response: Pair,
});

export const listLedger = endpoint({
  method: 'GET',
  path: '/pairs/:id/ledger',
  summary: 'Who gave and got what, newest first (the newest 100), and how much in each of the last 12 weeks',
  access: 'account',
  params: IdParams,
  response: z.object({
    items: z.array(LedgerEntry),
    /** Oldest first, the present one last; weeks without feedback are there too. */
    weeks: z.array(LedgerWeek),
  }),
});

export const offerPair = endpoint({
  method: 'POST',
  path: '/pairs',
  summary: 'Offer someone a reciprocal mentoring pair',
  access: 'account',
  status: 201,
  body: OfferFields,
  response: Pair,
});

export const acceptPair = endpoint({
  method: 'POST',
  path: '/pairs/:id/accept',
  summary: 'Accept an offer made to me',
  access: 'account',
  params: IdParams,
  response: Pair,
});

export const declinePair = endpoint({
  method: 'POST',
  path: '/pairs/:id/decline',
  summary: 'Decline an offer made to me; only the offerer sees the reason',
  access: 'account',
  params: IdParams,
  body: Reason,
  response: Pair,
});

export const withdrawPair = endpoint({
  method: 'POST',
  path: '/pairs/:id/withdraw',
  summary: 'Take back an offer that is not answered yet',
  access: 'account',
  params: IdParams,
  response: Pair,
});

export const endPair = endpoint({
  method: 'POST',
  path: '/pairs/:id/end',
  summary: 'End a pair; its thread stays readable for both',
  access: 'account',
  params: IdParams,
  body: Reason,
  response: Pair,
});
