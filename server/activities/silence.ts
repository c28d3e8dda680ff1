import type { Activity } from './activity.ts';
import type { ActivityLog } from './log.ts';
import { isPrivate } from './visibility.ts';

/** Who has gone: elsewhere, or for good. */
export interface Departures {
  hasMoved(actor: string): Promise<boolean>;
  /** Asked for everything that comes in: answers from memory, and takes note that something came from there. */
  isDeleted(actor: string): boolean;
}

/**
 * Whether an activity changes nothing here because whoever sent it has gone. Of an account that was deleted, what is still
 * under way in public comes too late; between two people it does not, since partners may come back. Of one who has gone
 * elsewhere it is the other way round: their pairs go on with the one they are there, the old account may be anybody's by now,
 * and what it does in public is its own affair.
 *
 * Decided once, when it arrives, and kept with it in the log: a rebuild, which knows all that came later, must not decide
 * otherwise.
 */
export async function isSilenced(activity: Activity, log: ActivityLog, departures: Departures): Promise<boolean> {
  if (!mayConcernPairs(activity)) return departures.isDeleted(activity.actor);
  return (await departures.hasMoved(activity.actor)) && (await concernsPairs(activity, log));
}

/** What can be told without asking anything: most of what arrives is public, and costs nothing. */
function mayConcernPairs({ type, audience }: Activity): boolean {
  switch (type) {
    case 'Offer':
    case 'Accept':
    case 'Reject':
    case 'Undo':
    case 'Add':
    case 'MadeMeThink':
    case 'Move':
    case 'Delete':
      return true;
    case 'Create':
      return isPrivate(audience);
    default:
      return false;
  }
}

async function concernsPairs(activity: Activity, log: ActivityLog): Promise<boolean> {
  switch (activity.type) {
    case 'Accept':
    case 'Reject':
    case 'Undo': {
      const about = await log.get(activity.object);
      return about === null || about.type === 'Offer' || about.type === 'Accept' || about.type === 'MadeMeThink';
    }
    case 'Delete': {
      const { object, actor } = activity;
      const [entries, notes] = await Promise.all([
        log.about(object, 'Add', actor, 1),
        log.about(object, 'Create', actor, 1),
      ]);
      return entries.length > 0 || notes.some(({ json }) => isPrivate({ to: texts(json.to), cc: texts(json.cc) }));
    }
    default:
      return true;
  }
}

function texts(value: unknown): string[] {
  return [value].flat().filter((item) => typeof item === 'string');
}
