import { z } from 'zod';
import { endpoint, Id, IdParams, Instant, PageQuery, pageOf } from './endpoint.ts';
import { Handle, HandleParams, ProfileSummary } from './profiles.ts';

/** What becomes of accounts: moving, being deleted, being suspended; and whom people want nothing to do with. */

const TypedPassword = z.string().min(1, 'Type your password.').max(200);
const Reason = z.string().trim().max(1_000);

/** Other accounts of the same person, and whether they have gone to one of them. */
export const Moving = z.object({
  /** Other accounts that may move here. */
  aliases: z.array(ProfileSummary),
  /** Where I have moved to; null when I am here. */
  movedTo: ProfileSummary.nullable(),
  /** From when on I may move; null: now. */
  mayMoveFrom: Instant.nullable(),
});
export type Moving = z.infer<typeof Moving>;

export const getMoving = endpoint({
  method: 'GET',
  path: '/me/moving',
  summary: 'Other accounts of mine, and where I have moved to',
  access: 'account',
  response: Moving,
});

export const addAlias = endpoint({
  method: 'POST',
  path: '/me/aliases',
  summary: 'Say that another account is mine too, so that it can move here; at most five',
  access: 'account',
  body: z.object({ handle: Handle }),
  response: Moving,
});

export const removeAlias = endpoint({
  method: 'DELETE',
  path: '/me/aliases/:id',
  summary: 'Say no longer that another account is mine',
  access: 'account',
  params: IdParams,
  response: Moving,
});

export const moveAway = endpoint({
  method: 'POST',
  path: '/me/move',
  summary: 'Move to another account of mine, which must name this one; followers are carried there',
  access: 'account',
  body: z.object({ handle: Handle, password: TypedPassword }),
  response: Moving,
});

export const comeBack = endpoint({
  method: 'DELETE',
  path: '/me/move',
  summary: 'Be here again after a move',
  access: 'account',
  response: Moving,
});

const Username = z.string().trim().toLowerCase().min(1, 'Type the username.').max(100);

export const deleteMyAccount = endpoint({
  method: 'POST',
  path: '/me/deletion',
  summary: 'Delete my account and everything in it, here and on other servers; this cannot be undone',
  access: 'account',
  status: 202,
  body: z.object({ password: TypedPassword, username: Username }),
  response: z.object({}),
});

export const deleteAccount = endpoint({
  method: 'POST',
  path: '/admin/accounts/:id/deletion',
  summary: 'Delete an account and everything in it, here and on other servers; this cannot be undone',
  access: 'admin',
  status: 202,
  params: IdParams,
  body: z.object({ username: Username }),
  response: z.object({}),
});

/** Somebody, of here or of elsewhere, whom the people who run this instance took out of sight. */
export const Suspension = z.object({ person: ProfileSummary, reason: z.string(), since: Instant });
export type Suspension = z.infer<typeof Suspension>;

export const listSuspensions = endpoint({
  method: 'GET',
  path: '/admin/suspensions',
  summary: 'Suspended people, newest first',
  access: 'admin',
  query: PageQuery,
  response: pageOf(Suspension),
});

export const suspendPerson = endpoint({
  method: 'PUT',
  path: '/admin/suspensions/:handle',
  summary: 'Suspend somebody of this instance or of another; again changes the reason',
  access: 'admin',
  params: HandleParams,
  body: z.object({ reason: Reason.default('') }),
  response: Suspension,
});

export const liftSuspension = endpoint({
  method: 'DELETE',
  path: '/admin/suspensions/:handle',
  summary: 'Lift a suspension',
  access: 'admin',
  params: HandleParams,
});

export const listBlocks = endpoint({
  method: 'GET',
  path: '/me/blocks',
  summary: 'Whom I block',
  access: 'account',
  query: PageQuery,
  response: pageOf(ProfileSummary),
});

export const blockProfile = endpoint({
  method: 'PUT',
  path: '/profiles/:handle/block',
  summary: 'Block somebody: follows end both ways, a pair with them ends, and I see nothing of theirs',
  access: 'account',
  params: HandleParams,
});

export const unblockProfile = endpoint({
  method: 'DELETE',
  path: '/profiles/:handle/block',
  summary: 'Block somebody no longer',
  access: 'account',
  params: HandleParams,
});

export const REPORT_STATES = ['open', 'resolved'] as const;

/** What somebody wants the people who run this instance to look at. */
export const Report = z.object({
  id: Id,
  /** An actor of another instance, often the instance itself, or somebody of here. */
  from: ProfileSummary,
  about: ProfileSummary,
  /** `excerpt` is null for what is not public: an admin sees no more of it than anybody else. */
  posts: z.array(z.object({ id: Id, excerpt: z.string().nullable() })),
  reason: z.string(),
  at: Instant,
  state: z.enum(REPORT_STATES),
  /** Their own instance was told too. */
  forwarded: z.boolean(),
});
export type Report = z.infer<typeof Report>;

export const reportPerson = endpoint({
  method: 'POST',
  path: '/reports',
  summary: 'Report somebody, or posts of theirs, to the people who run this instance',
  access: 'account',
  status: 201,
  body: z.object({
    handle: Handle,
    posts: z.array(Id).max(20).default([]),
    reason: z.string().trim().min(1, 'Say what is wrong, in a sentence or two.').max(1_000),
    /** Also to the people who run their instance, who do not learn from whom it comes. */
    forward: z.boolean().default(false),
  }),
  response: z.object({}),
});

export const listReports = endpoint({
  method: 'GET',
  path: '/admin/reports',
  summary: 'Reports by people of here and of other instances, newest first',
  access: 'admin',
  query: PageQuery.extend({ state: z.enum(REPORT_STATES).default('open') }),
  response: pageOf(Report),
});

export const changeReport = endpoint({
  method: 'PUT',
  path: '/admin/reports/:id',
  summary: 'Mark a report as resolved, or as open again',
  access: 'admin',
  params: IdParams,
  body: z.object({ state: z.enum(REPORT_STATES) }),
});
