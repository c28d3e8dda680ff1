import type { PushMessage } from '../../../shared/contracts/notifications.ts';
import type { InterfaceLanguage } from '../../../shared/vocabulary.ts';
import type { LiveUpdates } from '../../activities/ports.ts';
import type { Clock } from '../../core/clock.ts';
import type { Principal } from '../../core/principal.ts';
import { isOfPair, type Notice, type NotificationView, ringsAgain } from './notifications.model.ts';
import type { NotificationViews } from './notifications.views.ts';
import { presentNotifications, type ShownParts } from './present-notifications.ts';
import type { PushSender } from './push/push-sender.ts';
import { isQuiet } from './quiet-hours.model.ts';
import { sentenceFor } from './sentence.ts';
import type { SettingsViews } from './settings.views.ts';
import { WORDS } from './words/index.ts';

export interface NotifyParts extends ShownParts {
  views: NotificationViews;
  settings: SettingsViews;
  push: PushSender;
  live: LiveUpdates;
  clock: Clock;
  /** The account behind a local actor; null when it has none. */
  principalOf(actor: string): Promise<Principal | null>;
  languageOf(actor: string): Promise<InterfaceLanguage>;
}

/** Tells somebody of something, unless they muted it: in their list, on open screens, and on the devices they chose. */
export async function notify(parts: NotifyParts, notice: Notice): Promise<void> {
  const { views, settings, live, push, clock } = parts;
  const { owner, kind, thread } = notice;
  const chosen = await settings.of(owner);
  if (chosen.muted.includes(kind)) return;
  // A muted pair is quiet about its messages; what happens in it is told all the same.
  const mayBeMuted = kind === 'message' || !isOfPair(kind);
  if (thread !== null && mayBeMuted && (await views.muted(owner, [thread])).has(thread)) return;
  const entry = await views.record(notice);
  if (entry === null) return;
  live.toActor(owner, { name: 'notifications.changed' });
  // What came in quiet hours is not made up for when they end: it waits in the list.
  if (!ringsAgain(entry) || isQuiet(chosen.quietHours, clock.now())) return;
  await push.send(owner, () => messageFor(parts, entry));
}

/** Of the newest in an entry alone; nothing of what is private between two people. */
async function messageFor(parts: NotifyParts, entry: NotificationView): Promise<PushMessage | null> {
  const owner = await parts.principalOf(entry.owner);
  if (!owner) return null;
  const words = WORDS[await parts.languageOf(entry.owner)];
  const [shown] = await presentNotifications(parts, owner, [{ ...entry, count: 1, events: entry.events.slice(-1) }]);
  return shown ? { title: sentenceFor(words, shown), body: '', url: shown.to, tag: entry._id } : null;
}
