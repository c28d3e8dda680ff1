import { z } from 'zod';
import {
  CYCLE_STATES,
  DELIVERY_STATES,
  FEEDBACK_KINDS,
  FOLLOW_UP_STATES,
  TURN_STATES,
  WORK_KINDS,
} from '../vocabulary.ts';
import { endpoint, Id, IdParams, Instant, OneLine } from './endpoint.ts';
import { Attachment } from './media.ts';
import { ProfileSummary } from './profiles.ts';
import { ProtocolStep } from './protocols.ts';

/** Files of a private thing, uploaded before (`UPLOAD_PATH`); only the two members of the pair can open them. */
export const PairFiles = z.array(Id).max(4, 'At most four files.').default([]);

/** Where in the work a comment points: words of it, or a moment of a recording in seconds from its beginning. */
export const Anchor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('passage'), quote: z.string().trim().min(1).max(300) }),
  z.object({
    kind: z.literal('moment'),
    seconds: z
      .number()
      .int()
      .min(0)
      .max(24 * 3600),
  }),
]);
export type Anchor = z.infer<typeof Anchor>;

const Link = z.union([
  z.literal(''),
  z.url({ protocol: /^https?$/, error: 'Write an address that begins with https://.' }).max(1_000),
]);
const Markdown = z.string().trim().max(10_000);

/** What one brings to a turn. Student-free: the student-privacy hints apply here as to posts. */
export const PresentFields = z.object({
  work: z.object({
    kind: z.enum(WORK_KINDS),
    title: OneLine.min(1, 'Give it a title.').max(200),
    /** The work itself, or what one should know about it. */
    markdown: Markdown.default(''),
    /** A short video, or where the plan is. */
    link: Link.default(''),
    /** A practice post that I wrote; required for the kind `post`, and only there. */
    post: Id.nullable().default(null),
    files: PairFiles,
  }),
  focusQuestion: z.string().trim().min(1, 'Ask what you want your partner to look at.').max(500),
  subject: z.string().trim().max(60).default(''),
  /** Of `listProtocols`. */
  protocol: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'Choose a protocol.'),
  /** In which a protocol that ships is worded. */
  language: z.string().max(35).default('en'),
});
export type PresentFields = z.input<typeof PresentFields>;

export const Contribution = z.object({
  id: Id,
  author: ProfileSummary,
  mine: z.boolean(),
  step: z.number().int(),
  html: z.string(),
  feedbackKind: z.enum(FEEDBACK_KINDS).nullable(),
  anchor: Anchor.nullable(),
  attachments: z.array(Attachment),
  deleted: z.boolean(),
  /** Whether it made the one who got it think: shown to them and to who gave it, null to nobody else. */
  madeMeThink: z.boolean(),
  at: Instant,
  /** Only on one's own. */
  delivery: z.enum(DELIVERY_STATES).nullable(),
});
export type Contribution = z.infer<typeof Contribution>;

export const Evidence = z.object({
  html: z.string(),
  link: z.string(),
  /** Null also when the reader may not see it. */
  post: z.object({ id: Id, title: z.string() }).nullable(),
  attachments: z.array(Attachment),
  reflectionHtml: z.string(),
  at: Instant,
});

export const FollowUp = z.object({
  id: Id,
  pair: Id,
  turn: Id,
  /** The focus question of the turn it follows. */
  about: z.string(),
  mine: z.boolean(),
  state: z.enum(FOLLOW_UP_STATES),
  /** Empty when it was declined. */
  what: z.string(),
  /** Calendar day; null when it was declined. */
  by: z.iso.date().nullable(),
  support: z.string(),
  /** Why it was declined, moved or dropped. */
  reason: z.string(),
  evidence: Evidence.nullable(),
  at: Instant,
  may: z.object({ complete: z.boolean(), change: z.boolean() }),
});
export type FollowUp = z.infer<typeof FollowUp>;

/** The presenter's wish to show what the partner said in public, word for word. */
export const Consent = z.object({
  id: Id,
  pair: Id,
  turn: Id,
  askedByMe: z.boolean(),
  /** The pieces of feedback, as they would be quoted. */
  pieces: z.array(z.object({ contribution: Id, html: z.string() })),
  /** With the partner's name, or "a colleague". */
  named: z.boolean(),
  answer: z.enum(['waiting', 'yes', 'no']),
  reason: z.string(),
  at: Instant,
});
export type Consent = z.infer<typeof Consent>;

