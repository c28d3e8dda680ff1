import { type DraftFields, POLL_ANSWERS_MIN } from '../../../shared/contracts/practice.ts';
import { language } from '../../i18n/format.ts';

export type PollDraft = NonNullable<DraftFields['poll']>;

const DAY_MINUTES = 24 * 60;

/** How long people may vote, to choose from. */
export const POLL_LENGTHS_MINUTES = [
  60,
  6 * 60,
  DAY_MINUTES,
  3 * DAY_MINUTES,
  7 * DAY_MINUTES,
  14 * DAY_MINUTES,
] as const;

export function newPoll(): PollDraft {
  return { options: Array.from({ length: POLL_ANSWERS_MIN }, () => ''), multiple: false, openMinutes: DAY_MINUTES };
}

const UNITS = [
  [7 * DAY_MINUTES, 'week'],
  [DAY_MINUTES, 'day'],
  [60, 'hour'],
] as const;

/** `3 days`, in the largest unit that it is a whole number of. */
export function lasting(minutes: number): string {
  const [size, unit] = UNITS.find(([length]) => minutes % length === 0) ?? [1, 'minute'];
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(minutes / size);
}

/** What keeps a poll from being asked, and the place of the answer to change; null when nothing does. */
export function pollProblem({ options }: PollDraft): { what: 'few' | 'same'; at: number } | null {
  const said = options.map((option) => option.trim());
  const same = said.findIndex((option, place) => option !== '' && said.indexOf(option) < place);
  if (same !== -1) return { what: 'same', at: same };
  if (said.filter((option) => option !== '').length >= POLL_ANSWERS_MIN) return null;
  return { what: 'few', at: Math.max(0, said.indexOf('')) };
}
