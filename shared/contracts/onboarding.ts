import { z } from 'zod';
import { endpoint, Id, IdParams, PageQuery, pageOf } from './endpoint.ts';
import { Handle, HandleParams, ProfileSummary, Teaching } from './profiles.ts';
import { FoundPost } from './search.ts';

/** The three steps of a new account, and the end. */
export const ONBOARDING_STEPS = ['you', 'people', 'act', 'done'] as const;
export const OnboardingStep = z.enum(ONBOARDING_STEPS);
export type OnboardingStep = z.infer<typeof OnboardingStep>;

export const getInvitation = endpoint({
  method: 'GET',
  path: '/invitations/:code',
  summary: 'Who invites with this code; one that cannot be used answers as one that does not exist',
  access: 'anyone',
  params: z.object({ code: z.string().trim().min(1).max(64) }),
  response: z.object({ invitedBy: ProfileSummary.nullable() }),
});

export const getOnboarding = endpoint({
  method: 'GET',
  path: '/me/onboarding',
  summary: 'How far I am with the first steps; null when I never began them',
  access: 'account',
  response: z.object({ step: OnboardingStep.nullable() }),
});

export const setOnboardingStep = endpoint({
  method: 'PUT',
  path: '/me/onboarding',
  summary: 'Go on to a step, back to one, or be done',
  access: 'account',
  body: z.object({ step: OnboardingStep }),
});

/** What another account of the same person says of them, to be looked at and changed before it is saved. */
export const ImportedProfile = Teaching.extend({
  handle: z.string(),
  displayName: z.string(),
  /** Markdown; cut to what a profile holds. */
  bio: z.string(),
});
export type ImportedProfile = z.infer<typeof ImportedProfile>;

export const importProfile = endpoint({
  method: 'GET',
  path: '/me/profile/import',
  summary: 'What a Mastodon or other fediverse account says of its person (at most 10 s); saves nothing',
  access: 'account',
  query: z.object({ handle: Handle }),
  response: ImportedProfile,
});

/** Why somebody is suggested. */
export const Reason = z.discriminatedUnion('kind', [
  /** They can help with what I want to grow; the words of theirs that say so. */
  z.object({ kind: z.literal('helps-with-what-you-grow'), words: z.array(z.string()) }),
  /** I can help with what they want to grow. */
  z.object({ kind: z.literal('grows-what-you-help-with'), words: z.array(z.string()) }),
  z.object({ kind: z.literal('same-subject'), subject: z.string() }),
  z.object({ kind: z.literal('same-grade'), gradeLevel: z.string() }),
  z.object({ kind: z.literal('same-school'), school: z.string() }),
  z.object({ kind: z.literal('followed-by'), by: ProfileSummary }),
  /** Nothing else speaks for them: they are on this instance too. */
  z.object({ kind: z.literal('here') }),
]);
export type Reason = z.infer<typeof Reason>;

export const Suggestion = z.object({
  person: ProfileSummary,
  helpWith: z.string(),
  subjects: z.array(z.string()),
  reasons: z.array(Reason).min(1),
});
export type Suggestion = z.infer<typeof Suggestion>;

export const listSuggestions = endpoint({
  method: 'GET',
  path: '/suggestions',
  summary: 'People worth following for me, with the reasons; never by how many follow them or how much they write',
  access: 'account',
  response: z.object({ items: z.array(Suggestion) }),
});

export const dismissSuggestion = endpoint({
  method: 'DELETE',
  path: '/suggestions/:handle',
  summary: 'Do not suggest this person to me again',
  access: 'account',
  params: HandleParams,
});

export const getNextAction = endpoint({
  method: 'GET',
  path: '/me/onboarding/action',
  summary: 'Something useful I could do first: a post whose author asks for feedback and has got little of it',
  access: 'account',
  response: z.object({ feedbackOn: FoundPost.nullable() }),
});

/** Longest list of follows that is imported at once. */
export const FOLLOW_IMPORT_MAX = 2_000;

export const IMPORT_OUTCOMES = ['waiting', 'followed', 'requested', 'already', 'failed'] as const;
export const ImportOutcome = z.enum(IMPORT_OUTCOMES);
export type ImportOutcome = z.infer<typeof ImportOutcome>;

export const FollowImport = z.object({
  id: Id,
  state: z.enum(['running', 'cancelled', 'finished']),
  /** How many people each has come to. */
  counts: z.record(ImportOutcome, z.number().int()),
});
export type FollowImport = z.infer<typeof FollowImport>;

export const startFollowImport = endpoint({
  method: 'POST',
  path: '/me/follow-imports',
  summary: 'Follow everyone on a list, in the background; one list at a time',
  access: 'account',
  status: 202,
  body: z.object({
    handles: z
      .array(z.string().trim().min(1).max(320))
      .min(1, 'The list is empty.')
      .max(FOLLOW_IMPORT_MAX, `Import at most ${FOLLOW_IMPORT_MAX} people at once.`),
  }),
  response: FollowImport,
});

export const getFollowImport = endpoint({
  method: 'GET',
  path: '/me/follow-imports',
  summary: 'My newest import of follows and how far it is; null when there was none',
  access: 'account',
  response: z.object({ latest: FollowImport.nullable() }),
});

export const cancelFollowImport = endpoint({
  method: 'POST',
  path: '/me/follow-imports/:id/cancel',
  summary: 'Stop an import; who is followed by then stays followed',
  access: 'account',
  params: IdParams,
  response: FollowImport,
});

export const ImportLine = z.object({
  handle: z.string(),
  outcome: ImportOutcome,
  /** Why it failed, and what one can do; empty otherwise. */
  reason: z.string(),
});
export type ImportLine = z.infer<typeof ImportLine>;

export const listImportLines = endpoint({
  method: 'GET',
  path: '/me/follow-imports/:id/lines',
  summary: 'What became of each person on the list, those of one outcome, in the order of the list',
  access: 'account',
  params: IdParams,
  query: PageQuery.extend({ outcome: ImportOutcome }),
  response: pageOf(ImportLine),
});

export const exportFollows = endpoint({
  method: 'GET',
  path: '/me/follows/export',
  summary: 'The handles of everyone I follow, at most 10,000, for a CSV that Mastodon reads',
  access: 'account',
  response: z.object({ handles: z.array(z.string()) }),
});
