import type { JsonObject } from '../../../server/activities/activity.ts';
import { type Fixture, type Names, PUBLIC, voice } from './fixture.ts';

/** Lemmy 1.0, PieFed, Mbin, and NodeBB 4. */
export function threadiverse(at: Names): Fixture[] {
  const { origin, person, group, ours } = at;
  const { object, activity, create } = voice(at);
  const inGroup = { to: [group, PUBLIC], cc: [], audience: group };
  const page = object('Page', 'post/1', {
    ...inGroup,
    name: 'How do you mark labs?',
    content: '<p>We mark <em>together</em>.</p>',
    mediaType: 'text/html',
    source: { content: 'We mark *together*.', mediaType: 'text/markdown' },
    attachment: [
      { type: 'Link', href: 'https://paper.example/labs' },
      { type: 'Image', url: `${origin}/pictrs/1.webp` },
    ],
    image: { type: 'Image', url: `${origin}/pictrs/thumb.webp` },
    commentsEnabled: true,
    sensitive: false,
    language: { identifier: 'en', name: 'English' },
    tag: [{ type: 'Hashtag', href: `${origin}/c/labs`, name: '#labs' }],
  });
  const comment = object('Note', 'comment/1', {
    ...inGroup,
    inReplyTo: page.id ?? null,
    content: '<p>We do not.</p>',
    distinguished: false,
    tag: [{ type: 'Mention', href: person, name: '@pat' }],
  });
  const announce = (id: string, inner: JsonObject) =>
    activity('Announce', `announce/${id}`, { actor: group, object: inner, to: [PUBLIC], cc: [`${group}/followers`] });
  const inner = (type: string, id: string, about: JsonObject | string) => {
    const { '@context': _context, ...rest } = activity(type, `activities/${id}`, { object: about, ...inGroup });
    return rest;
  };
  const shared = { community: { handle: /^@club@/ as never, url: group } };

  return [
    {
      name: 'a post of Lemmy, passed on by its community',
      sent: [announce('1', inner('Create', '1', page)), announce('2', page)],
      post: `${origin}/post/1`,
      shows: {
        ...shared,
        kind: 'practice',
        title: 'How do you mark labs?',
        language: 'en',
        boosts: 1,
        html: '<p>We mark <em>together</em>.</p><p><a href="https://paper.example/labs" rel="nofollow noopener noreferrer">https://paper.example/labs</a></p>',
        attachments: [{ kind: 'image' }, { kind: 'image' }],
      },
    },
    {
      name: 'a comment passed on, which nobody shares',
      sent: [announce('3', inner('Create', '2', comment))],
      post: `${origin}/comment/1`,
      shows: { ...shared, kind: 'reply', html: '<p>We do not.</p>', boosts: 0 },
    },
    {
      name: 'likes and dislikes passed on, of people who live where the community does',
      sent: [
        announce('4', inner('Like', '3', page.id as string)),
        announce('5', inner('Dislike', '4', comment.id as string)),
      ],
      post: `${origin}/post/1`,
      shows: { likes: 1, replies: 1 },
    },
    {
      name: 'the end of a like passed on',
      sent: [announce('6', inner('Undo', '5', inner('Like', '3', page.id as string)))],
      post: `${origin}/post/1`,
      shows: { likes: 0 },
    },
    {
      name: 'an edit passed on',
      sent: [
        announce('7', inner('Update', '6', { ...page, name: 'How do you mark?', updated: '2026-03-04T10:00:00Z' })),
      ],
      post: `${origin}/post/1`,
      shows: { title: 'How do you mark?', editedAt: '2026-03-04T10:00:00.000Z' },
    },
    {
      name: 'a deletion passed on',
      sent: [announce('8', inner('Delete', '7', comment.id as string))],
      post: `${origin}/comment/1`,
      shows: null,
    },
    {
      name: 'an answer of Mbin to a post of ours, with one author in a list and one recipient in none',
      sent: [
        create(
          object('Note', 'm/1', {
            attributedTo: [person],
            inReplyTo: ours,
            content: '<p>Mine too</p>',
            to: PUBLIC,
            cc: group,
          }),
        ),
      ],
      post: `${origin}/m/1`,
      shows: { ...shared, kind: 'reply', html: '<p>Mine too</p>' },
    },
    {
      name: 'a private chat of Lemmy that belongs to no pair',
      sent: [create(object('ChatMessage', 'private_message/1', { content: '<p>psst</p>', to: [at.us], cc: [] }))],
      post: `${origin}/private_message/1`,
      shows: null,
    },
    {
      name: 'a topic of NodeBB, a Note with a title',
      sent: [
        create(
          object('Note', 'nodebb/1', {
            ...inGroup,
            name: 'Seating plans',
            content: '<p>Rows or circles?</p>',
            context: `${origin}/topic/1`,
            replies: `${origin}/nodebb/1/replies`,
            tag: { type: 'Hashtag', name: '#seating', href: `${origin}/tags/seating` },
          }),
        ),
      ],
      post: `${origin}/nodebb/1`,
      shows: { ...shared, title: 'Seating plans', html: '<p>Rows or circles?</p>', tags: ['seating'] },
    },
    {
      name: 'a long topic of NodeBB, without a time',
      sent: [
        create({
          ...object('Article', 'nodebb/2', {
            name: 'Essay',
            summary: '<p>In short</p>',
            content: '<p>At length</p>',
            audience: group,
          }),
          published: null,
        }),
      ],
      post: `${origin}/nodebb/2`,
      shows: { title: 'Essay', summary: 'In short', community: { url: group } },
    },
  ];
}
