/** The current time, passed in so that rules stay functions of values. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
