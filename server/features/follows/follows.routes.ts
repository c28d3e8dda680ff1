import { Router } from 'express';
import type { Page, PageQuery } from '../../../shared/contracts/endpoint.ts';
import {
  acceptFollowRequest,
  followProfile,
  listFollowers,
  listFollowing,
  listFollowRequests as listFollowRequestsContract,
  type Profile,
  type ProfileSummary,
  rejectFollowRequest,
  unfollowProfile,
} from '../../../shared/contracts/profiles.ts';
import type { Asker } from '../../activities/visibility.ts';
import { appError } from '../../core/errors.ts';
import type { Principal } from '../../core/principal.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { bind } from '../../http/endpoint.ts';
import { isFromBlocked } from '../moderation/index.ts';
import { findProfile, mayListConnections, presentProfile, type ShowingPeople } from '../profiles/index.ts';
import { follow, unfollow } from './follow.ts';
import { answerFollowRequest, listFollowRequests } from './follow-requests.ts';
import type { FollowParts } from './follows.reactions.ts';

const NOT_LISTED = appError('forbidden', 'This person shows only how many follow and are followed, not who.');

export function followRoutes(parts: FollowParts & { showing: ShowingPeople }): Router {
  const router = Router();

  /** Finds who is meant, does it, and answers how the two stand now. */
  const change =
    (act: typeof follow) =>
    async (input: { params: { handle: string }; account: Principal; asker: Asker }): Promise<Result<Profile>> => {
      const found = await findProfile({ ...parts, views: parts.profiles }, input.params.handle, true);
      if (!found.ok) return found;
      const done = await act(parts, input.account.actor, found.value._id);
      return done.ok ? ok(await presentProfile(parts.views, parts.showing, found.value, input.asker)) : done;
    };

  bind(router, followProfile, change(follow));
  bind(router, unfollowProfile, change(unfollow));
  /** One page of the people around someone; who they are is what they say of themselves, so nothing more is asked. */
  const list =
    (direction: 'followers' | 'following') =>
    async (input: {
      params: { handle: string };
      query: PageQuery;
      asker: Asker;
    }): Promise<Result<Page<ProfileSummary>>> => {
      const found = await findProfile({ ...parts, views: parts.profiles }, input.params.handle, false);
      if (!found.ok) return found;
      if (!mayListConnections(found.value, input.asker)) return fail(NOT_LISTED);
      const { cursor = null, limit } = input.query;
      const { actors, next } = await parts.views.page(direction, found.value._id, cursor, limit);
      const shown = actors.filter((actor) => !isFromBlocked(parts.policy, actor));
      const person = await parts.profiles.summaries(shown);
      return ok({ items: shown.map(person), next });
    };

  bind(router, listFollowers, list('followers'));
  bind(router, listFollowing, list('following'));
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
