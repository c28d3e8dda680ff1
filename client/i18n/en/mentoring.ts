import type { AmendmentState, Confidentiality, PairState, Pause } from '../../../shared/vocabulary.ts';
import { plural } from '../plural.ts';
import { language } from './common.ts';

const states: Record<PairState, string> = {
  offered: 'Offered',
  invited: 'Invited',
  countered: 'Answered with other terms',
  active: 'Active',
  declined: 'Declined',
  withdrawn: 'Taken back',
  ended: 'Ended',
};

const confidentialities: Record<Confidentiality, string> = {
  'ask-first': 'Ask first',
  'between-us': 'Between us',
};

const confidentialityMeans: Record<Confidentiality, string> = {
  'ask-first':
    'What is said stays between you. Either of you may ask to show a piece of it to others, and needs a yes.',
  'between-us': 'What is said stays between you, and neither of you asks to show any of it to others.',
};

const amendmentStates: Record<AmendmentState, string> = {
  proposed: 'Proposed',
  accepted: 'Agreed',
  declined: 'Left as it was',
  withdrawn: 'Taken back',
};

const pauses: Record<Pause, (name: string, host: string) => string> = {
  unreachable: (name, host) =>
    `${host} does not answer at the moment, so ${name} does not see yet what happens here. Nothing is lost: what you write waits, and arrives when ${host} is back. There is nothing you have to do.`,
  blocked: (name, host) =>
    `This instance exchanges nothing with ${host} for now, so nothing passes between you and ${name}. All that you two wrote stays here. The pair goes on by itself when that changes; your organizers know why it is so.`,
  gone: (name, host) =>
    `${host} says that the account of ${name} is no longer there. All that you two wrote stays here. If ${name} has moved to another instance and says so, the pair follows by itself.`,
};

