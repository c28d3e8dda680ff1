import { z } from 'zod';
import { SCOPES } from '../vocabulary.ts';
import { endpoint, Id, IdParams, Instant } from './endpoint.ts';

/** What apps speak to outside the API. `authorize` is a page of the client's, where the person decides. */
export const OAUTH_PATHS = {
  authorize: '/oauth/authorize',
  token: '/oauth/token',
  revoke: '/oauth/revoke',
  register: '/oauth/register',
} as const;

const Scope = z.enum(SCOPES);
const Parameter = z.string().max(2_000).optional();

/**
 * What an app asks for, as it stands in the address that it sends somebody to (RFC 6749 4.1.1, RFC 7636 4.3). What is wrong
 * with it is told to the app, so nothing is refused here for its form.
 */
export const AuthorizationRequest = z.object({
  response_type: Parameter,
  client_id: Parameter,
  redirect_uri: Parameter,
  /** Words of {@link SCOPES}, separated by spaces; none: `profile`. */
  scope: Parameter,
  state: Parameter,
  code_challenge: Parameter,
  code_challenge_method: Parameter,
});
export type AuthorizationRequest = z.infer<typeof AuthorizationRequest>;

/** An app as it describes itself: nobody has checked any of it, but that it gets its answer where it says. */
const AppInfo = z.object({
  name: z.string(),
  /** Host of its website; null when it names none. */
  website: z.string().nullable(),
  /** Where the answer goes: a host, this device, or an app on it by the name of its addresses. */
  returnsTo: z.object({ kind: z.enum(['host', 'device', 'app']), name: z.string() }),
});
export type AppInfo = z.infer<typeof AppInfo>;

export const getAuthorization = endpoint({
  method: 'GET',
  path: '/oauth/authorization',
  summary:
    'Who asks to act in my name, and for what; or where to go with the refusal of a request that cannot be answered',
  access: 'account',
  query: AuthorizationRequest,
  response: z.discriminatedUnion('state', [
    z.object({ state: z.literal('asks'), app: AppInfo, scopes: z.array(Scope) }),
    z.object({ state: z.literal('refused'), redirect: z.string() }),
  ]),
});

export const answerAuthorization = endpoint({
  method: 'POST',
  path: '/oauth/authorization',
  summary: 'Let an app act in my name, or not; the answer says where to go with it',
  access: 'account',
  body: AuthorizationRequest.extend({
    /** What I let it do, of what it asks for; nothing is a no. */
    allowed: z.array(Scope).max(SCOPES.length),
  }),
  response: z.object({ redirect: z.string() }),
});

/** An app that acts in my name. */
export const ConnectedApp = z.object({
  id: Id,
  name: z.string(),
  website: z.string().nullable(),
  scopes: z.array(Scope),
  since: Instant,
  lastUsedAt: Instant.nullable(),
});
export type ConnectedApp = z.infer<typeof ConnectedApp>;

export const listApps = endpoint({
  method: 'GET',
  path: '/me/apps',
  summary: 'Apps that act in my name, newest first',
  access: 'account',
  response: z.object({ items: z.array(ConnectedApp) }),
});

export const disconnectApp = endpoint({
  method: 'DELETE',
  path: '/me/apps/:id',
  summary: 'End all that an app may do in my name, everywhere and at once',
  access: 'account',
  params: IdParams,
});
