import { type JsonObject, PUBLIC } from '../../../../server/activities/activity.ts';

/**
 * What other software sends, in its own words: shortened, with names of its own removed. `them` is who says it, `us` an
 * actor here, `ours` a post of theirs.
 */
export interface Cast {
  them: string;
  us: string;
  ours: string;
}

const AT = '2026-03-01T10:00:00Z';
const AS = 'https://www.w3.org/ns/activitystreams';

export function dialects({ them, us, ours }: Cast): Record<string, JsonObject> {
  const { origin } = new URL(them);
  const followers = `${them}/followers`;
  let made = 0;
  const iri = (kind: string) => {
    made += 1;
    return `${origin}/${kind}/${made}`;
  };
  const activity = (type: string, rest: JsonObject): JsonObject => ({
    '@context': [
      AS,
      'https://w3id.org/security/v1',
      { toot: 'http://joinmastodon.org/ns#', sensitive: 'as:sensitive' },
    ],
    id: iri('activities'),
    type,
    actor: them,
    published: AT,
    to: [PUBLIC],
    cc: [followers, us],
    ...rest,
  });
  const object = (type: string, rest: JsonObject): JsonObject => ({
    id: iri('objects'),
    type,
    attributedTo: them,
    published: AT,
    to: [PUBLIC],
    cc: [followers],
    ...rest,
  });
  const create = (type: string, rest: JsonObject) => activity('Create', { object: object(type, rest) });
  const emoji = {
    type: 'Emoji',
    id: `${origin}/emojis/1`,
    name: ':blob:',
    icon: { type: 'Image', mediaType: 'image/png', url: `${origin}/blob.png` },
  };
  const collection = (of: string, first?: JsonObject) => ({
    id: `${of}`,
    type: 'Collection',
    ...(first ? { first } : {}),
  });

  return {
    'mastodon note': create('Note', {
      summary: 'Exams',
      sensitive: true,
      content:
        '<p>Hello <span class="h-card"><a href="https://x.example/@a" class="u-url mention">@<span>a</span></a></span> :blob:</p>',
      contentMap: { en: '<p>Hello :blob:</p>' },
      inReplyTo: ours,
      conversation: 'tag:other.example,2026-03-01:objectId=1:objectType=Conversation',
      url: `${origin}/@bo/1`,
      tag: [
        { type: 'Mention', href: us, name: '@amara' },
        { type: 'Hashtag', href: `${origin}/tags/lab`, name: '#lab' },
        emoji,
      ],
      attachment: [
        {
          type: 'Document',
          mediaType: 'image/jpeg',
          url: `${origin}/1.jpg`,
          name: null,
          blurhash: 'UBL_:rOpGG-;~qRjWBay',
          width: 800,
          height: 600,
          focalPoint: [0, 0],
        },
      ],
      replies: collection(`${origin}/objects/1/replies`, {
        type: 'CollectionPage',
        partOf: `${origin}/objects/1/replies`,
        items: [],
      }),
    }),
    'mastodon poll': create('Question', {
      content: '<p>Which?</p>',
      endTime: '2026-04-01T10:00:00Z',
      votersCount: 3,
      oneOf: [
        { type: 'Note', name: 'Lab', replies: { type: 'Collection', totalItems: 2 } },
        { type: 'Note', name: 'Field', replies: { type: 'Collection', totalItems: 1 } },
      ],
    }),
    'mastodon vote': create('Note', { name: 'Lab', inReplyTo: ours, to: [us], cc: [] }),
    'mastodon quote': create('Note', {
      content: '<p>See this</p>',
      quote: ours,
      quoteUrl: ours,
      _misskey_quote: ours,
      tag: [
        {
          type: 'Link',
          mediaType: 'application/activity+json',
          rel: 'https://misskey-hub.net/ns#_misskey_quote',
          href: ours,
          name: 'RE: x',
        },
      ],
    }),
    'mastodon direct': create('Note', {
      content: '<p>psst</p>',
      to: [us],
      cc: [],
      directMessage: true,
      tag: [{ type: 'Mention', href: us, name: '@amara' }],
    }),
    'mastodon profile': activity('Update', {
      object: {
        id: them,
        type: 'Person',
        preferredUsername: them.split('/').at(-1) ?? 'bo',
        name: 'Bo :blob:',
        summary: '<p>Physics</p>',
        inbox: `${them}/inbox`,
        outbox: `${them}/outbox`,
        followers,
        following: `${them}/following`,
        featured: `${them}/collections/featured`,
        featuredTags: `${them}/collections/tags`,
        discoverable: true,
        indexable: false,
        memorial: false,
        suspended: false,
        alsoKnownAs: [`${origin}/users/older`],
        icon: { type: 'Image', mediaType: 'image/png', url: `${origin}/face.png` },
        image: { type: 'Image', url: `${origin}/header.png` },
        endpoints: { sharedInbox: `${origin}/inbox` },
        tag: [emoji],
        attachment: [{ type: 'PropertyValue', name: 'Site', value: `<a href="${origin}" rel="me">${origin}</a>` }],
        attributionDomains: ['x.example'],
      },
    }),
    'mastodon pin': activity('Add', { object: `${origin}/objects/1`, target: `${them}/collections/featured` }),
    'mastodon unpin': activity('Remove', { object: `${origin}/objects/1`, target: `${them}/collections/featured` }),
    'mastodon flag': activity('Flag', { object: [us, ours], content: 'Please look at this', to: [us], cc: [] }),
    'mastodon block': activity('Block', { object: us, to: [us], cc: [] }),
    'mastodon follow': activity('Follow', { object: us, to: [us], cc: [] }),
    'mastodon like': activity('Like', { object: ours }),
    'mastodon boost': activity('Announce', { object: ours }),
    'mastodon delete': activity('Delete', {
      object: { id: `${origin}/objects/1`, type: 'Tombstone', atomUri: `${origin}/objects/1` },
    }),
    'mastodon delete of the actor': activity('Delete', { object: them }),
    'mastodon quote request': activity('QuoteRequest', {
      object: ours,
      instrument: object('Note', { content: '<p>q</p>', quote: ours }),
      to: [us],
    }),
    'misskey note': create('Note', {
      content: '<p><span>Hi</span></p>',
      _misskey_content: 'Hi $[x2 there]',
      source: { content: 'Hi', mediaType: 'text/x.misskeymarkdown' },
      _misskey_quote: ours,
      quoteUrl: ours,
      tag: [emoji],
    }),
    'misskey reaction': activity('Like', {
      object: ours,
      content: ':blob:',
      _misskey_reaction: ':blob:',
      tag: [emoji],
    }),
    'pleroma reaction': activity('EmojiReact', { object: ours, content: '🦉' }),
    'pleroma chat': create('ChatMessage', { content: 'hi', to: [us], cc: [] }),
    'lemmy page': create('Page', {
      name: 'A thread',
      content: '<p>text</p>',
      mediaType: 'text/html',
      source: { content: 'text', mediaType: 'text/markdown' },
      audience: `${origin}/c/lab`,
      attachment: [{ type: 'Link', href: 'https://x.example/article' }],
      stickied: false,
      sensitive: false,
      language: { identifier: 'en', name: 'English' },
      to: [`${origin}/c/lab`, PUBLIC],
    }),
    'lemmy group boost': activity('Announce', {
      object: activity('Create', { object: object('Note', { content: '<p>x</p>', inReplyTo: ours }) }),
    }),
    'lemmy dislike': activity('Dislike', { object: ours, audience: `${origin}/c/lab` }),
    'peertube video': create('Video', {
      name: 'A film',
      duration: 'PT5M',
      mediaType: 'text/markdown',
      content: 'About *light*',
      url: [
        { type: 'Link', mediaType: 'text/html', href: `${origin}/w/1` },
        {
          type: 'Link',
          mediaType: 'application/x-mpegURL',
          href: `${origin}/1.m3u8`,
          tag: [{ type: 'Link', mediaType: 'video/mp4', href: `${origin}/1.mp4`, height: 720 }],
        },
      ],
      icon: [{ type: 'Image', url: `${origin}/1.jpg`, width: 280, height: 157 }],
      attributedTo: [
        { type: 'Person', id: them },
        { type: 'Group', id: `${origin}/c/1` },
      ],
      comments: `${origin}/objects/1/comments`,
    }),
    'mobilizon event': create('Event', {
      name: 'Lab day',
      content: '<p>Bring goggles</p>',
      startTime: '2026-05-01T09:00:00Z',
      endTime: '2026-05-01T12:00:00Z',
      location: {
        type: 'Place',
        name: 'Hall',
        address: { type: 'PostalAddress', streetAddress: '1 Road', addressLocality: 'Town' },
      },
      'ical:status': 'CONFIRMED',
      joinMode: 'free',
      attachment: [{ type: 'Link', href: 'https://meet.example/x', name: 'Website' }],
    }),
    'mobilizon join': activity('Join', { object: ours, to: [us] }),
    'wordpress article': create('Article', {
      name: 'A blog post',
      summary: '<p>Short</p>',
      content: '<h2>Long</h2><p>Text <img src="https://x.example/y.png" alt="y"></p>',
      contentMap: { 'en-GB': '<p>Long</p>' },
      preview: { type: 'Note', content: '<p>Short</p>' },
      image: { type: 'Image', url: `${origin}/cover.jpg`, name: 'A cover' },
      interactionPolicy: { canQuote: { automaticApproval: PUBLIC } },
    }),
    'bookwyrm review': create('Review', { name: 'A book', rating: 4, content: '<p>Good</p>' }),
    'single values': {
      ...create('Note', { content: 'x', to: PUBLIC, cc: followers, tag: { type: 'Hashtag', name: '#one' } }),
      to: PUBLIC,
      cc: followers,
    },
    'a bearcaps address': activity('Like', { object: `bear:?u=${encodeURIComponent(ours)}&t=x` }),
    view: activity('View', { object: ours }),
    listen: activity('Listen', { object: { type: 'Audio', id: `${origin}/a/1`, name: 'Song' } }),
    move: activity('Move', { object: them, target: `${origin}/users/newer` }),
  };
}
