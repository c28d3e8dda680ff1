import type { z } from 'zod';
import type { Amendment, Terms } from '../../../shared/contracts/mentoring.ts';
import type { Agreement } from '../../activities/activity.ts';
import { type AppError, appError } from '../../core/errors.ts';

/** Terms as one of the two writes and reads them, and as both of them hold them. */

type Written = z.output<typeof Terms>;

/** Behind UTC is where a day ends last (UTC-12). */
const LAST_ZONE_MS = 12 * 60 * 60_000;

/** What is wrong with terms at a moment; null when nothing is. */
export function flawIn({ endsOn }: Pick<Written, 'endsOn'>, now: Date): AppError | null {
  const earliest = new Date(now.getTime() - LAST_ZONE_MS).toISOString().slice(0, 10);
  if (endsOn >= earliest) return null;
  return appError('invalid_input', 'Choose an end date that is still to come.', { endsOn: 'This day is past.' });
}

export function agreementBetween(actor: string, other: string, terms: Written): Agreement {
  return {
    goals: { [actor]: terms.myGoals, [other]: terms.partnerGoals },
    cadence: terms.cadence,
    endsOn: terms.endsOn,
    protocol: terms.protocol,
    confidentiality: terms.confidentiality,
    note: terms.note,
  };
}

export function termsFor(actor: string, other: string, { goals, ...agreement }: Agreement): Amendment['terms'] {
  return {
    myGoals: goals[actor] ?? '',
    partnerGoals: goals[other] ?? '',
    cadence: agreement.cadence,
    endsOn: agreement.endsOn,
    protocol: agreement.protocol,
    confidentiality: agreement.confidentiality,
    note: agreement.note,
  };
}
