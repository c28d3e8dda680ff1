import { describe, expect, it } from 'vitest';
import {
  type Activity,
  type Actor,
  type Article,
  type Attachment,
  BLANK_PROFILE,
  type Note,
  type PairProposal,
  PLAIN_ARTICLE,
  PLAIN_NOTE,
  PUBLIC,
} from '../../../server/activities/activity.ts';
import type { PairStatement } from '../../../server/activities/pair-entry.ts';
import { createCodec, createNaming } from '../../../server/federation/index.ts';

type PairStatementOf<K extends PairStatement['kind']> = Extract<PairStatement, { kind: K }>;

const naming = createNaming('https://school.example');
const codec = createCodec(naming);
const amara = naming.actor('amara');
const publishedAt = new Date('2026-03-01T10:00:00.123Z');
const audience = { to: [PUBLIC], cc: [amara.followers] };
const base = { iri: naming.newActivity(), actor: amara.iri, audience, publishedAt };
const ben = 'https://other.example/users/ben';

const picture: Attachment = {
  kind: 'image',
  url: 'https://school.example/media/a',
  mediaType: 'image/webp',
  name: 'Two "exit tickets" & a <pen>',
  width: 1600,
  height: 900,
  blurhash: 'LEHV6nWB2yk8pyo0adR*.7kCMdnj',
  focus: [-0.25, 1],
};
/** What a post of ours that everybody may see has by its id alone. */
const repliesOf = (iri: string) => naming.collectionOf(iri, 'replies');
const articleIri = naming.newObject();
const noteIri = naming.newObject();
const emojis = [{ shortcode: 'blob_cat', url: 'https://other.example/emoji/cat.png' }];
const article: Article = {
  kind: 'article',
  ...PLAIN_ARTICLE,
  iri: articleIri,
  context: naming.contextOf(articleIri),
  replies: repliesOf(articleIri),
  asksToBeQuoted: true,
  author: amara.iri,
  url: 'https://school.example/posts/abc',
  title: 'Exit tickets that I <really> read & use "daily"',
  summary: 'Three questions & a minute: x < y.',
  html: '<h2>What</h2><p>a &lt; b &amp; c <a href="https://x.example/?a=1&amp;b=2" rel="nofollow noopener noreferrer">x</a> <img src="https://school.example/media/a" alt="Two &quot;exit tickets&quot; &amp; a &lt;pen&gt;" width="1600" height="900" /></p>',
  markdown: '## What\n\na < b & c',
  focusQuestion: 'Is <this> too "long" & dull?',
  language: 'en',
  attachments: [
    picture,
    {
      ...picture,
      kind: 'document',
      url: 'https://school.example/media/b',
      mediaType: 'application/pdf',
      name: 'Plan & notes.pdf',
      width: null,
      height: null,
      blurhash: null,
      focus: null,
    },
  ],
  mentions: [ben],
  tags: ['exit_tickets', 'Maths'],
  subject: 'Mathematics',
  gradeLevel: 'primary',
  licence: 'CC-BY-4.0',
  audience,
  publishedAt,
  editedAt: new Date('2026-03-02T00:00:00Z'),
};
const note: Note = {
  kind: 'note',
  ...PLAIN_NOTE,
  iri: noteIri,
  replies: repliesOf(noteIri),
  asksToBeQuoted: true,
  author: amara.iri,
  url: 'https://school.example/posts/def',
  html: '<p>Have you tried <em>pairs</em>?</p>',
  markdown: null,
  inReplyTo: 'https://other.example/objects/1',
  context: 'https://other.example/contexts/1',
  feedbackKind: 'question',
  anchor: { kind: 'passage', quote: 'three <questions> & a minute' },
  invitation: null,
  language: 'es-MX',
  attachments: [{ ...picture, width: null, height: null, blurhash: null, focus: null }],
  mentions: [ben],
  tags: ['pairs'],
  audience: { to: [PUBLIC], cc: [ben] },
  publishedAt,
  editedAt: null,
};
const actor: Actor = {
  kind: 'actor',
  ...BLANK_PROFILE,
  type: 'Person',
  iri: amara.iri,
  username: 'amara',
  displayName: 'Amara <3 Okafor',
  bio: '<p>Maths &amp; more</p>',
  bioMarkdown: 'Maths & more',
  url: amara.url,
  school: 'Hill & Vale School',
  subjects: ['Mathematics', 'Design and technology'],
  gradeLevels: ['primary', 'lower-secondary'],
  languages: ['en', 'es-MX'],
  helpWith: 'Groups & noise',
  growIn: 'Questioning',
  strengths: ['Lab routines', 'exit <tickets>'],
  growth: ['Questioning & wait time'],
  openToPairs: false,
  pairCadence: 'fortnightly',
  outsideSchool: true,
  helpedIn: ['Mathematics'],
  alsoKnownAs: ['https://old.example/users/amara'],
  approvesFollowers: true,
  showsConnections: true,
  understandsPairs: true,
  discoverable: true,
  indexable: false,
  inbox: amara.inbox,
  sharedInbox: amara.sharedInbox,
  outbox: amara.outbox,
  featured: amara.featured,
  featuredTags: amara.featuredTags,
  followers: amara.followers,
  following: amara.following,
  key: { iri: `${amara.iri}#main-key`, pem: '-----BEGIN PUBLIC KEY-----\nx\n-----END PUBLIC KEY-----\n' },
  publishedAt,
};
const proposal: PairProposal = {
  kind: 'relationship',
  iri: naming.newObject(),
  subject: amara.iri,
  object: ben,
  agreement: {
    goals: { [amara.iri]: 'Ask better questions', [ben]: 'Calmer starts & ends' },
    cadence: 'fortnightly',
    endsOn: '2026-12-18',
    protocol: 'Tuning <protocol>',
    confidentiality: 'between-us',
    note: 'Thursdays <after> four',
  },
};
const thread = proposal.iri;
const words = { html: '<p>Look at <em>this</em></p>', markdown: 'Look at *this*' };
const turn = naming.newObject();
const session = naming.newObject();
const followUp = naming.newObject();
const PRESENTATION: PairStatementOf<'presentation'> = {
  kind: 'presentation',
  cycle: turn,
  workKind: 'plan',
  title: 'A lesson on <fractions> & "halves"',
  link: 'https://video.example/w/abc?t=1&x=2',
  post: 'https://other.example/objects/9',
  attachments: [picture],
  focusQuestion: 'Where do they <stop> thinking?',
  subject: 'Mathematics',
  protocol: {
    id: 'tuning',
    name: 'Tuning',
    purpose: 'When a plan is nearly there.',
    steps: [
      {
        kind: 'clarify',
        name: 'Clarify',
        speaks: 'responder',
        prompts: ['Ask what you need to know.'],
        stems: [],
        minutes: 5,
      },
      {
        kind: 'respond',
        name: 'Respond',
        speaks: 'responder',
        prompts: [],
        stems: ['I notice …', 'What if …'],
        minutes: 10,
      },
      {
        kind: 'reflect',
        name: 'Reflect',
        speaks: 'presenter',
        prompts: ['What do you take away?'],
        stems: [],
        minutes: 5,
      },
    ],
  },
  ...words,
};
/** Every kind, with everything it may say, and again with as little as it may. */
const STATEMENTS: Record<PairStatement['kind'], PairStatement[]> = {
  presentation: [
    PRESENTATION,
    { ...PRESENTATION, cycle: null, link: '', post: null, attachments: [], subject: '', markdown: null, html: '' },
  ],
  contribution: [
    {
      kind: 'contribution',
      turn,
      step: 1,
      feedbackKind: 'question',
      anchor: { kind: 'moment', seconds: 754 },
      attachments: [picture],
      ...words,
    },
    {
      kind: 'contribution',
      turn,
      step: 0,
      feedbackKind: null,
      anchor: null,
      attachments: [],
      html: '<p>x</p>',
      markdown: null,
    },
  ],
  'step-closed': [{ kind: 'step-closed', turn, step: 7 }],
  'set-aside': [{ kind: 'set-aside', cycle: turn, reason: 'Report <cards> & exams' }],
  'follow-up': [
    { kind: 'follow-up', turn, what: 'Wait three <seconds>', by: '2026-04-01', support: 'Bo & the team', reason: '' },
    { kind: 'follow-up', turn, what: '', by: '', support: '', reason: 'It is what I do already.' },
  ],
  'follow-up-changed': [
    { kind: 'follow-up-changed', followUp, by: '2026-05-01', reason: 'Exams' },
    { kind: 'follow-up-changed', followUp, by: null, reason: 'No class this term' },
  ],
  'follow-up-done': [
    {
      kind: 'follow-up-done',
      followUp,
      link: 'https://blog.example/1',
      post: turn,
      attachments: [picture],
      reflection: '<p>It took <strong>two</strong> weeks.</p>',
      ...words,
    },
    {
      kind: 'follow-up-done',
      followUp,
      link: '',
      post: null,
      attachments: [],
      reflection: '<p>x</p>',
      html: '',
      markdown: null,
    },
  ],
  'consent-asked': [{ kind: 'consent-asked', turn, contributions: [session, followUp], named: true }],
  'consent-answered': [
    { kind: 'consent-answered', consent: turn, yes: true, reason: '' },
    { kind: 'consent-answered', consent: turn, yes: false, reason: 'Not with my <name>' },
  ],
  session: [
    {
      kind: 'session',
      times: [
        { start: new Date('2026-03-28T15:00:00Z'), minutes: 45 },
        { start: new Date('2026-03-30T07:30:00Z'), minutes: 60 },
      ],
      room: 'https://meet.example/x y',
      agenda: 'Clarify & <respond>',
      moves: session,
    },
    { kind: 'session', times: [{ start: publishedAt, minutes: 15 }], room: '', agenda: '', moves: null },
  ],
  'session-answered': [
    { kind: 'session-answered', session, time: 1, reason: '' },
    { kind: 'session-answered', session, time: null, reason: 'None suits' },
  ],
  'session-cancelled': [{ kind: 'session-cancelled', session, reason: 'Ill' }],
  'session-notes': [{ kind: 'session-notes', session, ...words }],
  resumed: [{ kind: 'resumed' }],
};
const toBen = { ...base, audience: { to: [ben], cc: [] } };
const entries = Object.fromEntries(
  Object.values(STATEMENTS).flatMap((statements) =>
    statements.map((statement, index): [string, Activity] => [
      `Add of ${statement.kind} ${index + 1}`,
      { ...toBen, type: 'Add', target: thread, object: { iri: naming.newObject(), ...statement } },
    ]),
  ),
);

