import type { TodayItem } from '../../../shared/contracts/notifications.ts';

/** What may wait for anybody; all else has its words in a part of its own. */
export type CommonItem = Extract<TodayItem, { type: 'messages' | 'question' | 'follow-requests' | 'draft' }>;
export type OtherItem = Exclude<TodayItem, CommonItem>;

/** What waits, in words, and the one thing to do about it. */
export interface Meaning {
  words: string;
  to: string;
  act: string;
  excerpt?: string;
}
