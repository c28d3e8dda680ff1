import type { TodayItem } from '../../../shared/contracts/notifications.ts';
import { calendarDay, shortDay, startOfDay, timeOfDay } from '../../i18n/format.ts';
import { tToday } from '../../i18n/today.ts';
import type { Meaning, OtherItem } from './meaning.ts';

/** What waits in pairs, and what waits rarely: fetched by who has it, so that Home is small for everybody else. */
export function meaningOf(item: OtherItem): Meaning {
  switch (item.type) {
    case 'pair-offer':
      return { words: tToday.offer(item.from.displayName), to: `/mentoring/${item.pair}`, act: tToday.offerDo };
    case 'pair-ending':
      return {
        words: tToday.ending(item.partner.displayName, calendarDay(item.endsOn)),
        to: `/mentoring/${item.pair}?view=ledger`,
        act: tToday.endingDo,
      };
    case 'sign-ups':
      return { words: tToday.signUps(item.count), to: '/admin', act: tToday.signUpsDo };
    case 'moved':
      return { words: tToday.moved(item.to.handle), to: '/settings/account', act: tToday.movedDo };
    case 'reports':
      return { words: tToday.reports(item.count), to: '/admin/reports', act: tToday.reportsDo };
    case 'session':
      return { ...ofSession(item), to: `/mentoring/${item.pair}?view=sessions` };
    case 'turn':
      return {
        words: tToday.moves[item.move](item.partner.displayName),
        to: `/mentoring/${item.pair}/cycles/${item.cycle}`,
        act: tToday.movesDo[item.move],
      };
    case 'begin':
      return {
        words: tToday.begin(item.partner.displayName),
        to: `/mentoring/${item.pair}/cycles/new`,
        act: tToday.beginDo,
      };
    case 'follow-up':
      return {
        words: tToday.due[item.due](shortDay(item.by)),
        excerpt: item.what,
        to: `/mentoring/${item.pair}?view=cycle`,
        act: tToday.dueDo,
      };
    case 'amendment':
      return {
        words: tToday.amendment(item.from.displayName),
        to: `/mentoring/${item.pair}?view=agreement`,
        act: tToday.amendmentDo,
      };
    case 'introduction':
      return {
        words: tToday.introduction(item.by.displayName, item.partner.displayName),
        to: '/mentoring/find',
        act: tToday.introductionDo,
      };
  }
}

function ofSession({ start, partner }: Extract<TodayItem, { type: 'session' }>): Pick<Meaning, 'words' | 'act'> {
  const { displayName } = partner;
  if (start === null) return { words: tToday.times(displayName), act: tToday.timesDo };
  const isToday = startOfDay(new Date(start)) === startOfDay(new Date());
  const say = isToday ? tToday.meetToday : tToday.meetTomorrow;
  return { words: say(displayName, timeOfDay(start)), act: tToday.meetDo };
}