/** Why the asker cannot speak now; said kindly by the client. */
export const QUIET = ['listen', 'their-turn', 'over', 'pair-closed', 'paused'] as const;

/** One presents with a focus question, the other responds by the steps of a protocol. */
export const Turn = z.object({
  id: Id,
  cycle: Id,
  presenter: ProfileSummary,
  iPresent: z.boolean(),
  work: z.object({
    kind: z.enum(WORK_KINDS),
    title: z.string(),
    html: z.string(),
    link: z.string(),
    /** Null also when the reader may not see it. */
    post: z.object({ id: Id, title: z.string() }).nullable(),
    attachments: z.array(Attachment),
  }),
  focusQuestion: z.string(),
  subject: z.string(),
  protocol: z.object({ name: z.string(), purpose: z.string(), steps: z.array(ProtocolStep) }),
  state: z.enum(TURN_STATES),
  /** Where the two are in the protocol; null when its steps are done. */
  step: z.number().int().nullable(),
  contributions: z.array(Contribution),
  followUp: FollowUp.nullable(),
  consents: z.array(Consent),
  may: z.object({
    speak: z.boolean(),
    /** Pass on to the next step. */
    close: z.boolean(),
    followUp: z.boolean(),
    /** Make a post of it. */
    share: z.boolean(),
  }),
  /** Null when I may speak. */
  quiet: z.enum(QUIET).nullable(),
  /** What is still missing before this step can be closed by me. */
  needs: z.enum(['substantive-feedback', 'reflection']).nullable(),
  presentedAt: Instant,
});
export type Turn = z.infer<typeof Turn>;

export const Cycle = z.object({
  id: Id,
  pair: Id,
  /** From 1, in this pair. */
  number: z.number().int(),
  state: z.enum(CYCLE_STATES),
  /** The one or two turns, in the order they were presented. */
  turns: z.array(Turn),
  /** The next move is mine. */
  myMove: z.boolean(),
  may: z.object({ present: z.boolean(), setAside: z.boolean() }),
  /** Why it was set aside. */
  reason: z.string(),
  startedAt: Instant,
  completedAt: Instant.nullable(),
});
export type Cycle = z.infer<typeof Cycle>;

export const listCycles = endpoint({
  method: 'GET',
  path: '/pairs/:id/cycles',
  summary: 'The cycles of a pair of mine, newest first (the newest 20), and whether I may begin one',
  access: 'account',
  params: IdParams,
  response: z.object({ items: z.array(Cycle), mayBegin: z.boolean() }),
});

export const getCycle = endpoint({
  method: 'GET',
  path: '/cycles/:id',
  summary: 'A cycle of a pair of mine',
  access: 'account',
  params: IdParams,
  response: Cycle,
});

export const beginCycle = endpoint({
  method: 'POST',
  path: '/pairs/:id/cycles',
  summary: 'Begin a cycle by presenting something of mine; one cycle at a time',
  access: 'account',
  status: 201,
  params: IdParams,
  body: PresentFields,
  response: Cycle,
});

export const presentTurn = endpoint({
  method: 'POST',
  path: '/cycles/:id/turns',
  summary: 'Present in the second turn of a cycle, when roles have swapped',
  access: 'account',
  status: 201,
  params: IdParams,
  body: PresentFields,
  response: Cycle,
});

export const setCycleAside = endpoint({
  method: 'POST',
  path: '/cycles/:id/set-aside',
  summary: 'Leave a cycle unfinished; what was said stays readable for the two',
  access: 'account',
  params: IdParams,
  body: z.object({ reason: z.string().trim().max(1_000).default('') }),
  response: Cycle,
});

export const contribute = endpoint({
  method: 'POST',
  path: '/turns/:id/contributions',
  summary: 'Say something in the step that a turn is in; the same clientId twice is one contribution',
  access: 'account',
  status: 201,
  params: IdParams,
  body: z.object({
    step: z.number().int().min(0).max(7),
    markdown: Markdown.min(1, 'Write something first.'),
    feedbackKind: z.enum(FEEDBACK_KINDS).nullable().default(null),
    anchor: Anchor.nullable().default(null),
    files: PairFiles,
    clientId: z
      .string()
      .regex(/^[a-z0-9-]{8,64}$/, 'Send a random id of 8 to 64 lower-case letters, digits or hyphens.'),
  }),
  response: Cycle,
});

