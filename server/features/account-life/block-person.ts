import type { Page, PageQuery } from '../../../shared/contracts/endpoint.ts';
import type { ProfileSummary } from '../../../shared/contracts/profiles.ts';
import type { Pipeline } from '../../activities/pipeline.ts';
import type { DomainPolicy, Naming, RemoteDirectory } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import type { Result } from '../../core/result.ts';
import { block, type FollowViews, unblock } from '../follows/index.ts';
import { leavePairs, type MentoringViews } from '../mentoring/index.ts';
import { findProfile, type ProfileViews } from '../profiles/index.ts';

export interface BlockPersonParts {
  profiles: ProfileViews;
  follows: FollowViews;
  mentoring: MentoringViews;
  pipeline: Pipeline;
  naming: Naming;
  remote: RemoteDirectory;
  policy: DomainPolicy;
  clock: Clock;
}

/** Blocks a person. A pair or offer between the two ends first: one does not go on with whom one wants nothing to do with. */
export async function blockPerson(parts: BlockPersonParts, actor: string, handle: string): Promise<Result<void>> {
  const found = await findProfile({ ...parts, views: parts.profiles }, handle, true);
  if (!found.ok) return found;
  const blocked = found.value._id;
  if (blocked !== actor) await leavePairs(parts, actor, blocked);
  return block({ ...parts, views: parts.follows }, actor, blocked);
}

export async function unblockPerson(parts: BlockPersonParts, actor: string, handle: string): Promise<Result<void>> {
  const found = await findProfile({ ...parts, views: parts.profiles }, handle, true);
  return found.ok ? unblock({ ...parts, views: parts.follows }, actor, found.value._id) : found;
}

export async function listBlocked(
  { follows, profiles }: BlockPersonParts,
  actor: string,
  { cursor, limit }: PageQuery,
): Promise<Page<ProfileSummary>> {
  const { items, next } = await follows.blocks.page(actor, cursor ?? null, limit);
  return { items: items.map(await profiles.summaries(items)), next };
}
