import type { Activity } from '../../activities/activity.ts';
import type { ActivityLog } from '../../activities/log.ts';
import { visibilityOf } from '../../activities/visibility.ts';
import type { PracticeViews } from '../practice/index.ts';
import type { ProfileViews } from '../profiles/index.ts';

interface Parts {
  log: ActivityLog;
  practice: PracticeViews;
  profiles: ProfileViews;
}

/** For any app that may read; for one that was let into pairs as well; for none. */
type Readers = 'apps' | 'apps-in-pairs' | 'none';

/**
 * Which apps of its owner's an activity in a mailbox is for. What may be between two partners, the other one's words being in
 * it as well, is for those that were let into pairs; what cannot be told counts as that.
 */
export async function readersOf(parts: Parts, activity: Activity): Promise<Readers> {
  switch (activity.type) {
    case 'Follow':
    case 'Pin':
    case 'Unpin':
      return 'apps';
    case 'Like':
    case 'Announce':
    case 'QuoteRequest':
      return byPost(parts, activity.object);
    // Whom somebody blocks or reports is told to nobody but those it concerns.
    case 'Block':
    case 'Flag':
      return 'none';
    case 'Create':
    case 'Update':
      // Whoever asks learns how many voted, as anybody does, and not who.
      if (activity.object.kind === 'note' && activity.object.vote !== null) return 'none';
      return activity.object.kind === 'actor' ? 'apps' : byAudience(parts, activity);
    case 'Accept':
    case 'Reject':
    case 'Undo': {
      const about = await parts.log.get(activity.object);
      // An Undo of what is not known may be that of a Block.
      if (about === null || about.type === 'Block') return 'none';
      if (about.type === 'Follow') return 'apps';
      return RESPONSES.has(about.type) ? byPost(parts, about.object) : 'apps-in-pairs';
    }
    default:
      return byAudience(parts, activity);
  }
}

const RESPONSES = new Set<Activity['type']>(['Like', 'Announce', 'QuoteRequest']);

/** What somebody likes may be a message: that there is one is between the two. */
async function byPost({ practice }: Parts, object: string | null): Promise<Readers> {
  return object !== null && (await practice.byIri(object)) !== null ? 'apps' : 'apps-in-pairs';
}

async function byAudience({ profiles }: Parts, { actor, audience }: Activity): Promise<Readers> {
  const followers = (await profiles.byIri(actor))?.followers ?? null;
  return visibilityOf(audience, followers) === 'pair' ? 'apps-in-pairs' : 'apps';
}
