import { keyOf } from '../core/ids.ts';
import type { ActivityLog, LogEntry } from './log.ts';
import type { LiveUpdates } from './ports.ts';

/** Tells an author's screens when nothing of an activity of theirs is on its way any more. */
export async function tellSettled(log: ActivityLog, live: LiveUpdates, activityIri: string): Promise<void> {
  const entry = await log.get(activityIri);
  if (entry) live.toActor(entry.actor, { name: 'delivery.changed', subject: subjectOf(entry) });
}

/** The API id of what the screens show for an activity: a pair for its steps, else the object. */
function subjectOf({ _id, type, object }: LogEntry): string {
  return keyOf(type === 'Offer' || object === null ? _id : object);
}
