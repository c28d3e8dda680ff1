import { type Fixture, type Names, PUBLIC, voice } from './fixture.ts';

/** Mastodon 4.5. */
export function mastodon(at: Names): Fixture[] {
  const { origin, person, group, us, ours } = at;
  const { object, activity, create } = voice(at);
  const emoji = {
    id: `${origin}/emojis/7`,
    type: 'Emoji',
    name: ':owl_face:',
    updated: '2025-01-01T00:00:00Z',
    icon: { type: 'Image', mediaType: 'image/png', url: `${origin}/emoji/owl.png` },
  };
  const poll = (id: string, [yes, no]: [number, number], rest = {}) =>
    object('Question', id, {
      content: '<p>Homework on Fridays?</p>',
      endTime: '2099-04-01T10:00:00Z',
      votersCount: yes + no,
      oneOf: [
        { type: 'Note', name: 'Yes', replies: { type: 'Collection', totalItems: yes } },
        { type: 'Note', name: 'No', replies: { type: 'Collection', totalItems: no } },
      ],
      ...rest,
    });
  const note = object('Note', 'statuses/1', {
    summary: 'Exam stress',
    sensitive: true,
    inReplyTo: null,
    url: `${origin}/@pat/1`,
    atomUri: `${origin}/statuses/1`,
    conversation: `tag:${new URL(origin).host},2026:objectId=1:objectType=Conversation`,
    context: `${origin}/contexts/1`,
    contentMap: { de: '<p>Eine Eule :owl_face: <code>:owl_face:</code> #Labor</p>' },
    tag: [
      emoji,
      { type: 'Mention', href: us, name: '@amara@here.example' },
      { type: 'Hashtag', href: `${origin}/tags/labor`, name: '#labor' },
    ],
    attachment: [
      {
        type: 'Document',
        mediaType: 'image/jpeg',
        url: `${origin}/media/1.jpg`,
        name: 'An owl',
        focalPoint: [0.1, -0.4],
        width: 40,
        height: 30,
      },
    ],
    replies: {
      id: `${origin}/statuses/1/replies`,
      type: 'Collection',
      first: {
        type: 'CollectionPage',
        next: `${origin}/statuses/1/replies?page=1`,
        partOf: `${origin}/statuses/1/replies`,
        items: [],
      },
    },
    likes: { id: `${origin}/statuses/1/likes`, type: 'Collection', totalItems: 4 },
  });
  const quoted = (id: string, terms: { [term: string]: string | string[] | object[] | null }) =>
    create(
      object('Note', id, {
        content: `<p class="quote-inline">RE: <a href="${ours}">${ours}</a></p><p>Tried this too.</p>`,
        ...terms,
      } as never),
    );
  const old = object('Note', 'statuses/40', { attributedTo: group, content: '<p>From before anybody was asked</p>' });
  const quotesOld = { post: { summary: 'From before anybody was asked', author: { handle: /^@club@/ as never } } };

  return [
    {
      name: 'a note with a warning, an emoji, a picture and a language',
      sent: [create(note)],
      post: `${origin}/statuses/1`,
      shows: {
        kind: 'practice',
        title: '',
        warning: 'Exam stress',
        summary: 'Exam stress',
        sensitive: true,
        language: 'de',
        tags: ['labor'],
        emojis: [{ shortcode: 'owl_face', url: /^\/media\/emoji\/[\w-]+$/ as never }],
        html: /^<p>Eine Eule <img class="emoji" src="\/media\/emoji\/[\w-]+" alt=":owl_face:"[^>]*> <code>:owl_face:<\/code> #Labor<\/p>$/ as never,
        attachments: [{ kind: 'image', name: 'An owl', url: /^\/media\/remote\// as never }],
        publishedAt: '2026-03-01T10:00:00.000Z',
        editedAt: null,
      },
    },
    {
      name: 'an edit',
      sent: [
        activity('Update', 'statuses/1#updates/2', {
          object: {
            ...note,
            summary: null,
            sensitive: false,
            contentMap: { de: '<p>Neu</p>' },
            updated: '2026-03-02T10:00:00Z',
          },
        }),
      ],
      post: `${origin}/statuses/1`,
      shows: { html: '<p>Neu</p>', warning: '', summary: 'Neu', editedAt: '2026-03-02T10:00:00.000Z' },
    },
    {
      name: 'a poll',
      sent: [create(poll('statuses/2', [2, 1]))],
      post: `${origin}/statuses/2`,
      shows: {
        poll: {
          multiple: false,
          options: [
            { text: 'Yes', votes: 2 },
            { text: 'No', votes: 1 },
          ],
          voters: 3,
          closesAt: '2099-04-01T10:00:00.000Z',
          closed: false,
          mine: [],
        },
      },
    },
    {
      name: 'what a poll stands at now, which is no edit',
      sent: [
        activity('Update', 'statuses/2#updates/9', {
          object: poll('statuses/2', [5, 4]),
          published: '2026-03-03T10:00:00Z',
        }),
      ],
      post: `${origin}/statuses/2`,
      shows: { editedAt: null, poll: { voters: 9, options: [{ votes: 5 }, { votes: 4 }] } },
    },
    {
      name: 'a poll that has ended, with several answers',
      sent: [
        create(
          object('Question', 'statuses/3', {
            content: '<p>Which?</p>',
            closed: '2026-03-01T11:00:00Z',
            anyOf: [
              { type: 'Note', name: 'A' },
              { type: 'Note', name: 'A' },
              { type: 'Note', name: 'B' },
            ],
          }),
        ),
      ],
      post: `${origin}/statuses/3`,
      shows: { poll: { multiple: true, voters: null, closed: true, options: [{ text: 'A' }, { text: 'B' }] } },
    },
    {
      name: 'a quote of ours that nobody was asked about',
      sent: [
        quoted('statuses/4', { quote: ours, quoteUrl: ours, quoteUri: ours, quoteAuthorization: `${ours}/stamp` }),
      ],
      post: `${origin}/statuses/4`,
      shows: { html: '<p>Tried this too.</p>', quote: { url: /\/posts\// as never, post: null } },
    },
    {
      name: 'a quote by quoteUrl',
      sent: [quoted('statuses/5', { quoteUrl: old.id as string })],
      documents: [old],
      post: `${origin}/statuses/5`,
      shows: { quote: quotesOld },
    },
    {
      name: 'a quote by quoteUri',
      sent: [quoted('statuses/6', { quoteUri: old.id as string })],
      post: `${origin}/statuses/6`,
      shows: { quote: quotesOld },
    },
    {
      name: 'a quote by a link to the object',
      sent: [
        quoted('statuses/7', {
          tag: [
            {
              type: 'Link',
              mediaType: 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"',
              href: old.id as string,
              name: 'RE: it',
            },
          ],
        }),
      ],
      post: `${origin}/statuses/7`,
      shows: { quote: quotesOld },
    },
    {
      name: 'a quote of what is not known, and is asked for',
      sent: [quoted('statuses/8', { quote: `${origin}/statuses/80` })],
      documents: [object('Note', 'statuses/80', { content: '<p>The original</p>' })],
      post: `${origin}/statuses/8`,
      shows: { quote: { url: `${origin}/statuses/80`, post: { summary: 'The original' } } },
    },
    {
      name: 'a quote of what is only for followers',
      sent: [
        create(object('Note', 'statuses/90', { content: '<p>Secret</p>', to: [`${person}/followers`], cc: [] })),
        quoted('statuses/9', { quote: `${origin}/statuses/90` }),
      ],
      post: `${origin}/statuses/9`,
      shows: { quote: { url: `${origin}/statuses/90`, post: null } },
    },
    {
      name: 'a deletion with a Tombstone',
      sent: [
        activity('Delete', 'statuses/5#delete', {
          object: { id: `${origin}/statuses/5`, type: 'Tombstone', atomUri: `${origin}/statuses/5` },
        }),
      ],
      post: `${origin}/statuses/5`,
      shows: null,
    },
    {
      name: 'a like, a share, and the end of the like',
      sent: [
        activity('Like', 'likes/1', { object: ours, to: [], cc: [] }),
        activity('Announce', 'statuses/10/activity', { object: ours, to: [PUBLIC] }),
        activity('Undo', 'likes/1/undo', {
          object: { id: `${origin}/likes/1`, type: 'Like', actor: person, object: ours },
        }),
      ],
      post: ours,
      shows: { likes: 0, boosts: 1 },
    },
    {
      name: 'reports, blocks and what nobody knows are kept, and change nothing',
      sent: [
        activity('Flag', 'flags/1', { object: [us, ours], content: 'Look at this', to: us, cc: [] }),
        activity('Block', 'blocks/1', { object: us, to: us, cc: [] }),
        activity('Dance', 'dances/1', { object: { type: 'Waltz', id: `${origin}/waltzes/1` } }),
        create(object('Waltz', 'waltzes/2', { content: 'one two three' })),
      ],
      post: `${origin}/waltzes/2`,
      shows: null,
    },
  ];
}
