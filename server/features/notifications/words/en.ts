import type { BalanceNews, FollowUpNews, PairNews, SessionNews, TurnNews } from '../../../../shared/vocabulary.ts';
import { plural } from './plural.ts';

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

/** What this instance says outside its own pages: on a device's lock screen and in mails. */
export const en = {
  quoted: (title: string) => `“${title}”`,
  names: (names: readonly string[]) => new Intl.ListFormat('en').format(names),
  follow: (who: string) => `${who} follows you now`,
  followMany: (who: string) => `${who} follow you now`,
  followRequest: (who: string) => `${who} would like to follow you`,
  followRequestMany: (who: string) => `${who} would like to follow you`,
  feedback: (who: string, what: string) => `${who} gave you feedback on ${what}`,
  reply: (who: string, what: string) => `${who} replied under ${what}`,
  mention: (who: string) => `${who} mentioned you`,
  message: (who: string) => `${who} wrote to you`,
  pair,
  turn,
  session,
  followUp,
  balance,
  moderation: 'Somebody waits to be let in',
  somePost: 'a post of yours',
  somebody: 'Somebody',
  confirmMail: {
    subject: (instance: string) => `Is this your address? ${instance}`,
    lead: (handle: string, instance: string) =>
      `${handle} on ${instance} would like a digest of what is new sent to this address. If that is you, confirm it.`,
    button: 'Confirm this address',
    otherwise: 'If it is not you, there is nothing to do: without a confirmation no other mail is sent.',
  },
  digestMail: {
    subject: (count: number, instance: string) =>
      plural('en', count, { one: `One new thing on ${instance}`, other: `# new things on ${instance}` }),
    greeting: (name: string) => `Hello ${name},`,
    lead: 'this is new since the last digest:',
    button: 'Open Staffroom',
    more: (count: number) => plural('en', count, { one: 'and one more', other: 'and # more' }),
    why: (handle: string) => `You get this because ${handle} chose a digest.`,
    unsubscribe: 'Stop the digest',
    settings: 'Change how you are notified',
  },
};

export type Words = typeof en;
