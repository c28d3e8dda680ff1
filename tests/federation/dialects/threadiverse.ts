import type { JsonObject } from '../../../server/activities/activity.ts';
import { type Fixture, type Names, PUBLIC, voice } from './fixture.ts';

/** Lemmy 1.0, PieFed 1.2, Mbin, and NodeBB 4. */
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
  const ofPieFed = (type: string, id: string, rest: JsonObject) =>
    object(type, id, {
      ...inGroup,
      content: '<p>Have a look.</p>',
      mediaType: 'text/html',
      source: { content: 'Have a look.', mediaType: 'text/markdown' },
      language: { identifier: 'en', name: 'English' },
      commentsEnabled: true,
      sensitive: false,
      nsfl: false,
      genAI: false,
      stickied: false,
      interactionPolicy: { canQuote: { automaticApproval: [PUBLIC] } },
      tag: [{ type: 'lemmy:CommunityTag', id: `${group}/tag/1`, name: 'safety', display_name: 'Safety' }],
      ...rest,
    });
  const photo = { type: 'Image', url: `${origin}/static/2.webp`, name: 'Six benches' };
  const asked = {
    content: '<p>Goggles?</p><p>Have a look.</p>',
    endTime: '2026-04-01T10:00:00+00:00',
    votersCount: 0,
    oneOf: ['Always', 'With acids'].map((name) => ({
      type: 'Note',
      name,
      replies: { type: 'Collection', totalItems: 0 },
    })),
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
      name: 'a picture of PieFed, passed on by its community',
      sent: [announce('9', inner('Create', '8', ofPieFed('Page', 'post/2', { name: 'Our lab', attachment: [photo] })))],
      post: `${origin}/post/2`,
      shows: {
        ...shared,
        title: 'Our lab',
        html: '<p>Have a look.</p>',
        language: 'en',
        sensitive: false,
        attachments: [{ kind: 'image', name: 'Six benches' }],
      },
    },
    {
      name: 'a poll of PieFed, passed on by its community',
      sent: [announce('10', inner('Create', '9', ofPieFed('Question', 'post/3', { ...asked, name: 'Goggles?' })))],
      post: `${origin}/post/3`,
      shows: {
        ...shared,
        kind: 'practice',
        html: '<p>Goggles?</p><p>Have a look.</p>',
        poll: { multiple: false, voters: 0, options: [{ text: 'Always' }, { text: 'With acids' }] },
      },
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
