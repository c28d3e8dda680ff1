import { type Fixture, type Names, PUBLIC, voice } from './fixture.ts';

/** The ActivityPub plugin of WordPress, Ghost, and GoToSocial. */
export function blogs(at: Names): Fixture[] {
  const { origin, person, us } = at;
  const { object, create } = voice(at);
  return [
    {
      name: 'an article of WordPress, with figures that it does not attach',
      sent: [
        create(
          object('Article', '?p=7', {
            url: `${origin}/2026/03/circles/`,
            name: 'Circles & rows',
            summary: '<p>What a <em>circle</em> does.</p>',
            summaryMap: { en: '<p>What a circle does.</p>' },
            content: `<h1>Why</h1><figure class="wp-block-image"><img src="${origin}/wp/circle.jpg?a=1&amp;b=2" alt="Chairs in a &quot;circle&quot;" /><figcaption>Before</figcaption></figure><p>They talk.</p>`,
            contentMap: { en: '<p>Another cut of it</p>', es: '<p>x</p>' },
            image: { type: 'Image', url: `${origin}/wp/cover.jpg`, mediaType: 'image/jpeg' },
            preview: { type: 'Note', content: '<p>Circles</p>' },
            sensitive: false,
            interactionPolicy: { canQuote: { automaticApproval: [PUBLIC] } },
            tag: [{ type: 'Hashtag', href: `${origin}/tag/room`, name: '#room' }],
          }),
        ),
      ],
      post: `${origin}/?p=7`,
      shows: {
        title: 'Circles & rows',
        summary: 'What a circle does.',
        warning: '',
        url: `${origin}/2026/03/circles/`,
        html: /^<h2>Why<\/h2>.*<img [^>]*src="\/media\/remote\/[^"]+" alt="Chairs in a &quot;circle&quot;" \/><p>Before<\/p><p>They talk.<\/p>$/ as never,
        attachments: [
          { kind: 'image', inline: false },
          { kind: 'image', inline: true, name: 'Chairs in a "circle"' },
        ],
      },
    },
    {
      name: 'an article of WordPress that is folded away',
      sent: [
        create(
          object('Article', '?p=8', {
            name: 'A hard day',
            summary: 'A pupil was hurt',
            content: '<p>Long</p>',
            sensitive: true,
          }),
        ),
      ],
      post: `${origin}/?p=8`,
      shows: {
        title: 'A hard day',
        warning: 'A pupil was hurt',
        summary: 'A pupil was hurt',
        sensitive: true,
        html: '<p>Long</p>',
      },
    },
    {
      name: 'an article of Ghost, by an author given as an object',
      sent: [
        create(
          object('Article', '.ghost/activitypub/article/1', {
            attributedTo: { type: 'Person', id: person, name: 'Pat' },
            name: 'Newsletter',
            content: '<p>Hello</p>',
            image: `${origin}/content/cover.png`,
            url: { type: 'Link', href: `${origin}/newsletter/`, mediaType: 'text/html' },
            preview: { type: 'Note', content: 'Hello' },
            cc: `${person}/followers`,
            to: 'as:Public',
          }),
        ),
      ],
      post: `${origin}/.ghost/activitypub/article/1`,
      shows: { title: 'Newsletter', url: `${origin}/newsletter/`, visibility: 'public', summary: 'Hello' },
    },
    {
      name: 'a note of GoToSocial with one attachment that is in no list',
      sent: [
        create(
          object('Note', 'users/pat/statuses/01', {
            content: '<p>One picture</p>',
            attachment: {
              type: 'Image',
              mediaType: 'image/webp',
              url: `${origin}/fileserver/1.webp`,
              name: 'A tray',
              focalPoint: [0, 0],
            },
            tag: { type: 'Mention', href: us, name: '@amara' },
            interactionPolicy: {
              canLike: { always: [PUBLIC], approvalRequired: [] },
              canReply: { always: [`${person}/followers`] },
            },
            sensitive: true,
            summary: '',
          }),
        ),
      ],
      post: `${origin}/users/pat/statuses/01`,
      shows: { attachments: [{ kind: 'image', name: 'A tray' }], sensitive: true, warning: '', summary: 'One picture' },
    },
  ];
}
