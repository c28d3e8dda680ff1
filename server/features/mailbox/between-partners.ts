import type { Activity } from '../../activities/activity.ts';
import type { ActivityLog } from '../../activities/log.ts';
import { visibilityOf } from '../../activities/visibility.ts';
import type { ProfileViews } from '../profiles/index.ts';

interface Parts {
  log: ActivityLog;
  profiles: ProfileViews;
}

/**
 * Whether an activity is between two partners, or may be: what cannot be told is. An app sees it with the scope `pairs` only,
 * the other one's words being in it as well.
 */
export async function isBetweenPartners(parts: Parts, activity: Activity): Promise<boolean> {
  switch (activity.type) {
    case 'Follow':
    case 'Like':
    case 'Announce':
    case 'Pin':
    case 'Unpin':
      return false;
    case 'Create':
    case 'Update':
      return activity.object.kind !== 'actor' && isNarrow(parts, activity);
    case 'Accept':
    case 'Reject':
    case 'Undo': {
      const about = await parts.log.get(activity.object);
      return !(about?.type === 'Follow' || about?.type === 'Like' || about?.type === 'Announce');
    }
    default:
      return isNarrow(parts, activity);
  }
}

/** For nobody but those it names. */
async function isNarrow({ profiles }: Parts, { actor, audience }: Activity): Promise<boolean> {
  const followers = (await profiles.byIri(actor))?.followers ?? null;
  return visibilityOf(audience, followers) === 'pair';
}
