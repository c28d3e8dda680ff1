import { Router } from 'express';
import * as contract from '../../../shared/contracts/mentoring.ts';
import { bind, bindOpen } from '../../http/endpoint.ts';
import { addressKey, createRateLimit } from '../../http/rate-limit.ts';
import { type AnswerParts, answerElsewhere, answerHere, readInvitation } from './answer-invitation.ts';

const HOUR = 3600;
/** A school shares one address. */
const READ_LIMIT = { attempts: 300, seconds: HOUR };
/** Each has us ask another server. */
const ANSWERS_BY_ADDRESS = { attempts: 20, seconds: HOUR };
const ANSWERS_BY_TOKEN = { attempts: 10, seconds: 24 * HOUR };

/** The page behind the link in an invitation, for whoever has the link. */
export function invitationRoutes(parts: AnswerParts): Router {
  const router = Router();
  const reads = createRateLimit('join-read', READ_LIMIT);
  const byAddress = createRateLimit('join-address', ANSWERS_BY_ADDRESS);
  const byToken = createRateLimit('join-token', ANSWERS_BY_TOKEN);

  bindOpen(router, contract.getPairInvitation, async ({ params, req }) => {
    const allowed = await reads(addressKey(req.ip ?? ''));
    return allowed.ok ? readInvitation(parts, params.token) : allowed;
  });
  bindOpen(router, contract.answerPairInvitation, async ({ params, body, req }) => {
    for (const [limit, key] of [
      [byAddress, addressKey(req.ip ?? '')],
      [byToken, params.token],
    ] as const) {
      const allowed = await limit(key);
      if (!allowed.ok) return allowed;
    }
    return answerElsewhere(parts, params.token, body.handle);
  });
  bind(router, contract.joinedByPairInvitation, async ({ params, account }) => {
    const allowed = await byToken(params.token);
    return allowed.ok ? answerHere(parts, account.actor, params.token) : allowed;
  });
  return router;
}
