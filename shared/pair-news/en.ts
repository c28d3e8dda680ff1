import type { BalanceNews, FollowUpNews, PairNews, SessionNews, TurnNews } from '../vocabulary.ts';

/** What each word says of somebody, by their name. */
type Says<Word extends string> = Record<Word, (who: string) => string>;

/** What can be told of a pair: in the list of notifications, on a lock screen and in mails. */
export interface PairNewsWords {
  pair: Says<PairNews>;
  turn: Says<TurnNews>;
  session: Says<SessionNews>;
  followUp: Says<FollowUpNews>;
  balance: Says<BalanceNews>;
}

export const pairNews: PairNewsWords = {
  pair: {
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
  },
  turn: {
    presented: (who) => `${who} shows you something and asks what you see`,
    'your-move': (who) => `It is your turn to speak in the cycle with ${who}`,
    swap: (who) => `${who} has said what comes of your feedback. Now you present`,
    complete: (who) => `You and ${who} have completed a cycle`,
    'set-aside': (who) => `${who} set your cycle aside`,
    done: (who) => `${who} did what they set out to do after your feedback`,
    'consent-asked': (who) => `${who} asks whether they may quote you`,
    'consent-answered': (who) => `${who} answered whether you may quote them`,
    thought: (who) => `Your feedback made ${who} think`,
  },
  session: {
    proposed: (who) => `${who} proposes times to meet`,
    'other-times': (who) => `${who} would rather meet at another time`,
    agreed: (who) => `${who} chose a time: you meet`,
    moved: (who) => `${who} agreed to meet at the other time`,
    declined: (who) => `None of the times suits ${who}`,
    cancelled: (who) => `${who} called off your session`,
    'in-a-day': (who) => `You meet ${who} within a day`,
    'in-an-hour': (who) => `You meet ${who} within the hour`,
  },
  followUp: {
    'due-tomorrow': (who) => `What you set out to do with ${who} is for tomorrow`,
    'due-today': (who) => `What you set out to do with ${who} is for today`,
  },
  balance: {
    'mine-to-give': (who) => `${who} has given more lately. Would you like to give something back?`,
    'mine-to-ask': (who) => `You have given ${who} more lately. Ask for something back?`,
  },
};
