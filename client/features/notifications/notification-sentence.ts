import type { Notification } from '../../../shared/contracts/notifications.ts';
import { tNotifications } from '../../i18n/notifications.ts';

/** What happened, in one sentence. */
export function sentenceFor({ kind, people, count, about, pairStep }: Notification): string {
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
    case 'moderation':
      return says.moderation(count);
  }
}
