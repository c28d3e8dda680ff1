import {
  type Activity,
  type Agreement,
  type PairProposal,
  PLAIN_NOTE,
} from '../../../../server/activities/activity.ts';
import type { PairStatement } from '../../../../server/activities/pair-entry.ts';
import { AMARA, AT, BO, base, between, other, PAIR, school } from './people.ts';
import { plan } from './posts.ts';

const OFFER = school.newActivity('01k9offer');
const TURN = school.newObject('01k9turn');
const SESSION = other.newObject('01k9session');
const FOLLOW_UP = school.newObject('01k9follow-up');

const agreement: Agreement = {
  goals: { [AMARA.iri]: 'Ask better questions', [BO.iri]: 'Calmer starts' },
  cadence: 'fortnightly',
  endsOn: '2026-12-18',
  protocol: 'Tuning',
  confidentiality: 'ask-first',
  note: '',
};
const proposal: PairProposal = { kind: 'relationship', iri: PAIR, subject: AMARA.iri, object: BO.iri, agreement };
const offer = { ...base(AMARA, 'offer', between(AMARA)), type: 'Offer', counters: null, amends: null } as const;
const terms = { ...proposal, subject: BO.iri, object: AMARA.iri };

function entry(by: typeof AMARA, name: string, said: PairStatement): Activity {
  const iri = (by === AMARA ? school : other).newObject(`01k9${name}`);
  return { ...base(by, name, between(by)), type: 'Add', target: PAIR, object: { iri, ...said } };
}

const stranger = 'https://mastodon.example/users/bo';
const invited = { to: [stranger], cc: [] };

