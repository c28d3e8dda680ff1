import type { Activity } from './activity.ts';
import type { LogEntry } from './log.ts';

/** An activity as projections and reactions see it. */
export interface Occurrence {
  activity: Activity;
  /** Position in this instance's log. */
  order: string;
  origin: LogEntry['origin'];
  receivedAt: Date;
}

/** Clocks differ by this much without anybody noticing. */
const AHEAD_MAX_MS = 10 * 60_000;
const EARLIEST = new Date(0);

/** What an entry of the log says (`decoded` from its JSON), with every date in it one that screens can show. */
export function occurrenceOf({ order, origin, receivedAt }: LogEntry, decoded: Activity): Occurrence {
  return { activity: dated(decoded, receivedAt), order, origin, receivedAt };
}

/**
 * Other servers' dates are claims. One from the year 200,000 would stay on top of every list, keep later edits out, and
 * is not an instant that the API can say; so nothing happened before 1970, and nothing after it reached us.
 */
function dated(activity: Activity, receivedAt: Date): Activity {
  const latest = new Date(receivedAt.getTime() + AHEAD_MAX_MS);
  const within = (at: Date): Date => (at > latest ? receivedAt : at < EARLIEST ? EARLIEST : at);
  const publishedAt = within(activity.publishedAt);
  if (activity.type !== 'Create' && activity.type !== 'Update') return { ...activity, publishedAt };
  const { object } = activity;
  if (object.kind === 'actor') {
    return {
      ...activity,
      type: 'Update',
      publishedAt,
      object: { ...object, publishedAt: object.publishedAt && within(object.publishedAt) },
    };
  }
  const dates = { publishedAt: within(object.publishedAt), editedAt: object.editedAt && within(object.editedAt) };
  return { ...activity, publishedAt, object: { ...object, ...dates } };
}
