import { Router } from 'express';
import * as contract from '../../../shared/contracts/accounts.ts';
import { ok } from '../../core/result.ts';
import { bind } from '../../http/endpoint.ts';
import { infoOf } from './accounts.model.ts';
import { approveAccount, listAccounts, rejectAccount } from './admit-account.ts';
import { changeRole } from './change-role.ts';
import type { AccountsContext } from './context.ts';
import { createInvitation, listInvitations, revokeInvitation } from './manage-invitations.ts';

/** What organizers and admins do with other people's accounts. */
export function accountAdminRoutes(context: AccountsContext): Router {
  const router = Router();

  bind(router, contract.listAccounts, async ({ query }) => ok(await listAccounts(context, query)));

  bind(router, contract.approveAccount, async ({ params }) => {
    const approved = await approveAccount(context, params.id);
    return approved.ok ? ok(infoOf(approved.value)) : approved;
  });
  bind(router, contract.rejectAccount, async ({ params }) => rejectAccount(context, params.id));

  bind(router, contract.changeRole, async ({ params, body }) => {
    const changed = await changeRole(context, params.id, body.role);
    return changed.ok ? ok(infoOf(changed.value)) : changed;
  });

  bind(router, contract.listInvitations, async () => ok({ items: await listInvitations(context) }));
  bind(router, contract.createInvitation, async ({ account, body }) =>
    ok(await createInvitation(context, account.id, body)),
  );
  bind(router, contract.revokeInvitation, async ({ params }) => revokeInvitation(context, params.id));

  return router;
}
