import type { PollFields, PostFields } from '../../../shared/contracts/practice.ts';
import type { Poll } from '../../activities/activity.ts';
import { type AppError, appError } from '../../core/errors.ts';
import { fail, ok, type Result } from '../../core/result.ts';

/** A poll as it is asked with a post: people say how long it goes on, their apps when it ends. */
type AskedPoll = PollFields | (Omit<PollFields, 'openMinutes'> & { closesAt: Date });

/** A post as its author gives it to be published. */
export interface WrittenPost extends Omit<PostFields, 'poll'> {
  poll: AskedPoll | null;
}

const MINUTE_MS = 60_000;
const OPEN_MAX_DAYS = 30;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** The poll as it is published at `now`, before anybody has voted. */
export function pollAsked(asked: AskedPoll, now: Date): Result<Poll> {
  const { multiple } = asked;
  const openMs = 'closesAt' in asked ? asked.closesAt.getTime() - now.getTime() : asked.openMinutes * MINUTE_MS;
  if (openMs <= 0) return fail(atItsEnd('Voting must end later than now.'));
  if (openMs > OPEN_MAX_DAYS * DAY_MS) return fail(atItsEnd('Voting can go on for 30 days at most.'));
  const options = asked.options.map((text) => ({ text, votes: 0 }));
  return ok({ multiple, options, voters: 0, closesAt: new Date(now.getTime() + openMs) });
}

const atItsEnd = (sentence: string): AppError => appError('invalid_input', sentence, { poll: sentence });
