import { type Fixture, type Names, voice } from './fixture.ts';

/** Misskey and its kin, and Pleroma's reactions. */
export function misskey(at: Names): Fixture[] {
  const { origin, ours } = at;
  const { object, activity, create } = voice(at);
  const blob = {
    id: `${origin}/emojis/blob`,
    type: 'Emoji',
    name: ':blob:',
    icon: { type: 'Image', mediaType: 'image/png', url: `${origin}/files/blob` },
  };
  const old = object('Note', 'notes/0', { attributedTo: at.group, content: '<p>Small news</p>' });
  return [
    {
      name: 'a note in its own markup, with a quote',
      sent: [
        create(
          object('Note', 'notes/1', {
            content: `<p><span>Big </span><i>news</i><span class="quote-inline"><br><br><span>RE: </span><a href="${old.id}">${old.id}</a></span></p>`,
            _misskey_content: '$[x2 Big] <i>news</i>',
            source: { content: '$[x2 Big] <i>news</i>', mediaType: 'text/x.misskeymarkdown' },
            _misskey_quote: old.id ?? null,
            quoteUrl: old.id ?? null,
            _misskey_summary: null,
            tag: [],
          }),
        ),
      ],
      documents: [old],
      post: `${origin}/notes/1`,
      shows: {
        html: /^<p><span>Big <\/span><i>news<\/i>/ as never,
        quote: { url: old.id as string, post: { summary: 'Small news' } },
      },
    },
    {
      name: 'reactions: a custom one, a character, and one that replaces it',
      sent: [
        activity('Like', 'likes/a', { object: ours, content: ':blob@.:', _misskey_reaction: ':blob@.:', tag: [blob] }),
      ],
      post: ours,
      shows: { likes: 1, reactions: [{ label: 'blob', url: /^\/media\/emoji\// as never, count: 1, mine: false }] },
    },
    {
      name: 'a reaction of Pleroma in its stead, later',
      sent: [activity('EmojiReact', 'reacts/a', { object: ours, content: '🦉', published: '2026-03-02T10:00:00Z' })],
      post: ours,
      shows: { likes: 1, reactions: [{ label: '🦉', url: null, count: 1 }] },
    },
    {
      name: 'the end of it',
      sent: [activity('Undo', 'reacts/a/undo', { object: `${origin}/reacts/a` })],
      post: ours,
      shows: { likes: 0, reactions: [] },
    },
    {
      name: 'a poll with several answers',
      sent: [
        create(
          object('Question', 'notes/2', {
            content: '<p>Colours?</p>',
            endTime: '2099-01-01T00:00:00.000Z',
            anyOf: [
              { type: 'Note', name: 'Red', replies: { type: 'Collection', totalItems: 3 }, _misskey_votes: 3 },
              { type: 'Note', name: 'Blue', replies: { type: 'Collection', totalItems: 1 }, _misskey_votes: 1 },
            ],
          }),
        ),
      ],
      post: `${origin}/notes/2`,
      shows: {
        poll: {
          multiple: true,
          options: [
            { text: 'Red', votes: 3 },
            { text: 'Blue', votes: 1 },
          ],
        },
      },
    },
  ];
}
