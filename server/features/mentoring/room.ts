import type { Naming } from '../../activities/ports.ts';
import { type AppError, appError } from '../../core/errors.ts';
import type { ProfileViews } from '../profiles/index.ts';
import type { PairView } from './mentoring.model.ts';
import type { MentoringViews } from './mentoring.views.ts';

export interface RoomParts {
  views: MentoringViews;
  profiles: ProfileViews;
  naming: Naming;
  /** How many pairs at once a person of this instance has room for. */
  capacityOf(actor: string): Promise<number>;
}

/** Far above what anybody may have. */
const MAX_ACTIVE = 100;

/** Why `actor` cannot begin another pair; null when they have room. */
export async function lackOfRoom(parts: RoomParts, actor: string): Promise<AppError | null> {
  return (await isFull(parts, actor)) ? FULL : null;
}

/**
 * Why the offer of this pair cannot be accepted; null when both have room. Only their own instance knows how much room
 * somebody has: it takes back what is too much (`capacity.reactions.ts`).
 */
export async function lackOfRoomForBoth(parts: RoomParts, { offerer, partner }: PairView): Promise<AppError | null> {
  const own = await lackOfRoom(parts, partner);
  if (own || !parts.naming.isLocal(offerer) || !(await isFull(parts, offerer))) return own;
  const name = (await parts.profiles.summaries([offerer]))(offerer).displayName;
  return appError(
    'conflict',
    `${name} has no room for another pair at the moment. Their offer stays open: ask them to make room, or accept when a pair of theirs has ended.`,
  );
}

async function isFull({ views, capacityOf }: RoomParts, actor: string): Promise<boolean> {
  const [active, capacity] = await Promise.all([views.activeOf(actor, MAX_ACTIVE), capacityOf(actor)]);
  return active.length >= capacity;
}

const FULL = appError(
  'conflict',
  'You have as many pairs as you said you have room for. End one, or choose to have room for more under “Find a partner”, and try again.',
);
