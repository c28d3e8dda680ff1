import type { Notification } from '../../../shared/contracts/notifications.ts';
import type { Words } from './words/index.ts';

/** A notification in one sentence, for where the client cannot say it: lock screens and mails. */
export function sentenceFor(words: Words, notification: Notification): string {
  const { kind, count, people, about, pairStep, turnStep, sessionStep, followUpStep, balanceStep } = notification;
  const who = people.length === 0 ? words.somebody : words.names(people.map(({ displayName }) => displayName));
  const several = people.length > 1;
  const what = about.type === 'post' && about.title !== '' ? words.quoted(about.title) : words.somePost;
  switch (kind) {
    case 'follow':
      return several ? words.followMany(who) : words.follow(who);
    case 'follow-request':
      return several ? words.followRequestMany(who) : words.followRequest(who);
    case 'feedback':
      return words.feedback(who, what);
    case 'reply':
      return words.reply(who, what);
    case 'mention':
      return words.mention(who);
    case 'message':
      return words.message(who);
    case 'pair':
      return words.pair[pairStep ?? 'offered'](who);
    case 'turn':
      return words.turn[turnStep ?? 'your-move'](who);
    case 'session':
      return words.session[sessionStep ?? 'proposed'](who);
    case 'follow-up':
      return words.followUp[followUpStep ?? 'due-today'](who);
    case 'balance':
      return words.balance[balanceStep ?? 'mine-to-give'](who);
    case 'moderation':
      return words.moderation;
    case 'report':
      return words.report(count);
  }
}
