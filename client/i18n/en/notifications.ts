import type {
  BalanceNews,
  Digest,
  FollowUpNews,
  NotificationKind,
  PairNews,
  SessionNews,
  TurnNews,
} from '../../../shared/vocabulary.ts';
import { plural } from '../plural.ts';
import { language } from './common.ts';

const kinds: Record<NotificationKind, string> = {
  follow: 'New followers',
  'follow-request': 'Requests to follow me',
  feedback: 'Feedback on what I wrote',
  reply: 'Replies',
  mention: 'Mentions',
  pair: 'Steps of a mentoring pair',
  message: 'Private messages',
  turn: 'Turns of a cycle, and thoughts on my feedback',
  session: 'Sessions, and reminders of them',
  'follow-up': 'What I set out to do, when it is due',
  balance: 'The balance of a pair',
  moderation: 'People who wait to be let in',
};

/** What each word says of somebody, by their name. */
type Says<Word extends string> = Record<Word, (who: string) => string>;

const pair: Says<PairNews> = {
  offered: (who) => `${who} offers you a mentoring pair`,
  countered: (who) => `${who} answered your offer with other terms`,
  accepted: (who) => `${who} accepted your offer: you are a pair now`,
  declined: (who) => `${who} answered your offer`,
  withdrawn: (who) => `${who} took the offer of a pair back`,
  ended: (who) => `${who} ended your pair`,
  full: (who) => `There was no room for the pair with ${who}: it has ended, and is nobody’s fault`,
  left: (who) => `${who} ended the pair early, as either of you may: it is nobody’s fault`,
  amendment: (who) => `${who} proposes a change of your agreement`,
  amended: (who) => `${who} agreed to your change of the agreement`,
  'not-amended': (who) => `${who} would leave the agreement as it is`,
};

const turn: Says<TurnNews> = {
  presented: (who) => `${who} shows you something and asks what you see`,
  'your-move': (who) => `It is your turn to speak in the cycle with ${who}`,
  swap: (who) => `${who} has said what comes of your feedback. Now you present`,
  complete: (who) => `You and ${who} have completed a cycle`,
  'set-aside': (who) => `${who} set your cycle aside`,
  done: (who) => `${who} did what they set out to do after your feedback`,
  'consent-asked': (who) => `${who} asks whether they may quote you`,
  'consent-answered': (who) => `${who} answered whether you may quote them`,
  thought: (who) => `Your feedback made ${who} think`,
};

const session: Says<SessionNews> = {
  proposed: (who) => `${who} proposes times to meet`,
  'other-times': (who) => `${who} would rather meet at another time`,
  agreed: (who) => `${who} chose a time: you meet`,
  moved: (who) => `${who} agreed to meet at the other time`,
  declined: (who) => `None of the times suits ${who}`,
  cancelled: (who) => `${who} called off your session`,
  'in-a-day': (who) => `You meet ${who} within a day`,
  'in-an-hour': (who) => `You meet ${who} within the hour`,
};

const followUp: Says<FollowUpNews> = {
  'due-tomorrow': (who) => `What you set out to do with ${who} is for tomorrow`,
  'due-today': (who) => `What you set out to do with ${who} is for today`,
};

const balance: Says<BalanceNews> = {
  'mine-to-give': (who) => `${who} has given more lately. Would you like to give something back?`,
  'mine-to-ask': (who) => `You have given ${who} more lately. Ask for something back?`,
};

const digests: Record<Digest, string> = { off: 'Never', daily: 'Every day', weekly: 'Every week' };

const list = new Intl.ListFormat(language);

