import type { Notification } from '../../../shared/contracts/notifications.ts';
import { tNotifications } from '../../i18n/notifications.ts';

/** What happened, in one sentence. */
export function sentenceFor(notification: Notification): string {
  const { kind, people, count, about, pairStep, turnStep, sessionStep, followUpStep, balanceStep } = notification;
  const { says, names, somebody, aPost, quoted } = tNotifications;
  const who = people.length === 0 ? somebody : names(people.map(({ displayName }) => displayName));
  const several = people.length > 1;
  const what = about.type === 'post' && about.title !== '' ? quoted(about.title) : aPost;
  switch (kind) {
    case 'follow':
      return says.follow(who, several);
    case 'follow-request':
      return says.followRequest(who, several);
    case 'feedback':
      return says.feedback(who, what);
    case 'reply':
      return says.reply(who, what);
    case 'mention':
      return says.mention(who, what);
    case 'message':
      return says.message(who);
    case 'pair':
      return says.pair[pairStep ?? 'offered'](who);
    case 'turn':
      return says.turn[turnStep ?? 'your-move'](who);
    case 'session':
      return says.session[sessionStep ?? 'proposed'](who);
    case 'follow-up':
      return says.followUp[followUpStep ?? 'due-today'](who);
    case 'balance':
      return says.balance[balanceStep ?? 'mine-to-give'](who);
    case 'moderation':
      return says.moderation(count);
    case 'report':
      return says.report(count);
  }
}
