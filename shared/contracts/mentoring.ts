import { z } from 'zod';
import {
  AMENDMENT_STATES,
  CADENCES,
  CONFIDENTIALITIES,
  DELIVERY_STATES,
  FEEDBACK_KINDS,
  PAIR_CAUSES,
  PAIR_STATES,
  PAUSES,
} from '../vocabulary.ts';
import { endpoint, Id, IdParams, Instant } from './endpoint.ts';
import { Handle, ProfileSummary } from './profiles.ts';

const Goals = z.string().trim().min(1, 'Write at least one goal.').max(1_000);

/** What the two agree on. Both goals are written down because a pair is reciprocal. */
export const Terms = z.object({
  myGoals: Goals,
  partnerGoals: Goals,
  cadence: z.enum(CADENCES),
  /** A calendar day, `2026-12-18`, not in the past. */
  endsOn: z.iso.date('Choose a day, like 2026-12-18.'),
  /** Name of the protocol they usually take; empty: each time as it fits. */
  protocol: z.string().trim().max(80).default(''),
  confidentiality: z.enum(CONFIDENTIALITIES).default('ask-first'),
  note: z.string().trim().max(1_000).default(''),
});
export type Terms = z.input<typeof Terms>;

/** What the offerer proposes. */
export const OfferFields = Terms.extend({ partner: Handle });
export type OfferFields = z.infer<typeof OfferFields>;

/** Terms as they are read. */
const AgreedTerms = z.object({
  myGoals: z.string(),
  partnerGoals: z.string(),
  cadence: z.enum(CADENCES),
  endsOn: z.iso.date(),
  protocol: z.string(),
  confidentiality: z.enum(CONFIDENTIALITIES),
  note: z.string(),
});

/** A change of the agreement: proposed by one, in force once the other accepts it. */
export const Amendment = z.object({
  id: Id,
  proposedByMe: z.boolean(),
  state: z.enum(AMENDMENT_STATES),
  terms: AgreedTerms,
  at: Instant,
  answeredAt: Instant.nullable(),
  reason: z.string(),
  may: z.object({ accept: z.boolean(), decline: z.boolean(), withdraw: z.boolean() }),
});
export type Amendment = z.infer<typeof Amendment>;

const FeedbackCounts = z.record(z.enum(FEEDBACK_KINDS), z.number().int());

/** A mentoring pair as one of its two members sees it. */
export const Pair = z.object({
  id: Id,
  partner: ProfileSummary,
  /** Whether the asker offered it or received it. */
  offeredByMe: z.boolean(),
  state: z.enum(PAIR_STATES),
  /** The agreement as it is now. */
  ...AgreedTerms.shape,
  /** The offer that this one answers with other terms. */
  counters: Id.nullable(),
  offeredAt: Instant,
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  /** What a decline or an end came with, if anything. */
  reason: z.string(),
  /** Why it ended, when there is no reason to give; the client says it in a sentence. */
  cause: z.enum(PAIR_CAUSES).nullable(),
  /** Why it rests at the moment. Nothing is lost; it goes on by itself. */
  paused: z.enum(PAUSES).nullable(),
  ledger: z.object({ given: FeedbackCounts, got: FeedbackCounts }),
  may: z.object({
    accept: z.boolean(),
    decline: z.boolean(),
    withdraw: z.boolean(),
    counter: z.boolean(),
    amend: z.boolean(),
    end: z.boolean(),
    /** Go without a reason and without a fault, after the first session. */
    leave: z.boolean(),
    write: z.boolean(),
  }),
  /** An amendment that waits for an answer of one of the two: the newest. */
  amendment: Amendment.nullable(),
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

/** What one gave and got, of what can be counted without judging. */
export const Balance = z.object({
  /** Turns in which I presented, and in which I responded. */
  turns: z.object({ presented: z.number().int(), responded: z.number().int() }),
  feedback: z.object({ given: FeedbackCounts, got: FeedbackCounts }),
  /** Follow-ups that were done: mine, and of the people I gave feedback to. */
  followUps: z.object({ mine: z.number().int(), theirs: z.number().int() }),
  /** Minutes of agreed sessions that are past. */
  minutes: z.number().int(),
});
export type Balance = z.infer<typeof Balance>;

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
    balance: Balance,
    /**
     * How many turns more one of the two has responded in than the other; said only when it is over one, to both: `me`
     * when it is my turn to give.
     */
    gap: z.object({ turns: z.number().int(), owed: z.enum(['me', 'partner']) }).nullable(),
  }),
});

