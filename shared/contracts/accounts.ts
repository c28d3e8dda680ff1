import { z } from 'zod';
import { INTERFACE_LANGUAGES, REGISTRATION_MODES, ROLES } from '../vocabulary.ts';
import { endpoint, Id, IdParams, Instant, OneLine, PageQuery, pageOf } from './endpoint.ts';

export const Username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9_]{2,30}$/, 'Use 2 to 30 letters a–z, digits or underscores.');

export const Password = z
  .string()
  .min(10, 'Use at least 10 characters; a short sentence is easiest to remember.')
  .max(200, 'Use at most 200 characters.');

export const DisplayName = OneLine.min(1, 'Write the name colleagues know you by.').max(80);

export const Role = z.enum(ROLES);

const Language = z.enum(INTERFACE_LANGUAGES);

/** What the signed-in person's client knows of their own account. */
export const Me = z.object({
  id: Id,
  username: z.string(),
  handle: z.string(),
  displayName: z.string(),
  role: Role,
  /** Of the interface and of e-mails. */
  language: Language,
});
export type Me = z.infer<typeof Me>;

export const InstanceInfo = z.object({
  name: z.string(),
  domain: z.string(),
  version: z.string(),
  registration: z.enum(REGISTRATION_MODES),
  /** True until the first account exists: the client shows the set-up page. */
  setupNeeded: z.boolean(),
});
export type InstanceInfo = z.infer<typeof InstanceInfo>;

export const SessionInfo = z.object({
  id: Id,
  createdAt: Instant,
  lastSeenAt: Instant,
  userAgent: z.string(),
  current: z.boolean(),
});
export type SessionInfo = z.infer<typeof SessionInfo>;

export const ApiToken = z.object({ id: Id, name: z.string(), createdAt: Instant, lastUsedAt: Instant.nullable() });
export type ApiToken = z.infer<typeof ApiToken>;

export const AccountInfo = z.object({
  id: Id,
  username: z.string(),
  displayName: z.string(),
  role: Role,
  status: z.enum(['active', 'pending', 'suspended']),
  createdAt: Instant,
});
export type AccountInfo = z.infer<typeof AccountInfo>;

export const Invitation = z.object({
  id: Id,
  code: z.string(),
  note: z.string(),
  createdAt: Instant,
  expiresAt: Instant,
  usesLeft: z.number().int(),
});
export type Invitation = z.infer<typeof Invitation>;

const NewAccount = z.object({ username: Username, password: Password, displayName: DisplayName });

export const getInstance = endpoint({
  method: 'GET',
  path: '/instance',
  summary: 'What this instance is and how one joins it',
  access: 'anyone',
  response: InstanceInfo,
});

export const setUp = endpoint({
  method: 'POST',
  path: '/setup',
  summary: 'Create the first account, an admin, with the token printed at start',
  access: 'anyone',
  status: 201,
  body: NewAccount.extend({
    token: z.string().trim().min(1, 'Paste the token that the server printed when it started.'),
  }),
  response: Me,
});

export const signUp = endpoint({
  method: 'POST',
  path: '/accounts',
  summary: 'Sign up; the answer says whether the account is active or waits for an organizer',
  access: 'anyone',
  status: 201,
  body: NewAccount.extend({ invitation: z.string().trim().max(64).optional() }),
  response: z.object({ status: z.enum(['active', 'pending']), me: Me.nullable() }),
});

export const signIn = endpoint({
  method: 'POST',
  path: '/session',
  summary: 'Sign in: sets the session cookie',
  access: 'anyone',
  body: z.object({ username: z.string().trim().toLowerCase().min(1).max(100), password: z.string().min(1).max(200) }),
  response: Me,
});

export const signOut = endpoint({ method: 'DELETE', path: '/session', summary: 'Sign out here', access: 'account' });

export const getSession = endpoint({
  method: 'GET',
  path: '/session',
  summary: 'Who is signed in here, or nobody: an answer either way',
  access: 'anyone',
  response: z.object({ me: Me.nullable() }),
});

export const getMe = endpoint({
  method: 'GET',
  path: '/me',
  summary: 'The signed-in account',
  access: 'account',
  response: Me,
});

export const changePassword = endpoint({
  method: 'PUT',
  path: '/me/password',
  summary: 'Change the password; every other session is signed out, tokens are revoked and apps disconnected',
  access: 'account',
  body: z.object({ current: z.string().min(1).max(200), next: Password }),
});

export const changeLanguage = endpoint({
  method: 'PUT',
  path: '/me/language',
  summary: 'Choose the language of the interface, here and where I sign in from now on, and of e-mails',
  access: 'account',
  body: z.object({ language: Language }),
});

export const listSessions = endpoint({
  method: 'GET',
  path: '/me/sessions',
  summary: 'Where this account is signed in',
  access: 'account',
  response: z.object({ items: z.array(SessionInfo) }),
});

export const revokeSession = endpoint({
  method: 'DELETE',
  path: '/me/sessions/:id',
  summary: 'Sign out elsewhere',
  access: 'account',
  params: IdParams,
});

export const listTokens = endpoint({
  method: 'GET',
  path: '/me/tokens',
  summary: 'API tokens of this account',
  access: 'account',
  response: z.object({ items: z.array(ApiToken) }),
});

export const createToken = endpoint({
  method: 'POST',
  path: '/me/tokens',
  summary: 'Create an API token for scripts; its secret is shown this once',
  access: 'account',
  status: 201,
  body: z.object({ name: z.string().trim().min(1, 'Give the token a name you will recognise.').max(80) }),
  response: z.object({ token: ApiToken, secret: z.string() }),
});

export const revokeToken = endpoint({
  method: 'DELETE',
  path: '/me/tokens/:id',
  summary: 'Revoke an API token',
  access: 'account',
  params: IdParams,
});

export const listAccounts = endpoint({
  method: 'GET',
  path: '/admin/accounts',
  summary: 'Accounts of this instance, newest first',
  access: 'organizer',
  query: PageQuery.extend({ status: z.enum(['active', 'pending', 'suspended']).optional() }),
  response: pageOf(AccountInfo),
});

export const approveAccount = endpoint({
  method: 'POST',
  path: '/admin/accounts/:id/approve',
  summary: 'Let a waiting account in',
  access: 'organizer',
  params: IdParams,
  response: AccountInfo,
});

export const rejectAccount = endpoint({
  method: 'POST',
  path: '/admin/accounts/:id/reject',
  summary: 'Turn a waiting account away; its data is removed',
  access: 'organizer',
  params: IdParams,
});

export const changeRole = endpoint({
  method: 'PUT',
  path: '/admin/accounts/:id/role',
  summary: 'Change what an account may do here',
  access: 'admin',
  params: IdParams,
  body: z.object({ role: Role }),
  response: AccountInfo,
});

export const listInvitations = endpoint({
  method: 'GET',
  path: '/admin/invitations',
  summary: 'Invitations that can still be used',
  access: 'organizer',
  response: z.object({ items: z.array(Invitation) }),
});

export const createInvitation = endpoint({
  method: 'POST',
  path: '/admin/invitations',
  summary: 'Create an invitation code',
  access: 'organizer',
  status: 201,
  body: z.object({
    note: z.string().trim().max(200).default(''),
    uses: z.number().int().min(1).max(500).default(1),
    validDays: z.number().int().min(1).max(90).default(14),
  }),
  response: Invitation,
});

export const revokeInvitation = endpoint({
  method: 'DELETE',
  path: '/admin/invitations/:id',
  summary: 'Withdraw an invitation',
  access: 'organizer',
  params: IdParams,
});
