import { type Request, Router } from 'express';
import type { Me } from '../../../shared/contracts/accounts.ts';
import * as contract from '../../../shared/contracts/accounts.ts';
import { NOT_FOUND } from '../../core/errors.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { bind, bindOpen } from '../../http/endpoint.ts';
import { languageOf, rememberLanguage } from '../../http/language.ts';
import { accountAdminRoutes } from './accounts.admin.routes.ts';
import { type Account, meOf, principalFor } from './accounts.model.ts';
import type { Authentication } from './authentication.ts';
import { changePassword } from './change-password.ts';
import type { AccountsContext } from './context.ts';
import { listSessions, revokeSession } from './manage-sessions.ts';
import { createToken, listTokens, revokeToken } from './manage-tokens.ts';
import { setUp } from './set-up.ts';
import { signUp } from './sign-up.ts';

/** What people do with their own account, and the routes of organizers behind it. */
export function accountRoutes(
  context: AccountsContext,
  authentication: Authentication,
  instance: () => Promise<contract.InstanceInfo>,
): Router {
  const router = Router();

  async function signedIn(req: Request, account: Account): Promise<Me> {
    const principal = principalFor(account);
    if (principal) await authentication.startSession(req, principal);
    return meOf(account, context.domain);
  }

  const currentSession = (req: Request) => authentication.sessionOf(req)?.session ?? null;

  async function me(id: string): Promise<Result<Me>> {
    const account = await context.views.accounts.findOne({ _id: id });
    return account ? ok(meOf(account, context.domain)) : fail(NOT_FOUND);
  }

  /** The account; one that was made without a browser takes over the language of the first it signs in with. */
  async function withLanguage(id: string, req: Request): Promise<Account | null> {
    const account = await context.views.accounts.findOne({ _id: id });
    if (!account || account.language !== undefined) return account;
    const language = languageOf(req);
    await context.views.accounts.updateOne({ _id: id }, { $set: { language } });
    return { ...account, language };
  }

  bindOpen(router, contract.getInstance, async () => ok(await instance()));

  bindOpen(router, contract.setUp, async ({ body, req }) => {
    const created = await setUp(context, { ...body, language: languageOf(req) }, req.ip ?? '');
    return created.ok ? ok(await signedIn(req, created.value)) : created;
  });

  bindOpen(router, contract.signUp, async ({ body, req }) => {
    const created = await signUp(context, { ...body, language: languageOf(req) }, req.ip ?? '');
    if (!created.ok) return created;
    const account = created.value;
    if (account.status === 'pending') return ok({ status: 'pending' as const, me: null });
    return ok({ status: 'active' as const, me: await signedIn(req, account) });
  });

  bindOpen(router, contract.signIn, async ({ body, req }) => {
    // Passport reads the body itself: give it the parsed one.
    req.body = body;
    const checked = await authentication.checkPassword(req);
    if (!checked.ok) return checked;
    await authentication.startSession(req, checked.value);
    const account = await withLanguage(checked.value.id, req);
    if (!account) return fail(NOT_FOUND);
    const signedIn = meOf(account, context.domain);
    // The next page on this device is in the language they read.
    if (req.res) rememberLanguage(req.res, signedIn.language);
    return ok(signedIn);
  });

  bind(router, contract.signOut, async ({ req }) => ok(await authentication.endSession(req)));
  bindOpen(router, contract.getSession, async ({ account }) => {
    const found = account ? await me(account.id) : null;
    return ok({ me: found?.ok ? found.value : null });
  });
  bind(router, contract.getMe, async ({ account }) => me(account.id));

  bind(router, contract.changePassword, async ({ account, body, req }) =>
    changePassword(context, account.id, body, currentSession(req)),
  );

  bind(router, contract.changeLanguage, async ({ account, body, req }) => {
    await context.views.accounts.updateOne({ _id: account.id }, { $set: { language: body.language } });
    if (req.res) rememberLanguage(req.res, body.language);
    return ok(undefined);
  });

  bind(router, contract.listSessions, async ({ account, req }) =>
    ok({ items: await listSessions(context, account.id, currentSession(req)) }),
  );
  bind(router, contract.revokeSession, async ({ account, params }) => revokeSession(context, account.id, params.id));

  bind(router, contract.listTokens, async ({ account }) => ok({ items: await listTokens(context, account.id) }));
  bind(router, contract.createToken, async ({ account, body }) => createToken(context, account.id, body.name));
  bind(router, contract.revokeToken, async ({ account, params }) => revokeToken(context, account.id, params.id));

  return router.use(accountAdminRoutes(context));
}
