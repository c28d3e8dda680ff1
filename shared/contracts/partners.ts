import { z } from 'zod';
import { CADENCES, CAPACITY } from '../vocabulary.ts';
import { endpoint, Id, IdParams, Instant } from './endpoint.ts';
import { Handle, HandleParams, ProfileSummary } from './profiles.ts';

export const INVENTORY_MAX = 10;

/** A few plain words each: "wait time", "exit tickets", "calm starts". */
const Inventory = z
  .array(z.string().trim().min(1).max(60, 'A few words are enough: at most 60 characters.'))
  .max(INVENTORY_MAX, 'At most ten.')
  .default([]);

/**
 * What somebody brings to mentoring and looks for. All but `capacity` stands on their profile, so that people on other
 * instances find them; subjects, grades and languages are the profile's.
 */
export const MentoringChoices = z.object({
  strengths: Inventory,
  growth: Inventory,
  /** Open to offers. */
  open: z.boolean().default(true),
  cadence: z.enum(CADENCES).nullable().default(null),
  /** Rather somebody from another school. */
  outside: z.boolean().default(false),
  /** How many pairs at once; nobody is told. */
  capacity: z
    .number()
    .int()
    .min(CAPACITY.min)
    .max(CAPACITY.max, `At most ${CAPACITY.max} pairs at once.`)
    .default(CAPACITY.usual),
});
export type MentoringChoices = z.infer<typeof MentoringChoices>;

export const getMentoringChoices = endpoint({
  method: 'GET',
  path: '/me/mentoring',
  summary: 'What I bring to mentoring, what I look for, and how many pairs I have room for',
  access: 'account',
  response: MentoringChoices.extend({ pairs: z.number().int() }),
});

export const updateMentoringChoices = endpoint({
  method: 'PUT',
  path: '/me/mentoring',
  summary: 'Change that; people on other instances learn all of it but the number of pairs',
  access: 'account',
  body: MentoringChoices,
  response: MentoringChoices.extend({ pairs: z.number().int() }),
});

/** Each is said in a sentence. None of them counts how much somebody writes, or how many follow them. */
export const PartnerReason = z.discriminatedUnion('kind', [
  /** What they can help with, of what I want to grow in. */
  z.object({ kind: z.literal('helps-me'), words: z.array(z.string()) }),
  /** What I can help with, of what they want to grow in. */
  z.object({ kind: z.literal('i-help'), words: z.array(z.string()) }),
  /** Their help was taken up in this subject. */
  z.object({ kind: z.literal('helped-in'), subject: z.string() }),
  /** They have shown practice in this subject. */
  z.object({ kind: z.literal('practises'), subject: z.string() }),
  z.object({ kind: z.literal('same-subject'), subject: z.string() }),
  z.object({ kind: z.literal('same-grade'), gradeLevel: z.string() }),
  z.object({ kind: z.literal('same-cadence'), cadence: z.enum(CADENCES) }),
  z.object({ kind: z.literal('other-school') }),
]);
export type PartnerReason = z.infer<typeof PartnerReason>;

export const Partner = z.object({
  person: ProfileSummary,
  strengths: z.array(z.string()),
  growth: z.array(z.string()),
  helpWith: z.string(),
  subjects: z.array(z.string()),
  gradeLevels: z.array(z.string()),
  school: z.string(),
  reasons: z.array(PartnerReason).min(1),
});
export type Partner = z.infer<typeof Partner>;

export const listPartners = endpoint({
  method: 'GET',
  path: '/partners',
  summary:
    'People who could be a partner for me, from here and elsewhere, the best fit first (at most 20), with reasons',
  access: 'account',
  query: z.object({ subject: z.string().trim().max(60).optional() }),
  response: z.object({
    items: z.array(Partner),
    /** What keeps me from being suggested or finding anybody, if anything. */
    missing: z.array(z.enum(['strengths', 'growth', 'subjects', 'room', 'closed'])),
  }),
});

export const dismissPartner = endpoint({
  method: 'PUT',
  path: '/partners/:handle/dismissed',
  summary: 'Do not suggest somebody to me as a partner again',
  access: 'account',
  params: HandleParams,
});

/** An organizer thinks that two people could help each other. Nothing happens unless one offers and the other accepts. */
export const Introduction = z.object({
  id: Id,
  people: z.tuple([ProfileSummary, ProfileSummary]),
  note: z.string(),
  at: Instant,
});
export type Introduction = z.infer<typeof Introduction>;

export const listIntroductions = endpoint({
  method: 'GET',
  path: '/introductions',
  summary: 'Pairs I have proposed (the newest 100); what came of them is between the two',
  access: 'organizer',
  response: z.object({ items: z.array(Introduction) }),
});

export const introduce = endpoint({
  method: 'POST',
  path: '/introductions',
  summary: 'Propose two people to each other, at least one of them from here',
  access: 'organizer',
  status: 201,
  body: z.object({ one: Handle, other: Handle, note: z.string().trim().max(1_000).default('') }),
  response: Introduction,
});

export const withdrawIntroduction = endpoint({
  method: 'DELETE',
  path: '/introductions/:id',
  summary: 'Take back a proposal of mine',
  access: 'organizer',
  params: IdParams,
});

export const ReceivedIntroduction = z.object({
  id: Id,
  by: ProfileSummary,
  partner: ProfileSummary,
  note: z.string(),
  at: Instant,
});
export type ReceivedIntroduction = z.infer<typeof ReceivedIntroduction>;

export const listMyIntroductions = endpoint({
  method: 'GET',
  path: '/me/introductions',
  summary: 'People an organizer proposes to me and with whom I have neither a pair nor an offer (at most 20)',
  access: 'account',
  response: z.object({ items: z.array(ReceivedIntroduction) }),
});

export const dismissIntroduction = endpoint({
  method: 'PUT',
  path: '/me/introductions/:id/dismissed',
  summary: 'Not this one; nobody is told',
  access: 'account',
  params: IdParams,
});
