import type { Page } from '../../../shared/contracts/endpoint.ts';
import type { FollowRequest } from '../../../shared/contracts/profiles.ts';
import { NOT_FOUND } from '../../core/errors.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { isFromBlocked } from '../moderation/index.ts';
import { answerFollow } from './answer-follow.ts';
import type { FollowParts } from './follows.reactions.ts';

export async function listFollowRequests(
  parts: Pick<FollowParts, 'views' | 'profiles' | 'policy'>,
  actor: string,
  query: { cursor?: string | undefined; limit: number },
): Promise<Page<FollowRequest>> {
  const rows = await parts.views.requests(actor, query.cursor ?? null, query.limit);
  const shown = rows.filter((row) => !isFromBlocked(parts.policy, row.follower));
  const person = await parts.profiles.summaries(shown.map((row) => row.follower));
  return {
    items: shown.map((row) => ({ id: row._id, from: person(row.follower) })),
    next: rows.length === query.limit ? (rows.at(-1)?._id ?? null) : null,
  };
}

/** Says yes or no to someone who waits; only the one who is asked can. */
export async function answerFollowRequest(
  parts: FollowParts,
  actor: string,
  requestId: string,
  answer: 'Accept' | 'Reject',
): Promise<Result<void>> {
  const request = await parts.views.documents.findOne({ _id: requestId, followee: actor, state: 'requested' });
  if (!request) return fail(NOT_FOUND);
  await answerFollow(parts, request, answer);
  return ok(undefined);
}
