import { z } from 'zod';
import { OneLine } from '../../../shared/contracts/endpoint.ts';
import type { Clock } from '../../core/clock.ts';
import { newId } from '../../core/ids.ts';
import { destinationOf, isRedirectUri } from './oauth.model.ts';
import type { OAuthViews } from './oauth.views.ts';

const REDIRECTS_MAX = 10;
const NAME_MAX_CHARS = 80;
/** Registered and never used: enough for every app that anybody here tries on one day. */
const UNUSED_MAX = 2_000;
const UNUSED_MS = 24 * 3600_000;
/** Within it somebody is asked whether they let the app in; who registers many must not take it from them. */
const ASKING_MS = 10 * 60_000;

/** An error of RFC 6749 5.2 or RFC 7591 3.2.2: a word for the app, a sentence for who wrote it. */
export interface ProtocolError {
  error: string;
  error_description: string;
}

/** RFC 7591 2, as far as it means something here; the rest is not kept. */
const Metadata = z.object({
  redirect_uris: z.array(z.string().refine(isRedirectUri)).min(1).max(REDIRECTS_MAX),
  client_name: OneLine.max(NAME_MAX_CHARS).optional(),
  client_uri: z
    .string()
    .max(500)
    .refine((text) => URL.parse(text)?.protocol === 'https:')
    .optional(),
});

/** The answer of RFC 7591 3.2.1. What was asked for and is not offered stands in it as it is instead. */
export interface Registration {
  client_id: string;
  /** Seconds since 1970. */
  client_id_issued_at: number;
  client_name: string;
  client_uri?: string;
  redirect_uris: string[];
  grant_types: readonly string[];
  response_types: readonly string[];
  token_endpoint_auth_method: 'none';
}

export const GRANT_TYPES = ['authorization_code', 'refresh_token'] as const;

/** Registers an app. It is forgotten after a day when nobody has let it do anything by then. */
export async function registerApp(
  { views, clock }: { views: OAuthViews; clock: Clock },
  metadata: unknown,
): Promise<Registration | ProtocolError> {
  const parsed = Metadata.safeParse(metadata);
  if (!parsed.success) return problemWith(parsed.error.issues);
  const { redirect_uris: redirectUris, client_name, client_uri = null } = parsed.data;
  const name = client_name || destinationOf(redirectUris[0] ?? '').name.slice(0, NAME_MAX_CHARS);
  const createdAt = clock.now();
  if (!(await hasRoom(views, createdAt))) return FULL;
  const app = { _id: newId(), name, website: client_uri, redirectUris, createdAt, unused: true as const };
  await views.apps.insertOne({ ...app, expiresAt: new Date(createdAt.getTime() + UNUSED_MS) });
  return {
    client_id: app._id,
    client_id_issued_at: Math.floor(createdAt.getTime() / 1000),
    client_name: name,
    ...(client_uri === null ? {} : { client_uri }),
    redirect_uris: redirectUris,
    grant_types: GRANT_TYPES,
    response_types: ['code'],
    token_endpoint_auth_method: 'none',
  };
}

/** Whether one more may register: of many that nobody uses, the one registered longest ago is forgotten for it. */
async function hasRoom({ apps }: OAuthViews, now: Date): Promise<boolean> {
  if ((await apps.countDocuments({ unused: true }, { limit: UNUSED_MAX })) < UNUSED_MAX) return true;
  const [oldest] = await apps.find({ unused: true }, { sort: { _id: 1 }, limit: 1 }).toArray();
  if (oldest === undefined || now.getTime() - oldest.createdAt.getTime() < ASKING_MS) return false;
  await apps.deleteOne({ _id: oldest._id, unused: true });
  return true;
}

function problemWith(issues: readonly z.core.$ZodIssue[]): ProtocolError {
  if (issues.some(({ path }) => path[0] === 'redirect_uris')) return BAD_REDIRECT;
  const field = String(issues[0]?.path[0] ?? 'the body');
  return { error: 'invalid_client_metadata', error_description: `Check ${field}. ${METADATA_ADVICE}` };
}

const METADATA_ADVICE = `Send a JSON object with redirect_uris and, if you like, client_name (one line, up to ${NAME_MAX_CHARS} characters) and client_uri (https)`;
const BAD_REDIRECT: ProtocolError = {
  error: 'invalid_redirect_uri',
  error_description: `Send 1 to ${REDIRECTS_MAX} redirect_uris: https, http on 127.0.0.1, or a scheme of your own with a dot in it, without a fragment`,
};
const FULL: ProtocolError = {
  error: 'temporarily_unavailable',
  error_description: 'Too many apps registered here just now. Try again in a few minutes',
};