export const deleteContribution = endpoint({
  method: 'DELETE',
  path: '/contributions/:id',
  summary: 'Delete something I said in a turn, here and at the partner’s instance',
  access: 'account',
  params: IdParams,
});

export const closeStep = endpoint({
  method: 'POST',
  path: '/turns/:id/steps/close',
  summary: 'Pass on to the next step of the protocol',
  access: 'account',
  params: IdParams,
  /** The step that I see as the present one: a second press passes nothing on. */
  body: z.object({ step: z.number().int().min(0).max(7) }),
  response: Cycle,
});

const CalendarDay = z.iso.date('Choose a day, like 2026-12-18.');
const Reason = z.string().trim().min(1, 'Say why, in a sentence.').max(1_000);

/** What the presenter does about the feedback: something by a day, or nothing for a reason. */
export const FollowUpFields = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('action'),
    what: z.string().trim().min(1, 'Say what you will do.').max(1_000),
    by: CalendarDay,
    /** Who supports me; free text. */
    support: z.string().trim().max(300).default(''),
  }),
  z.object({ kind: z.literal('decline'), reason: Reason }),
]);
export type FollowUpFields = z.infer<typeof FollowUpFields>;

export const followUp = endpoint({
  method: 'POST',
  path: '/turns/:id/follow-up',
  summary: 'Close the feedback of my turn with an action or a reasoned decline',
  access: 'account',
  status: 201,
  params: IdParams,
  body: FollowUpFields,
  response: Cycle,
});

export const completeFollowUp = endpoint({
  method: 'POST',
  path: '/follow-ups/:id/complete',
  summary: 'Show that I did it: evidence of at least one sort, and a reflection',
  access: 'account',
  params: IdParams,
  body: z
    .object({
      markdown: Markdown.default(''),
      link: Link.default(''),
      post: Id.nullable().default(null),
      files: PairFiles,
      reflection: Markdown.min(1, 'Write a sentence or two: what did you see, and what now?'),
    })
    .refine(({ markdown, link, post, files }) => markdown !== '' || link !== '' || post !== null || files.length > 0, {
      message: 'Show something: a few words, a link, a post or an image.',
      path: ['markdown'],
    }),
  response: FollowUp,
});

export const changeFollowUp = endpoint({
  method: 'POST',
  path: '/follow-ups/:id/change',
  summary: 'Give it another day, or drop it (`by` null); either with a reason',
  access: 'account',
  params: IdParams,
  body: z.object({ by: CalendarDay.nullable(), reason: Reason }),
  response: FollowUp,
});

export const listFollowUps = endpoint({
  method: 'GET',
  path: '/me/follow-ups',
  summary: 'Follow-ups in my pairs, mine and my partners’: open ones first, by day (at most 100)',
  access: 'account',
  response: z.object({ items: z.array(FollowUp) }),
});

/** Feedback of any sort: a contribution, a message with a kind, or a public reply to something of mine. */
export const markThought = endpoint({
  method: 'PUT',
  path: '/feedback/:id/thought',
  summary: 'Feedback that I got made me think; only who gave it learns so',
  access: 'account',
  params: IdParams,
});

export const unmarkThought = endpoint({
  method: 'DELETE',
  path: '/feedback/:id/thought',
  summary: 'Take that back',
  access: 'account',
  params: IdParams,
});

export const askConsent = endpoint({
  method: 'POST',
  path: '/turns/:id/consents',
  summary:
    'Ask my partner whether I may quote feedback of theirs in public; not when you agreed to keep it between you',
  access: 'account',
  status: 201,
  params: IdParams,
  body: z.object({ contributions: z.array(Id).min(1, 'Choose what you want to quote.').max(20), named: z.boolean() }),
  response: Consent,
});

export const answerConsent = endpoint({
  method: 'POST',
  path: '/consents/:id/answer',
  summary: 'Let my partner quote me in public, or not',
  access: 'account',
  params: IdParams,
  body: z.object({ yes: z.boolean(), reason: z.string().trim().max(1_000).default('') }),
  response: Consent,
});

/**
 * A draft of a practice post made of what I presented, what I did about it, and what my partner let me quote. It is a new
 * thing with no way back to the pair; publishing it later checks again that nothing of the partner's is in it without a yes.
 */
export const shareTurn = endpoint({
  method: 'POST',
  path: '/turns/:id/share',
  summary: 'Make a draft of a practice post out of a turn of mine',
  access: 'account',
  status: 201,
  params: IdParams,
  response: z.object({ draft: Id }),
});
