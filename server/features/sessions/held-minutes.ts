import type { MentoringViews } from '../mentoring/index.ts';
import type { SessionViews } from './sessions.views.ts';

/** How many minutes of agreed sessions of somebody are past, in one pair (IRI of its Offer) or in all. */
export async function heldMinutes(
  { views, mentoring }: { views: SessionViews; mentoring: MentoringViews },
  share: { actor: string; pair?: string; since?: Date },
  now: Date,
): Promise<number> {
  const held = await views.heldBy(share, now);
  const pairs = await mentoring.byOffers([...new Set(held.map(({ pair }) => pair))]);
  const ends = new Map(pairs.map(({ _id, endedAt }) => [_id, endedAt]));
  return held
    .filter(({ pair, start }) => start < (ends.get(pair) ?? now))
    .reduce((minutes, session) => minutes + session.minutes, 0);
}
