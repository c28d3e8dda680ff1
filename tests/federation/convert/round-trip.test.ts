import { describe, expect, it } from 'vitest';
import {
  type Activity,
  type Actor,
  type Article,
  type Attachment,
  type Note,
  type PairProposal,
  PUBLIC,
} from '../../../server/activities/activity.ts';
import { createCodec, createNaming } from '../../../server/federation/index.ts';

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
};
const article: Article = {
  kind: 'article',
  iri: naming.newObject(),
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
  iri: naming.newObject(),
  author: amara.iri,
  url: 'https://school.example/posts/def',
  html: '<p>Have you tried <em>pairs</em>?</p>',
  markdown: null,
  inReplyTo: 'https://other.example/objects/1',
  context: 'https://other.example/contexts/1',
  feedbackKind: 'question',
  language: 'es-MX',
  attachments: [{ ...picture, width: null, height: null, blurhash: null }],
  mentions: [ben],
  tags: ['pairs'],
  audience: { to: [PUBLIC], cc: [ben] },
  publishedAt,
  editedAt: null,
};
const actor: Actor = {
  kind: 'actor',
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
  approvesFollowers: true,
  showsConnections: true,
  understandsPairs: true,
  discoverable: true,
  indexable: false,
  inbox: amara.inbox,
  sharedInbox: amara.sharedInbox,
  outbox: amara.outbox,
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
    note: 'Thursdays <after> four',
  },
};

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
    object: { ...note, inReplyTo: null, feedbackKind: null, markdown: 'x', audience: { to: [ben], cc: [] } },
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
  Undo: { ...base, type: 'Undo', object: naming.newActivity(), reason: '' },
  Like: { ...base, type: 'Like', object: 'https://other.example/objects/1' },
  Announce: { ...base, type: 'Announce', object: 'https://other.example/objects/1' },
  Offer: { ...base, type: 'Offer', audience: { to: [ben], cc: [] }, object: proposal },
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
