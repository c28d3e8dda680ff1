import { Router } from 'express';
import {
  acceptFollowRequest,
  followProfile,
  listFollowRequests as listFollowRequestsContract,
  type Profile,
  rejectFollowRequest,
  unfollowProfile,
} from '../../../shared/contracts/profiles.ts';
import type { Asker } from '../../activities/visibility.ts';
import type { Principal } from '../../core/principal.ts';
import { ok, type Result } from '../../core/result.ts';
import { bind } from '../../http/endpoint.ts';
import { findProfile, presentProfile } from '../profiles/index.ts';
import { follow, unfollow } from './follow.ts';
import { answerFollowRequest, listFollowRequests } from './follow-requests.ts';
import type { FollowParts } from './follows.reactions.ts';

export function followRoutes(parts: FollowParts): Router {
  const router = Router();

  /** Finds who is meant, does it, and answers how the two stand now. */
  const change =
    (act: typeof follow) =>
    async (input: { params: { handle: string }; account: Principal; asker: Asker }): Promise<Result<Profile>> => {
      const found = await findProfile({ ...parts, views: parts.profiles }, input.params.handle, true);
      if (!found.ok) return found;
      const done = await act(parts, input.account.actor, found.value._id);
      return done.ok ? ok(await presentProfile(parts.views, found.value, input.asker)) : done;
    };

  bind(router, followProfile, change(follow));
  bind(router, unfollowProfile, change(unfollow));
  bind(router, listFollowRequestsContract, async ({ account, query }) =>
    ok(await listFollowRequests(parts, account.actor, query)),
  );
  bind(router, acceptFollowRequest, ({ account, params }) =>
    answerFollowRequest(parts, account.actor, params.id, 'Accept'),
  );
  bind(router, rejectFollowRequest, ({ account, params }) =>
    answerFollowRequest(parts, account.actor, params.id, 'Reject'),
  );
  return router;
}
