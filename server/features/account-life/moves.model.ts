const DAY_MS = 24 * 60 * 60_000;

/** Followers everywhere are carried along with each move: nobody does that every week. */
export const MOVE_INTERVAL_DAYS = 30;
export const ALIASES_MAX = 5;

/** From when on somebody may move again; null when they may now. */
export function mayMoveFrom(movedAt: Date | null, now: Date): Date | null {
  if (movedAt === null) return null;
  const from = new Date(movedAt.getTime() + MOVE_INTERVAL_DAYS * DAY_MS);
  return from > now ? from : null;
}