export const getMyLedger = endpoint({
  method: 'GET',
  path: '/me/ledger',
  summary: 'What I gave and got in all my pairs together, this school year (from August) and in all; only I see it',
  access: 'account',
  response: z.object({ year: Balance, all: Balance, weeks: z.array(LedgerWeek) }),
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

export const counterPair = endpoint({
  method: 'POST',
  path: '/pairs/:id/counter',
  summary: 'Answer an offer made to me with other terms; it takes the place of that offer',
  access: 'account',
  status: 201,
  params: IdParams,
  body: Terms,
  response: Pair,
});

export const leavePair = endpoint({
  method: 'POST',
  path: '/pairs/:id/leave',
  summary: 'End a pair after the first session, without a reason and without a fault',
  access: 'account',
  params: IdParams,
  response: Pair,
});

export const listAmendments = endpoint({
  method: 'GET',
  path: '/pairs/:id/amendments',
  summary: 'How the agreement came to be what it is, newest first (at most 50); the last one is the offer itself',
  access: 'account',
  params: IdParams,
  response: z.object({ items: z.array(Amendment) }),
});

export const amendPair = endpoint({
  method: 'POST',
  path: '/pairs/:id/amendments',
  summary: 'Propose a change of the agreement; one waits for an answer at a time',
  access: 'account',
  status: 201,
  params: IdParams,
  body: Terms,
  response: Pair,
});

export const acceptAmendment = endpoint({
  method: 'POST',
  path: '/amendments/:id/accept',
  summary: 'Agree to a change',
  access: 'account',
  params: IdParams,
  response: Pair,
});

export const declineAmendment = endpoint({
  method: 'POST',
  path: '/amendments/:id/decline',
  summary: 'Leave the agreement as it is',
  access: 'account',
  params: IdParams,
  body: Reason,
  response: Pair,
});

export const withdrawAmendment = endpoint({
  method: 'POST',
  path: '/amendments/:id/withdraw',
  summary: 'Take back a change that I proposed',
  access: 'account',
  params: IdParams,
  response: Pair,
});

/** The link in the note to somebody whose server does not know pairs; unguessable, and says nothing but what is here. */
export const InvitationToken = z.string().regex(/^[A-Za-z0-9_-]{20,64}$/, 'Open the link from the note again.');

export const getPairInvitation = endpoint({
  method: 'GET',
  path: '/pair-invitations/:token',
  summary: 'Who invites to a mentoring pair, for the page behind the link in a note',
  access: 'anyone',
  params: z.object({ token: InvitationToken }),
  response: z.object({
    from: ProfileSummary,
    instance: z.string(),
    /** False once the pair has begun or the invitation was taken back. */
    open: z.boolean(),
    /** Whether an account can be made here by this link. */
    mayJoin: z.boolean(),
    /** For the sign-up form, where invitations are needed. */
    invitation: z.string().nullable(),
  }),
});

export const answerPairInvitation = endpoint({
  method: 'POST',
  path: '/pair-invitations/:token/elsewhere',
  summary: 'Tell whoever invited me that I am on another instance of Staffroom, by my handle there',
  access: 'anyone',
  params: z.object({ token: InvitationToken }),
  body: z.object({ handle: Handle }),
});

export const joinedByPairInvitation = endpoint({
  method: 'POST',
  path: '/pair-invitations/:token/here',
  summary: 'Tell whoever invited me that I have an account here, so that they can offer me the pair',
  access: 'account',
  params: z.object({ token: InvitationToken }),
});
