import type { ProfileSummary } from '../../../shared/contracts/profiles.ts';
import type { DomainPolicy } from '../../activities/ports.ts';
import { isFromBlocked } from '../moderation/index.ts';
import type { Relations } from './present-profile.ts';
import { type ProfileViews, summaryOf } from './profiles.views.ts';

const COMPLETED_MAX = 20;
/** Of people whose names begin so, this many are looked at, so that those whom one follows come first. */
const LOOKED_AT_MAX = 60;

/**
 * People whose handle or name begins with what was typed: whom `actor` follows first, then people from here. Who does not
 * want to be found is completed for those who follow them, and for who types the whole handle.
 */
export async function completePerson(
  parts: { views: ProfileViews; relations: Relations; policy: DomainPolicy },
  actor: string,
  typed: string,
): Promise<ProfileSummary[]> {
  const found = (await parts.views.beginningWith(typed, LOOKED_AT_MAX)).filter(
    ({ _id }) => !isFromBlocked(parts.policy, _id),
  );
  const followed = await parts.relations.acceptedAmong(
    actor,
    found.map(({ _id }) => _id),
  );
  const handle = typed.trim().toLowerCase().replace(/^@/, '');
  const rank = (one: { _id: string; local: boolean }) => (followed.has(one._id) ? 0 : one.local ? 1 : 2);
  return found
    .filter((one) => one.discoverable || followed.has(one._id) || one.handle === handle)
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, COMPLETED_MAX)
    .map(summaryOf);
}