const values: Record<string, Activity> = {
  'Create of an article': { ...base, type: 'Create', object: article },
  'Create of a bare article': {
    ...base,
    type: 'Create',
    object: {
      ...article,
      language: null,
      attachments: [],
      html: '<p>x</p>',
      mentions: [],
      markdown: null,
      focusQuestion: '',
      tags: [],
      subject: '',
      gradeLevel: null,
      licence: null,
    },
  },
  'Create of an article under all rights': {
    ...base,
    type: 'Create',
    object: { ...article, licence: 'all-rights-reserved', editedAt: null },
  },
  'Create of an article under a licence we do not know': {
    ...base,
    type: 'Create',
    object: { ...article, licence: 'https://licences.example/open' },
  },
  'Create of a reply': { ...base, type: 'Create', object: note },
  'Create of a private note': {
    ...base,
    type: 'Create',
    audience: { to: [ben], cc: [] },
    object: {
      ...note,
      inReplyTo: null,
      replies: null,
      feedbackKind: null,
      markdown: 'x',
      asksToBeQuoted: false,
      audience: { to: [ben], cc: [] },
    },
  },
  'Update of an article': { ...base, type: 'Update', object: article },
  'Update of an actor': { ...base, type: 'Update', object: actor },
  'Update of a bare actor': {
    ...base,
    type: 'Update',
    object: {
      ...actor,
      bioMarkdown: null,
      school: '',
      subjects: [],
      gradeLevels: [],
      languages: [],
      helpWith: '',
      growIn: '',
      strengths: [],
      growth: [],
      openToPairs: true,
      pairCadence: null,
      outsideSchool: false,
      helpedIn: [],
      alsoKnownAs: [],
      sharedInbox: null,
      outbox: null,
      followers: null,
      following: null,
      key: null,
      publishedAt: null,
      understandsPairs: false,
    },
  },
  Delete: { ...base, type: 'Delete', object: article.iri },
  Follow: { ...base, type: 'Follow', object: ben },
  Accept: { ...base, type: 'Accept', object: 'https://other.example/activities/1' },
  Reject: { ...base, type: 'Reject', object: 'https://other.example/activities/1', reason: 'Not now & not <soon>' },
  Undo: { ...base, type: 'Undo', object: naming.newActivity(), reason: '', cause: null },
  'Undo with a cause': {
    ...base,
    type: 'Undo',
    object: naming.newActivity(),
    reason: 'Too much now',
    cause: 'capacity',
  },
  'Undo without a fault': { ...base, type: 'Undo', object: naming.newActivity(), reason: '', cause: 'no-fault' },
  MadeMeThink: { ...toBen, type: 'MadeMeThink', object: 'https://other.example/objects/1' },
  Move: { ...base, type: 'Move', object: amara.iri, target: 'https://new.example/users/amara' },
  'Create of feedback on a moment': {
    ...base,
    type: 'Create',
    object: { ...note, anchor: { kind: 'moment', seconds: 0 } },
  },
  'Create of an invitation': {
    ...toBen,
    type: 'Create',
    object: {
      ...note,
      inReplyTo: null,
      replies: null,
      feedbackKind: null,
      anchor: null,
      invitation: proposal.agreement,
      asksToBeQuoted: false,
      audience: { to: [ben], cc: [] },
    },
  },
  'Create of a note with all that others may have': {
    ...base,
    type: 'Create',
    object: {
      ...note,
      warning: 'Spiders & <webs>',
      sensitive: true,
      quote: 'https://other.example/objects/3?a=1&b=2',
      quoteAuthorization: 'https://other.example/stamps/1',
      emojis,
      community: 'https://other.example/c/teachers',
    },
  },
  'Create of a sensitive article in a community': {
    ...base,
    type: 'Create',
    object: {
      ...article,
      warning: 'Spiders',
      summary: 'Spiders',
      sensitive: true,
      quote: ben,
      emojis,
      community: 'https://other.example/c/teachers',
    },
  },
  'Create of an event': {
    ...base,
    type: 'Create',
    object: {
      ...article,
      context: 'https://other.example/contexts/2',
      event: {
        startsAt: new Date('2026-05-01T15:30:00Z'),
        endsAt: new Date('2026-05-01T17:00:00Z'),
        place: 'Hill School, Room <4> & 5',
        joinUrl: 'https://meet.example/a?b=c',
        cancelled: false,
      },
    },
  },
  'Update of an event that is called off': {
    ...base,
    type: 'Update',
    object: {
      ...article,
      event: { startsAt: publishedAt, endsAt: null, place: '', joinUrl: null, cancelled: true },
    },
  },
  'Create of a poll': {
    ...base,
    type: 'Create',
    object: {
      ...note,
      poll: {
        multiple: true,
        options: [
          { text: 'Yes & <no>', votes: 3 },
          { text: 'Neither', votes: 0 },
        ],
        voters: 3,
        closesAt: new Date('2026-05-01T15:30:00Z'),
      },
    },
  },
  'Create of a poll without an end': {
    ...base,
    type: 'Create',
    object: {
      ...note,
      poll: { multiple: false, options: [{ text: 'Yes', votes: 0 }], voters: null, closesAt: null },
    },
  },
  'Create of an article with a poll': {
    ...base,
    type: 'Create',
    object: {
      ...article,
      summary: 'What: a < b & c x',
      poll: {
        multiple: false,
        options: [
          { text: 'Yes & <no>', votes: 2 },
          { text: 'Neither', votes: 0 },
        ],
        voters: 2,
        closesAt: new Date('2026-05-01T15:30:00Z'),
      },
    },
  },
  'Update of an article with a poll that begins with its title, under a warning': {
    ...base,
    type: 'Update',
    object: {
      ...article,
      title: 'Three questions, and …',
      warning: 'Exams',
      sensitive: true,
      summary: 'Exams',
      html: '<p><strong>Three questions, and</strong> a minute.</p>',
      poll: { multiple: true, options: [{ text: 'Yes', votes: 0 }], voters: 0, closesAt: publishedAt },
    },
  },
  'Create of a vote': {
    ...toBen,
    type: 'Create',
    object: {
      ...note,
      url: noteIri,
      vote: 'Yes & <no>',
      html: '',
      replies: null,
      context: null,
      feedbackKind: null,
      anchor: null,
      language: null,
      attachments: [],
      mentions: [],
      tags: [],
      asksToBeQuoted: false,
      audience: { to: [ben], cc: [] },
    },
  },
  'Update of an actor who has gone': {
    ...base,
    type: 'Update',
    object: { ...actor, movedTo: 'https://new.example/users/amara', suspended: true },
  },
  'Like with an emoji': { ...base, type: 'Like', object: ben, reaction: { character: '👩‍🏫' } },
  'Like with a custom emoji': { ...base, type: 'Like', object: ben, reaction: emojis[0]! },
  Relay: { ...base, type: 'Relay', object: 'https://other.example/objects/1', done: 'Update' },
  QuoteRequest: { ...base, type: 'QuoteRequest', object: 'https://other.example/objects/1', quoting: noteIri },
  'Accept of a QuoteRequest': {
    ...toBen,
    type: 'Accept',
    object: 'https://other.example/activities/1',
    allows: {
      iri: naming.newObject(),
      quoting: 'https://other.example/objects/2',
      quoted: articleIri,
      asker: ben,
    },
  },
  AllowQuote: {
    ...base,
    type: 'AllowQuote',
    object: naming.newObject(),
    quoting: 'https://other.example/objects/2',
    quoted: articleIri,
  },
  Pin: { ...base, type: 'Pin', object: articleIri, target: amara.featured },
  Unpin: { ...base, type: 'Unpin', object: articleIri, target: amara.featured },
  Block: { ...base, type: 'Block', object: ben },
  Flag: { ...base, type: 'Flag', object: ben, about: ['https://other.example/objects/1'], reason: 'Spam & <more>' },
  Like: { ...base, type: 'Like', object: 'https://other.example/objects/1' },
  Announce: { ...base, type: 'Announce', object: 'https://other.example/objects/1' },
  Offer: { ...toBen, type: 'Offer', object: proposal, counters: null, amends: null },
  'Offer that counters': {
    ...toBen,
    type: 'Offer',
    object: { ...proposal, agreement: { ...proposal.agreement, protocol: '', note: '' } },
    counters: 'https://other.example/activities/7',
    amends: null,
  },
  'Offer that amends': { ...toBen, type: 'Offer', object: proposal, counters: null, amends: thread },
  ...entries,
};

