import type { TodayItem } from '../../../shared/contracts/notifications.ts';

/** What waits in pairs has its words in a part of its own. */
export type PairItem = Extract<TodayItem, { type: 'session' | 'turn' | 'follow-up' | 'amendment' | 'introduction' }>;
export type CommonItem = Exclude<TodayItem, PairItem>;

/** What waits, in words, and the one thing to do about it. */
export interface Meaning {
  words: string;
  to: string;
  act: string;
  excerpt?: string;
}