export const mentoring = {
  title: 'Mentoring',
  lead: 'Two teachers, two goals. Each helps the other, and each is helped.',
  find: 'Find a partner',
  myLedger: 'What I gave and got',
  toAnswer: 'Waiting for your answer',
  active: 'Your pairs',
  waiting: 'Waiting for theirs',
  invited: 'Invited by a note',
  past: 'Earlier',
  full: (pairs: number) =>
    `${plural(language, pairs, { one: 'You are in one pair', other: 'You are in # pairs' })}, as many as you said you have room for. Others are not suggested to you until there is room, and an offer can be accepted when there is.`,
  changeRoom: 'Change how many',
  empty: 'You are not in a pair yet',
  emptyAdvice:
    'Look for a colleague whose “where I can help” meets what you want to grow, and offer a pair from their profile. A few weeks are enough to start.',
  states,
  resting: 'Resting',
  changeWaits: 'A change waits for you',
  youAnd: (name: string) => `You and ${name}`,
  until: (day: string) => `until ${day}`,
  offeredYou: (name: string) => `${name} offers you a pair`,
  youOffered: (name: string) => `You offered ${name} a pair`,
  youInvited: (name: string) => `You invited ${name}`,

  offerTitle: (name: string) => `Offer ${name} a pair`,
  offerLead:
    'A pair is reciprocal: you write down what each of you wants to get better at. They can accept or decline.',
  offerSelf: 'A pair needs two people',
  offerSelfAdvice: 'Look for a colleague, and offer a pair from their profile.',
  inviteTitle: (name: string) => `Invite ${name} to a pair`,
  inviteLead: (host: string) =>
    `${host} does not know mentoring pairs. You can invite them all the same; this is what happens:`,
  inviteSteps: (name: string) => [
    `${name} gets a private note from you, with your words and a link to a page that explains what a pair is.`,
    'What they answer to it appears here, in your conversation, and what you write there reaches them.',
    'They can join here by the link, or name another instance of Staffroom where they are. The pair can begin then.',
  ],
  sendInvitation: 'Send the note',
  invitationSent: (name: string) => `Note sent to ${name}`,
  theySay: (name: string) => `What ${name} says`,
  theySayNothing: (name: string) => `${name} has not written yet where they can help and what they want to grow.`,
  myGoals: 'What I want to get better at',
  myGoalsHint: (name: string) => `Where ${name} could help you.`,
  partnerGoals: (name: string) => `What ${name} wants to get better at`,
  partnerGoalsHint: 'As far as you know it. You can talk it over once you are a pair.',
  cadence: 'How often do you meet or write?',
  endsOn: 'Until',
  endsOnHint: 'A pair has an end, so that it is easy to begin. You can start another one after it.',
  protocol: 'How you usually talk about work',
  protocolHint: 'A protocol says who speaks when, so that both have their say. You can take another one each time.',
  protocolShort: 'Protocol',
  confidentialityShort: 'Between you',
  anyProtocol: 'Each time as it fits',
  confidentiality: 'What stays between you',
  confidentialities,
  confidentialityMeans,
  note: 'A few words to them',
  send: 'Send the offer',
  sent: (name: string) => `Offer sent to ${name}`,

  views: 'Parts of this pair',
  viewNames: {
    cycle: 'Cycle',
    thread: 'Messages',
    sessions: 'Sessions',
    agreement: 'Agreement',
    ledger: 'Ledger',
  },
  agreement: 'Agreement',
  ledger: 'Given and got',
  goalsOf: (name: string) => `${name} wants to get better at`,
  goalsMine: 'I want to get better at',
  meeting: 'Meeting',
  ends: 'Ends',
  offered: 'Offered',
  started: 'Began',
  ended: 'Ended',
  theirNote: (name: string) => `${name} writes`,
  myNote: 'You wrote',
  reason: 'Reason',
  accept: 'Accept',
  accepted: 'You are a pair',
  counter: 'Answer with other terms',
  counterLead: (name: string) => `Your terms take the place of this offer, and ${name} can accept or decline them.`,
  counterSend: 'Send these terms',
  counterSent: (name: string) => `Your terms are on their way to ${name}`,
  counteredByMe: (name: string) => `You answered this offer of ${name} with other terms.`,
  counteredByThem: (name: string) => `${name} answered this offer with other terms.`,
  toNewer: 'See the newer offer',
  countersMine: (name: string) => `${name} answers your offer with other terms:`,
  countersTheirs: (name: string) => `You answered the offer of ${name} with other terms:`,
  decline: 'Decline',
  declineTitle: (name: string) => `Decline ${name}’s offer?`,
  declineReason: 'A word of explanation',
  declineReasonHint: (name: string) => `Only ${name} sees it.`,
  withdraw: 'Take the offer back',
  withdrawTitle: 'Take the offer back?',
  withdrawAdvice: (name: string) => `${name} will no longer be able to accept it.`,
  end: 'End this pair',
  endTitle: 'End this pair?',
  endAdvice: 'Your conversation stays readable for both of you. It is fine to end early, and fine to start again.',
  endReason: 'A last word',
  leave: 'This pair does not fit',
  leaveTitle: 'Leave this pair?',
  leaveAdvice: (name: string) =>
    `Not every two people fit, and it is nobody’s fault. You need not give a reason, and ${name} is told kindly that it ended without one. Your conversation stays readable for both of you.`,
  leaveDo: 'Leave without a reason',
  causes: {
    capacity: (name: string) =>
      `This pair could not begin: just before, one of you had begun another one, and there was no room left. It says nothing about you or ${name}; you can offer again when there is room.`,
    'no-fault': (name: string) =>
      `This pair ended after the first meeting without a reason, as each of you may do. It is nobody’s fault. What you and ${name} wrote stays here for both of you.`,
  },
  done: { declined: 'Declined', withdrawn: 'Offer taken back', ended: 'Pair ended', left: 'You left the pair' },
  invitedWaiting: (name: string, host: string) =>
    `${host} does not know mentoring pairs, so ${name} got a private note with a link. What they answer appears in the conversation. The pair can begin once they have joined an instance of Staffroom.`,
  delivery: {
    delivered: '',
    'on-its-way': (host: string) => `On its way to ${host}`,
    failed: (host: string) => `${host} could not be reached yet; it is tried again`,
  },
  waitingForAnswer: (name: string) => `${name} has not answered yet. You will see it here.`,

  pausedTitle: 'This pair is resting; nothing is lost',
  pauses,
  pausedWrite: 'You can go on writing.',

  amend: 'Propose a change',
  amendLead: (name: string) => `The agreement stays as it is until ${name} agrees.`,
  amendSend: 'Propose it',
  amendNothing: 'Nothing is different yet from what you agreed.',
  amendSent: (name: string) => `Proposed to ${name}`,
  changes: 'What changes',
  before: 'Until now:',
  after: 'Then:',
  nothing: 'nothing',
  amendmentMine: (name: string) => `You proposed a change. ${name} has not answered yet.`,
  amendmentTheirs: (name: string) => `${name} proposes a change`,
  amendmentAccept: 'Agree to it',
  amendmentAccepted: 'The agreement is changed',
  amendmentDecline: 'Leave it as it is',
  amendmentDeclineTitle: 'Leave the agreement as it is?',
  amendmentDeclined: 'The agreement stays as it is',
  amendmentWithdraw: 'Take it back',
  amendmentWithdrawn: 'Proposal taken back',
  history: 'How the agreement came about',
  historyOffer: (name: string) => `${name} offered it`,
  historyMyOffer: 'You offered it',
  historyBy: (name: string) => `${name} proposed a change`,
  historyByMe: 'You proposed a change',
  amendmentStates,

  now: 'What now',
  nowAmendment: (name: string) => `${name} proposes a change of the agreement`,
  nowSessionAnswer: (name: string) => `${name} proposes times to meet`,
  nowSession: (when: string) => `You meet on ${when}`,
  nowBegin: 'Begin a cycle by showing something of yours',

  gave: 'I gave',
  got: 'I got',
  kind: 'Kind',
  balance: (given: number, got: number) =>
    `${plural(language, given, { one: 'You gave feedback once', other: 'You gave feedback # times' })} and ${plural(language, got, { one: 'got it once.', other: 'got it # times.' })}`,
  ledgerEmptyAdvice: 'Feedback you give each other, on posts or in your conversation, is written down here for both.',
  entryGave: {
    noticing: 'You shared a noticing',
    question: 'You asked a question',
    suggestion: 'You made a suggestion',
    connection: 'You made a connection',
  },
  entryGot: {
    noticing: 'You got a noticing',
    question: 'You got a question',
    suggestion: 'You got a suggestion',
    connection: 'You got a connection',
  },
  inThread: 'in your conversation',
  onPost: 'on',
  weeks: 'The last twelve weeks',
  weekFrom: 'Week from',
  asTable: 'As a table',
  latest: 'Latest',
  turns: 'Turns',
  followUps: 'Follow-ups',
  balanceReads:
    'Turns: given where you responded, got where you presented. Follow-ups: given where your partner carried out what came of your feedback, got where you did.',
  hours: 'Hours set aside',
  hoursAdvice: 'Of sessions that you agreed on and that are past.',
  gapMine: (name: string, turns: number) =>
    `${name} has responded in ${plural(language, turns, { one: 'one turn', other: '# turns' })} more than you. The next one could be yours to respond in. Only you two see this.`,
  gapTheirs: (name: string, turns: number) =>
    `You have responded in ${plural(language, turns, { one: 'one turn', other: '# turns' })} more than ${name}, who is told the same. The next one could be yours to present in. Only you two see this.`,
  myLedgerLead: 'All your pairs together. Only you see this; nobody is compared with anybody.',
  period: 'Of which time',
  periods: { year: 'This school year', all: 'In all' },
  notFound: 'This pair is not here',
  notFoundAdvice: 'A pair is visible to its two members only.',
};
