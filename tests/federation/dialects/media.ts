import { type Fixture, type Names, PUBLIC, voice } from './fixture.ts';

/** Pixelfed, PeerTube 7 and Mobilizon 5. */
export function media(at: Names): Fixture[] {
  const { origin, person, group, us } = at;
  const { object, activity, create } = voice(at);
  const picture = (n: number) => ({
    type: 'Document',
    mediaType: 'image/jpeg',
    url: `${origin}/storage/${n}.jpg`,
    name: `Board ${n}`,
    blurhash: 'LEHV6nWB2yk8pyo0adR*.7kCMdnj',
    width: 20,
    height: 20,
    focalPoint: [0.5, -0.33],
  });
  const video = object('Video', 'videos/watch/1', {
    name: 'Waves in a tray',
    duration: 'PT734S',
    attributedTo: [
      { type: 'Person', id: person },
      { type: 'Group', id: group },
    ],
    mediaType: 'text/markdown',
    content: 'Ripples in **slow** motion.\r\n\r\n<script>alert(1)</script>',
    summary: null,
    sensitive: false,
    support: 'Buy me a coffee',
    commentsEnabled: true,
    icon: [
      { type: 'Image', url: `${origin}/thumbnails/s.jpg`, mediaType: 'image/jpeg', width: 280, height: 157 },
      { type: 'Image', url: `${origin}/previews/l.jpg`, mediaType: 'image/jpeg', width: 850, height: 480 },
    ],
    url: [
      { type: 'Link', mediaType: 'text/html', href: `${origin}/w/1` },
      {
        type: 'Link',
        mediaType: 'application/x-mpegURL',
        href: `${origin}/static/1.m3u8`,
        tag: [
          { type: 'Link', mediaType: 'video/mp4', href: `${origin}/static/1-2160.mp4`, height: 2160, width: 3840 },
          { type: 'Link', mediaType: 'video/mp4', href: `${origin}/static/1-720.mp4`, height: 720, width: 1280 },
          { type: 'Link', mediaType: 'application/json', href: `${origin}/static/1.json` },
        ],
      },
      { type: 'Link', mediaType: 'application/x-bittorrent', href: `${origin}/torrents/1.torrent`, height: 720 },
    ],
    tag: [{ type: 'Hashtag', name: 'physics' }],
  });
  const meeting = object('Event', 'events/1', {
    name: 'Lab safety evening',
    content: '<p>Bring goggles.</p>',
    mediaType: 'text/html',
    actor: person,
    attributedTo: person,
    startTime: '2026-05-01T18:00:00+02:00',
    endTime: '2026-05-01T20:00:00+02:00',
    timezone: 'Europe/Berlin',
    joinMode: 'free',
    'ical:status': 'CONFIRMED',
    isOnline: false,
    maximumAttendeeCapacity: 0,
    location: {
      type: 'Place',
      name: 'Hill School',
      address: {
        type: 'PostalAddress',
        streetAddress: '1 Hill Road',
        postalCode: '10115',
        addressLocality: 'Berlin',
        addressCountry: 'Germany',
      },
      latitude: 52.5,
      longitude: 13.4,
    },
    attachment: [
      { type: 'Document', mediaType: 'image/png', name: 'Banner', url: `${origin}/media/banner.png` },
      { type: 'Link', mediaType: 'text/html', href: 'https://goggles.example', name: 'Website' },
    ],
    tag: [{ type: 'Hashtag', name: '#safety', href: `${origin}/tags/safety` }],
  });

  return [
    {
      name: 'an album of Pixelfed',
      sent: [
        create(
          object('Note', 'p/pat/1', {
            content: 'Three boards',
            attachment: [picture(1), picture(2), picture(3)],
            capabilities: { announce: PUBLIC, like: PUBLIC, reply: null },
            commentsEnabled: false,
            location: null,
          }),
        ),
      ],
      post: `${origin}/p/pat/1`,
      shows: {
        html: 'Three boards',
        attachments: [{ name: 'Board 1', focus: [0.5, -0.33] }, { name: 'Board 2' }, { name: 'Board 3' }],
      },
    },
    {
      name: 'a video that a channel of PeerTube shares',
      sent: [activity('Announce', 'videos/watch/1/announces/1', { actor: group, object: `${origin}/videos/watch/1` })],
      documents: [video],
      post: `${origin}/videos/watch/1`,
      shows: {
        title: 'Waves in a tray',
        url: `${origin}/w/1`,
        author: { url: person },
        community: { url: group },
        // What is no Markdown there is shown as it was typed.
        html: '<p>Ripples in <strong>slow</strong> motion.</p><p>&lt;script&gt;alert(1)&lt;/script&gt;</p>' as never,
        attachments: [
          { kind: 'video', url: `${origin}/static/1-720.mp4`, height: 720, name: 'Waves in a tray' },
          { kind: 'image', height: 480 },
        ],
        boosts: 1,
        tags: ['physics'],
      },
    },
    {
      name: 'a video in a Create',
      sent: [create({ ...video, id: `${origin}/videos/watch/2`, url: [], icon: [] })],
      post: `${origin}/videos/watch/2`,
      shows: { title: 'Waves in a tray', url: `${origin}/videos/watch/2`, attachments: [] },
    },
    {
      name: 'an event of Mobilizon',
      sent: [
        create(meeting),
        activity('Join', 'joins/1', { object: `${origin}/events/1`, participationMessage: 'I come', to: [us] }),
        activity('Accept', 'joins/1/accept', { object: `${origin}/joins/1`, to: [us] }),
      ],
      post: `${origin}/events/1`,
      shows: {
        title: 'Lab safety evening',
        event: {
          startsAt: '2026-05-01T16:00:00.000Z',
          endsAt: '2026-05-01T18:00:00.000Z',
          place: 'Hill School, 1 Hill Road, 10115, Berlin, Germany',
          joinUrl: null,
          cancelled: false,
        },
        attachments: [{ kind: 'image', name: 'Banner' }],
        tags: ['safety'],
      },
    },
    {
      name: 'an event that is called off, and meets online',
      sent: [
        activity('Update', 'events/1/update', {
          object: {
            ...meeting,
            'ical:status': 'CANCELLED',
            updated: '2026-03-05T10:00:00Z',
            location: [{ type: 'VirtualLocation', url: 'https://meet.example/goggles' }],
          },
        }),
      ],
      post: `${origin}/events/1`,
      shows: { event: { cancelled: true, place: '', joinUrl: 'https://meet.example/goggles' } },
    },
  ];
}