export const notifications = {
  title: 'Notifications',
  names: (names: readonly string[]) => list.format(names),
  somebody: 'Somebody',
  aPost: 'a post of yours',
  quoted: (title: string) => `“${title}”`,
  says: {
    follow: (who: string, several: boolean) => (several ? `${who} follow you now` : `${who} follows you now`),
    followRequest: (who: string, _several: boolean) => `${who} would like to follow you`,
    feedback: (who: string, what: string) => `${who} gave you feedback on ${what}`,
    reply: (who: string, what: string) => `${who} replied under ${what}`,
    mention: (who: string, what: string) => `${who} mentioned you in ${what}`,
    message: (who: string) => `${who} wrote to you`,
    moderation: (count: number) =>
      plural(language, count, { one: '# person waits to be let in', other: '# people wait to be let in' }),
    pair,
    turn,
    session,
    followUp,
    balance,
  },
  inAll: (count: number) => `${count} in all`,
  unread: 'New',
  show: 'Show',
  all: 'Everything',
  shortKinds: {
    follow: 'Followers',
    'follow-request': 'Requests',
    feedback: 'Feedback',
    reply: 'Replies',
    mention: 'Mentions',
    pair: 'Pairs',
    message: 'Messages',
    turn: 'Cycles',
    session: 'Sessions',
    'follow-up': 'Due',
    balance: 'Balance',
    moderation: 'Sign-ups',
  } satisfies Record<NotificationKind, string>,
  readAll: 'Mark all as read',
  allRead: 'All marked as read',
  settings: 'Settings',
  empty: 'Nothing has happened yet',
  emptyAdvice: 'When somebody follows you, answers what you wrote or offers you a pair, it stands here.',
  emptyKind: 'Nothing of this kind',
  emptyKindAdvice: 'What there was longer than three months ago is no longer kept.',
  toFeed: 'See what colleagues share',

  settingsTitle: 'How you are notified',
  settingsLead: 'What you leave out is not in your list either. Likes never notify: nobody should write for numbers.',
  kindsTitle: 'What',
  kindsLegend: 'Notify me of',
  kinds,
  quietTitle: 'Quiet',
  quiet: 'Quiet hours',
  quietHint:
    'Nothing rings on your devices and no digest goes out. What comes in then is not made up for later: it waits in the list. Reminders wait until it is over, or are left out when that is too late.',
  quietFrom: 'From',
  quietTo: 'To',
  quietZone: (zone: string) => `By the clock in ${zone}.`,
  weekends: 'All of Saturday and Sunday too',
  saved: 'Saved',
  pushTitle: 'On this device',
  push: {
    unsupported:
      'This browser cannot show notifications from here. On an iPhone or iPad, add Staffroom to the home screen first.',
    denied:
      'Notifications from this site are blocked in your browser. Allow them in its settings for this site, then come back.',
    off: 'Off. Your browser will ask once whether it may show them.',
    on: 'On. Private messages are never in them, only who wrote.',
    checking: 'Looking at this device…',
  },
  pushOn: 'Turn on here',
  pushOff: 'Turn off here',
  pushFailed: 'Your browser could not turn notifications on. Check its settings, or try again later.',
  mailTitle: 'By e-mail',
  mailLead: 'A digest of what you have not read. It says who, never what was said in private.',
  noMail: 'This instance sends no e-mail, so there is no digest. Its admin can set up a mail server.',
  address: 'E-mail address',
  addressHint: 'Only for the digest. Nobody sees it.',
  sendLink: 'Send a link',
  linkSent: (address: string) => `A link is on its way to ${address}`,
  unconfirmed: (address: string) => `${address} is not confirmed yet: open the link in the mail.`,
  confirmed: (address: string) => `The digest goes to ${address}.`,
  sendAgain: 'Send the link again',
  removeAddress: 'Remove the address',
  addressRemoved: 'Address removed',
  digest: 'Send a digest',
  digests,

  muteThread: 'Mute',
  unmuteThread: 'Unmute',
  muteThreadLabel: 'Mute this conversation',
  unmuteThreadLabel: 'Notify me of this conversation again',
  threadMuted: 'You are no longer notified of this conversation',
  threadUnmuted: 'You are notified of this conversation again',
  mutePair: 'Mute messages',
  unmutePair: 'Unmute messages',
  pairMuted: 'You are no longer notified of messages here',
  pairUnmuted: 'You are notified of messages here again',

  confirmTitle: 'Confirm your address',
  confirmLead: 'From then on the digest you chose is sent there.',
  confirm: 'Confirm',
  confirmDone: 'Your address is confirmed',
  confirmDoneLead: 'Thank you. You can close this page.',
  unsubscribeTitle: 'Stop the digest?',
  unsubscribeLead: 'No further digest is sent. Your notifications stay in Staffroom as they are.',
  unsubscribe: 'Stop the digest',
  unsubscribeDone: 'The digest has stopped',
  unsubscribeDoneLead: 'If you miss it, turn it on again in your settings.',
  noToken: 'This link is not complete',
  noTokenLead: 'Open it again from the mail, or copy all of it.',
};
