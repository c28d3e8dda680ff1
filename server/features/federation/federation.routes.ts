import { Router } from 'express';
import * as contract from '../../../shared/contracts/federation.ts';
import type { Pipeline } from '../../activities/pipeline.ts';
import type { HostReport, HostTraffic } from '../../activities/ports.ts';
import { NOT_FOUND } from '../../core/errors.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { bind } from '../../http/endpoint.ts';

export interface FederationRoutesParts {
  hosts: HostTraffic;
  letters: Pick<Pipeline, 'deadLetters' | 'replay' | 'dropDeadLetter'>;
  /** By reason, counted since this process started. */
  refusals: ReadonlyMap<string, number> & { readonly since: Date };
}

/** How this instance gets on with others: hosts, states and counts, and nothing of what is said or to whom. */
export function federationRoutes({ hosts, letters, refusals }: FederationRoutesParts): Router {
  const router = Router();
  bind(router, contract.listFederationHosts, async ({ query }) => {
    const { items, next } = await hosts.page(query);
    return ok({ items: items.map(presentHost), next });
  });
  bind(router, contract.getFederationHost, async ({ params }) => known(await hosts.get(params.host)));
  bind(router, contract.pauseHost, async ({ params }) => known(await hosts.pause(params.host)));
  bind(router, contract.resumeHost, async ({ params }) => known(await hosts.resume(params.host)));
  bind(router, contract.retryHost, async ({ params }) => known(await hosts.retry(params.host)));
  bind(router, contract.dropDeliveries, async ({ params }) => known(await hosts.drop(params.host)));

  bind(router, contract.listDeadLetters, async ({ query: { cursor, limit } }) => {
    const { items, next } = await letters.deadLetters(cursor ?? null, limit);
    return ok({ items: items.map((letter) => ({ ...letter, receivedAt: letter.receivedAt.toISOString() })), next });
  });
  bind(router, contract.replayDeadLetter, async ({ params }) => {
    const outcome = await letters.replay(params.id);
    return outcome === null ? fail(NOT_FOUND) : ok({ replayed: outcome === 'replayed' });
  });
  bind(router, contract.dropDeadLetter, async ({ params }) =>
    (await letters.dropDeadLetter(params.id)) ? ok(undefined) : fail(NOT_FOUND),
  );

  bind(router, contract.getFederationRefusals, async () => {
    const reasons = [...refusals].map(([reason, count]) => ({ reason, count }));
    return ok({ since: refusals.since.toISOString(), reasons: reasons.sort((a, b) => b.count - a.count) });
  });
  return router;
}

function known(report: HostReport | null): Result<contract.FederationHost> {
  return report === null ? fail(NOT_FOUND) : ok(presentHost(report));
}

function presentHost({ failingSince, lastAnswer, nextTry, ...rest }: HostReport): contract.FederationHost {
  return {
    ...rest,
    failingSince: failingSince?.toISOString() ?? null,
    lastAnswer: lastAnswer?.toISOString() ?? null,
    nextTry: nextTry?.toISOString() ?? null,
  };
}
