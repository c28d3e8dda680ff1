import {
  type Activity,
  type Article,
  type Attachment,
  type Note,
  PLAIN_ARTICLE,
  PLAIN_NOTE,
  PUBLIC,
} from '../../../../server/activities/activity.ts';
import { AMARA, AT, BO, base, other, school, TO_ALL } from './people.ts';

const POST = school.newObject('01k9post');
const POLL = school.newObject('01k9poll');
const FEEDBACK = other.newObject('01k9answer');
const QUOTING = other.newObject('01k9quoting');

const picture: Attachment = {
  kind: 'image',
  url: school.media('9f2c'),
  mediaType: 'image/webp',
  name: 'A box of folded tickets',
  width: 1600,
  height: 900,
  blurhash: 'LEHV6nWB2yk8pyo0adR*.7kCMdnj',
  focus: null,
};
export const plan: Attachment = {
  kind: 'document',
  url: school.media('71d0'),
  mediaType: 'application/pdf',
  name: 'Unit plan.pdf',
  width: null,
  height: null,
  blurhash: null,
  focus: null,
};

export const post: Article = {
  kind: 'article',
  ...PLAIN_ARTICLE,
  iri: POST,
  author: AMARA.iri,
  url: `${school.origin}/posts/J2Qx`,
  title: 'Exit tickets in week one',
  summary: 'Three questions at the door.',
  html: `<p>Three questions at the door.</p><p><img src="${picture.url}" alt="${picture.name}" width="1600" height="900" /></p>`,
  markdown: `Three questions at the door.\n\n![${picture.name}](${picture.url})`,
  focusQuestion: 'Do they make pupils think?',
  language: 'en',
  attachments: [picture, plan],
  mentions: [BO.iri],
  tags: ['exit_tickets'],
  subject: 'Chemistry',
  gradeLevel: 'upper-secondary',
  licence: 'CC-BY-4.0',
  context: `${POST}/context`,
  replies: `${POST}/replies`,
  asksToBeQuoted: true,
  audience: { ...TO_ALL, cc: [...TO_ALL.cc, BO.iri] },
  publishedAt: AT,
  editedAt: null,
};

/** A practice post with a poll: what has no part in that is left out. */
const poll: Article = {
  ...post,
  iri: POLL,
  url: `${school.origin}/posts/Kd81`,
  title: 'Where does the unit begin?',
  summary: 'Both worked last year.',
  html: '<p>Both worked last year.</p>',
  markdown: 'Both worked last year.',
  focusQuestion: '',
  attachments: [],
  mentions: [],
  tags: [],
  subject: '',
  gradeLevel: null,
  context: `${POLL}/context`,
  replies: `${POLL}/replies`,
  audience: TO_ALL,
  poll: {
    multiple: false,
    options: [
      { text: 'In the lab', votes: 3 },
      { text: 'Outside', votes: 1 },
    ],
    voters: 4,
    closesAt: new Date('2026-03-04T10:00:00Z'),
  },
};

/** What amara chose in a poll of bo's. */
const vote: Note = {
  kind: 'note',
  ...PLAIN_NOTE,
  iri: school.newObject('01k9vote'),
  author: AMARA.iri,
  url: school.newObject('01k9vote'),
  html: '',
  markdown: null,
  inReplyTo: other.newObject('01k9poll'),
  context: null,
  feedbackKind: null,
  anchor: null,
  invitation: null,
  vote: 'On Fridays',
  language: null,
  attachments: [],
  mentions: [],
  tags: [],
  audience: { to: [BO.iri], cc: [] },
  publishedAt: AT,
  editedAt: null,
};

export const feedback: Note = {
  kind: 'note',
  ...PLAIN_NOTE,
  iri: FEEDBACK,
  author: BO.iri,
  url: `${other.origin}/posts/R7tW`,
  html: '<p>What happens at minute twelve?</p>',
  markdown: 'What happens at minute twelve?',
  inReplyTo: POST,
  context: `${POST}/context`,
  feedbackKind: 'question',
  anchor: { kind: 'passage', quote: 'Three questions' },
  invitation: null,
  language: 'en',
  attachments: [],
  mentions: [AMARA.iri],
  tags: [],
  audience: { to: [PUBLIC], cc: [BO.followers, AMARA.iri] },
  publishedAt: AT,
  editedAt: null,
};

const { featured } = school.actor('amara');
const said = base(AMARA, 'like', { to: [BO.iri], cc: [] });

export const posts = {
  'create-post': { ...base(AMARA, 'post', post.audience), type: 'Create', object: post },
  'create-feedback': { ...base(BO, 'answer', feedback.audience), type: 'Create', object: feedback },
  'update-feedback': {
    ...base(BO, 'edit', feedback.audience),
    type: 'Update',
    object: { ...feedback, html: '<p>And at minute thirteen?</p>', markdown: null, editedAt: AT },
  },
  'update-poll': { ...base(AMARA, 'poll-round', TO_ALL), type: 'Update', object: poll },
  vote: { ...base(AMARA, 'vote', vote.audience), type: 'Create', object: vote },
  delete: { ...base(AMARA, 'delete', post.audience), type: 'Delete', object: POST },
  pin: { ...base(AMARA, 'pin', TO_ALL), type: 'Pin', object: POST, target: featured },
  unpin: { ...base(AMARA, 'unpin', TO_ALL), type: 'Unpin', object: POST, target: featured },
  'quote-request': {
    ...base(BO, 'quote-request', { to: [AMARA.iri], cc: [] }),
    type: 'QuoteRequest',
    object: POST,
    quoting: QUOTING,
  },
  'quote-accept': {
    ...base(AMARA, 'quote-accept', { to: [BO.iri], cc: [] }),
    type: 'Accept',
    object: other.newActivity('01k9quote-request'),
    allows: { iri: school.newObject('01k9quote-allowed'), quoting: QUOTING, quoted: POST, asker: BO.iri },
  },
  like: { ...said, type: 'Like', object: FEEDBACK },
  boost: {
    ...base(AMARA, 'boost', { to: [PUBLIC], cc: [AMARA.followers, BO.iri] }),
    type: 'Announce',
    object: FEEDBACK,
  },
  'undo-like': {
    ...base(AMARA, 'unlike', { to: [BO.iri], cc: [] }),
    type: 'Undo',
    object: said.iri,
    reason: '',
    cause: null,
  },
} satisfies Record<string, Activity>;
