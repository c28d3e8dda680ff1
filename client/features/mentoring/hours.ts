import { language } from '../../i18n/format.ts';

const inUnit = (unit: 'hour' | 'minute') =>
  new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 1 });
const asMinutes = inUnit('minute');
const asHours = inUnit('hour');

/** `45 minutes`, `2.5 hours`: how long as people say it. */
export function durationOf(minutes: number): string {
  return minutes < 60 ? asMinutes.format(minutes) : asHours.format(minutes / 60);
}
