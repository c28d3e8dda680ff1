import { Router } from 'express';
import * as contract from '../../../shared/contracts/account-life.ts';
import { ok } from '../../core/result.ts';
import { bind } from '../../http/endpoint.ts';
import { addAlias, removeAlias } from './aliases.ts';
import { type BlockPersonParts, blockPerson, listBlocked, unblockPerson } from './block-person.ts';
import { type DeleteParts, deleteAccount, deleteMyAccount } from './delete-account.ts';
import { comeBack, type MoveOutParts, moveOut } from './move-out.ts';
import { readMoving } from './read-moving.ts';
import { changeReport, listReports, type ReportParts, report } from './report.ts';
import { liftSuspension, listSuspensions, type SuspendParts, suspend } from './suspend.ts';

export type RouteParts = MoveOutParts & DeleteParts & SuspendParts & BlockPersonParts & ReportParts;

export function accountLifeRoutes(parts: RouteParts): Router {
  const router = Router();

  bind(router, contract.getMoving, ({ account }) => readMoving(parts, account.actor));
  bind(router, contract.addAlias, ({ account, body }) => addAlias(parts, account.actor, body.handle));
  bind(router, contract.removeAlias, ({ account, params }) => removeAlias(parts, account.actor, params.id));
  bind(router, contract.moveAway, ({ account, body }) =>
    moveOut(parts, { actor: account.actor, account: account.id }, body),
  );
  bind(router, contract.comeBack, ({ account }) => comeBack(parts, account.actor));

  bind(router, contract.deleteMyAccount, async ({ account, body }) => {
    const begun = await deleteMyAccount(parts, account, body);
    return begun.ok ? ok({}) : begun;
  });
  bind(router, contract.deleteAccount, async ({ params, body }) => {
    const begun = await deleteAccount(parts, params.id, body.username);
    return begun.ok ? ok({}) : begun;
  });

  bind(router, contract.listSuspensions, async ({ query }) => ok(await listSuspensions(parts, query)));
  bind(router, contract.suspendPerson, ({ account, params, body }) =>
    suspend(parts, account, params.handle, body.reason),
  );
  bind(router, contract.liftSuspension, ({ params }) => liftSuspension(parts, params.handle));

  bind(router, contract.listBlocks, async ({ account, query }) => ok(await listBlocked(parts, account.actor, query)));
  bind(router, contract.blockProfile, ({ account, params }) => blockPerson(parts, account.actor, params.handle));
  bind(router, contract.unblockProfile, ({ account, params }) => unblockPerson(parts, account.actor, params.handle));

  bind(router, contract.reportPerson, async ({ account, body }) => {
    const reported = await report(parts, account.actor, body);
    return reported.ok ? ok({}) : reported;
  });
  bind(router, contract.listReports, async ({ query }) => ok(await listReports(parts, query)));
  bind(router, contract.changeReport, ({ params, body }) => changeReport(parts, params.id, body.state));
  return router;
}
