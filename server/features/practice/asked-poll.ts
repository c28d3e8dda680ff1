import type { PollFields, PostFields } from '../../../shared/contracts/practice.ts';
import type { Poll } from '../../activities/activity.ts';
import { type AppError, appError } from '../../core/errors.ts';

/** A poll as it is asked with a post. */
interface AskedPoll extends Omit<PollFields, 'openMinutes'> {
  closesAt: Date;
}

/** A post as its author gives it to be published. */
export interface WrittenPost extends Omit<PostFields, 'poll'> {
  poll: AskedPoll | null;
}

const MINUTE_MS = 60_000;
const OPEN_MAX_DAYS = 30;
const DAY_MS = 24 * 60 * MINUTE_MS;

export function askedFrom({ openMinutes, ...poll }: PollFields, now: Date): AskedPoll {
  return { ...poll, closesAt: new Date(now.getTime() + openMinutes * MINUTE_MS) };
}

/** Null when voting may end then: apps say a time of their own. */
export function refusedEnd({ closesAt }: AskedPoll, now: Date): AppError | null {
  const openMs = closesAt.getTime() - now.getTime();
  if (openMs <= 0) return atItsEnd('Voting must end later than now.');
  return openMs > OPEN_MAX_DAYS * DAY_MS ? atItsEnd('Voting can go on for 30 days at most.') : null;
}

/** Before anybody has voted. */
export function pollOfAsked({ options, multiple, closesAt }: AskedPoll): Poll {
  return { multiple, options: options.map((text) => ({ text, votes: 0 })), voters: 0, closesAt };
}

const atItsEnd = (sentence: string): AppError => appError('invalid_input', sentence, { poll: sentence });