export const pairs = {
  offer: { ...offer, object: proposal },
  'other-terms': {
    ...base(BO, 'other-terms', between(BO)),
    type: 'Offer',
    counters: OFFER,
    amends: null,
    object: { ...terms, iri: other.newObject('01k9terms'), agreement: { ...agreement, cadence: 'monthly' } },
  },
  amendment: {
    ...base(BO, 'amendment', between(BO)),
    type: 'Offer',
    counters: null,
    amends: PAIR,
    object: { ...terms, iri: other.newObject('01k9amendment') },
  },
  'accept-offer': { ...base(BO, 'accept-offer', between(BO)), type: 'Accept', object: OFFER },
  'reject-offer': { ...base(BO, 'reject', between(BO)), type: 'Reject', object: OFFER, reason: 'Not this term.' },
  'undo-accept': {
    ...base(BO, 'undo', between(BO)),
    type: 'Undo',
    object: other.newActivity('01k9accept-offer'),
    reason: '',
    cause: 'no-fault',
  },
  message: {
    ...base(BO, 'message', between(BO)),
    type: 'Create',
    object: {
      kind: 'note',
      ...PLAIN_NOTE,
      iri: other.newObject('01k9message'),
      author: BO.iri,
      url: `${other.origin}/posts/M4nb`,
      html: '<p>How did it go?</p>',
      markdown: 'How did it go?',
      inReplyTo: null,
      context: PAIR,
      feedbackKind: null,
      anchor: null,
      invitation: null,
      language: null,
      attachments: [],
      mentions: [AMARA.iri],
      tags: [],
      audience: between(BO),
      publishedAt: AT,
      editedAt: null,
    },
  },
  turn: entry(AMARA, 'turn', {
    kind: 'presentation',
    cycle: null,
    workKind: 'plan',
    title: 'Exit tickets',
    link: '',
    post: school.newObject('01k9post'),
    attachments: [plan],
    focusQuestion: 'Do they make pupils think?',
    subject: 'Chemistry',
    html: '<p>What I do with them next day.</p>',
    markdown: 'What I do with them next day.',
    protocol: {
      id: 'tuning',
      name: 'Tuning',
      purpose: 'For a plan that is nearly there.',
      steps: [
        {
          kind: 'clarify',
          name: 'Clarify',
          speaks: 'responder',
          prompts: ['Ask what you need to know.'],
          stems: [],
          minutes: 5,
        },
        { kind: 'respond', name: 'Respond', speaks: 'responder', prompts: [], stems: ['What if …'], minutes: 10 },
        { kind: 'reflect', name: 'Reflect', speaks: 'presenter', prompts: [], stems: [], minutes: 5 },
      ],
    },
  }),
  contribution: entry(BO, 'feedback', {
    kind: 'contribution',
    turn: TURN,
    step: 1,
    feedbackKind: 'question',
    anchor: { kind: 'moment', seconds: 754 },
    attachments: [],
    html: '<p>What happens at minute twelve?</p>',
    markdown: null,
  }),
  'step-closed': entry(BO, 'closed', { kind: 'step-closed', turn: TURN, step: 0 }),
  'set-aside': entry(BO, 'aside', { kind: 'set-aside', cycle: TURN, reason: 'The term is over.' }),
  'follow-up': entry(AMARA, 'follow-up', {
    kind: 'follow-up',
    turn: TURN,
    what: 'Wait three seconds',
    by: '2026-04-01',
    support: 'Bo asks me in a fortnight',
    reason: '',
  }),
  'follow-up-changed': entry(AMARA, 'changed', {
    kind: 'follow-up-changed',
    followUp: FOLLOW_UP,
    by: '2026-04-08',
    reason: 'Exams.',
  }),
  'follow-up-done': entry(AMARA, 'done', {
    kind: 'follow-up-done',
    followUp: FOLLOW_UP,
    html: '<p>Ten lessons long.</p>',
    markdown: null,
    link: '',
    post: null,
    attachments: [],
    reflection: '<p>They talk more.</p>',
  }),
  'consent-asked': entry(AMARA, 'consent', {
    kind: 'consent-asked',
    turn: TURN,
    contributions: [other.newObject('01k9feedback')],
    named: true,
  }),
  'consent-answered': entry(BO, 'consented', {
    kind: 'consent-answered',
    consent: school.newObject('01k9consent'),
    yes: true,
    reason: '',
  }),
  session: entry(BO, 'session', {
    kind: 'session',
    times: [
      { start: new Date('2026-03-28T15:00:00Z'), minutes: 45 },
      { start: new Date('2026-03-30T15:00:00Z'), minutes: 45 },
    ],
    room: 'https://meet.example/amara-and-bo',
    agenda: 'The second turn',
    moves: null,
  }),
  'session-answered': entry(AMARA, 'answer', { kind: 'session-answered', session: SESSION, time: 0, reason: '' }),
  'session-cancelled': entry(BO, 'cancelled', { kind: 'session-cancelled', session: SESSION, reason: 'Ill.' }),
  'session-notes': entry(AMARA, 'notes', {
    kind: 'session-notes',
    session: SESSION,
    html: '<p>We agreed to wait.</p>',
    markdown: null,
  }),
  resumed: entry(BO, 'resumed', { kind: 'resumed' }),
  thought: {
    ...base(AMARA, 'thought', between(AMARA)),
    type: 'MadeMeThink',
    object: other.newObject('01k9feedback'),
  },
  invitation: {
    ...base(AMARA, 'invitation', invited),
    type: 'Create',
    object: {
      kind: 'note',
      ...PLAIN_NOTE,
      iri: school.newObject('01k9invitation'),
      author: AMARA.iri,
      url: `${school.origin}/posts/invitation`,
      html: '<p>Amara Okafor (@amara@school.example), who is on Hill School, would like to be your partner in reciprocal mentoring …</p>',
      markdown: null,
      inReplyTo: null,
      context: PAIR,
      feedbackKind: null,
      anchor: null,
      invitation: {
        ...agreement,
        goals: { [AMARA.iri]: 'Ask better questions', [stranger]: 'Calmer starts' },
        protocol: '',
      },
      language: null,
      attachments: [],
      mentions: [stranger],
      tags: [],
      audience: invited,
      publishedAt: AT,
      editedAt: null,
    },
  },
} satisfies Record<string, Activity>;
