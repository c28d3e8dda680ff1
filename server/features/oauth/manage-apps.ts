import type { ConnectedApp } from '../../../shared/contracts/oauth.ts';
import { SCOPES, type Scope } from '../../../shared/vocabulary.ts';
import type { Clock } from '../../core/clock.ts';
import { NOT_FOUND } from '../../core/errors.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { grantIn } from './oauth.model.ts';
import type { GrantDocument, OAuthViews } from './oauth.views.ts';

interface Parts {
  views: OAuthViews;
  clock: Clock;
}

/** Devices and apps together; beyond it, the one connected longest ago makes room. */
export const GRANTS_MAX = 100;
/** `lastUsedAt` is for people who wonder whether they still need an app; it need not be exact. */
const USE_NOTED_EVERY_MS = 10 * 60_000;

/** What an app that shows this access token may do, and in whose name; null when it may do nothing. */
export async function grantOf(
  { views, clock }: Parts,
  token: string,
): Promise<{ account: string; scopes: readonly Scope[] } | null> {
  const id = grantIn('access', token);
  const grant = id === null ? null : await views.holding(id, 'access.hash', token);
  const now = clock.now();
  if (!grant?.access || grant.access.expiresAt.getTime() <= now.getTime()) return null;
  if (now.getTime() - (grant.lastUsedAt?.getTime() ?? 0) > USE_NOTED_EVERY_MS) {
    await views.grants.updateOne({ _id: grant._id }, { $set: { lastUsedAt: now } });
  }
  return { account: grant.account, scopes: grant.access.scopes };
}

/** Apps that act in somebody's name, each once on however many devices; newest first. */
export async function listApps({ views, clock }: Parts, account: string): Promise<ConnectedApp[]> {
  const found = await views.grants.find({ account }, { sort: { _id: -1 }, limit: GRANTS_MAX }).toArray();
  const now = clock.now().getTime();
  const grants = found.filter(({ access, expiresAt }) => access !== null && expiresAt.getTime() > now);
  const byApp = Map.groupBy(grants, ({ app }) => app);
  const apps = await views.apps.find({ _id: { $in: [...byApp.keys()] } }).toArray();
  const known = new Map(apps.map((app) => [app._id, app]));
  return [...byApp].flatMap(([id, of]) => {
    const app = known.get(id);
    return app ? [{ id, name: app.name, website: hostOf(app.website), ...together(of) }] : [];
  });
}

/** Ends all that an app may do in somebody's name. */
export async function disconnectApp({ views }: Parts, account: string, app: string): Promise<Result<void>> {
  const { deletedCount } = await views.grants.deleteMany({ account, app });
  return deletedCount === 0 ? fail(NOT_FOUND) : ok(undefined);
}

/** Makes room for one more. */
export async function boundGrants({ views }: Parts, account: string): Promise<void> {
  const excess = (await views.grants.countDocuments({ account })) - GRANTS_MAX + 1;
  if (excess <= 0) return;
  const oldest = await views.grants.find({ account }, { sort: { _id: 1 }, limit: excess }).toArray();
  await views.grants.deleteMany({ _id: { $in: oldest.map(({ _id }) => _id) } });
}

/** RFC 7009: an access token ends alone, a refresh token with all that came of it. What is not known is over already. */
export async function revoke({ views }: Parts, token: string, app: string | undefined): Promise<void> {
  const mine = (grant: GrantDocument | null) => grant !== null && (app === undefined || grant.app === app);
  const [refreshed, accessed] = [grantIn('refresh', token), grantIn('access', token)];
  if (refreshed !== null && mine(await views.holding(refreshed, 'refresh', token))) await views.end(refreshed);
  if (accessed === null || !mine(await views.holding(accessed, 'access.hash', token))) return;
  await views.grants.updateOne({ _id: accessed }, { $set: { 'access.expiresAt': new Date(0) } });
}

function together(grants: readonly GrantDocument[]): Pick<ConnectedApp, 'scopes' | 'since' | 'lastUsedAt'> {
  const since = Math.min(...grants.map(({ createdAt }) => createdAt.getTime()));
  const used = Math.max(...grants.map(({ lastUsedAt }) => lastUsedAt?.getTime() ?? 0));
  return {
    scopes: SCOPES.filter((scope) => grants.some(({ scopes }) => scopes.includes(scope))),
    since: new Date(since).toISOString(),
    lastUsedAt: used === 0 ? null : new Date(used).toISOString(),
  };
}

function hostOf(website: string | null): string | null {
  return website === null ? null : new URL(website).host;
}