describe('decode(encode(x)) is x', () => {
  for (const [name, activity] of Object.entries(values)) {
    it(name, () => {
      const wire = JSON.parse(JSON.stringify(codec.encode(activity)));
      expect(codec.decode(wire)).toEqual(activity);
    });
  }

  it('also for documents by themselves', () => {
    for (const document of [article, note, actor, proposal]) {
      expect(codec.decodeObject(JSON.parse(JSON.stringify(codec.encodeObject(document))))).toEqual(document);
    }
  });
});

describe('the wire form', () => {
  const wire = (activity: Activity) => JSON.parse(JSON.stringify(codec.encode(activity)));

  it('shows the focus question to servers that do not know the term', () => {
    const { object } = wire({ ...base, type: 'Create', object: article });
    expect(object.content.startsWith(article.html)).toBe(true);
    expect(object.content).toContain('Is &lt;this&gt; too &quot;long&quot; &amp; dull?');
    expect(object.preview.type).toBe('Note');
    expect(object.license).toBe('https://creativecommons.org/licenses/by/4.0/');
    expect(object.tag).toEqual([
      { type: 'Mention', href: ben, name: '@ben@other.example' },
      { type: 'Hashtag', name: '#exit_tickets', href: 'https://school.example/tags/exit_tickets' },
      { type: 'Hashtag', name: '#Maths', href: 'https://school.example/tags/maths' },
    ]);
  });

  it('mentions the partner of a private note, so that others show a direct message', () => {
    const { object } = wire({
      ...base,
      type: 'Create',
      object: { ...note, mentions: [], audience: { to: [ben], cc: [] } },
    });
    expect(object.to).toEqual([ben]);
    expect(object.cc).toEqual([]);
    expect(object.tag).toContainEqual({ type: 'Mention', href: ben, name: '@ben@other.example' });
  });

  it('says what a teacher teaches in the way that Mastodon shows', () => {
    const { object } = wire({ ...base, type: 'Update', object: actor });
    expect(object.attachment).toContainEqual({
      type: 'PropertyValue',
      name: 'School',
      value: 'Hill &amp; Vale School',
    });
    expect(object.endpoints.sharedInbox).toBe('https://school.example/inbox');
  });
});
