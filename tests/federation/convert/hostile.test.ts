import { describe, expect, it } from 'vitest';
import { type Json, type JsonObject, type Note, PUBLIC } from '../../../server/activities/activity.ts';
import { createCodec, createNaming } from '../../../server/federation/index.ts';

const codec = createCodec(createNaming('https://school.example'));
const bo = 'https://other.example/users/bo';
const note = { id: 'https://other.example/1', type: 'Note', attributedTo: bo, content: '<p>x</p>', to: [PUBLIC] };
const activity = { id: 'https://other.example/a', type: 'Create', actor: bo, to: [PUBLIC], object: note };

/** Numbers in [0, 1) that are the same in every run. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

describe('decode', () => {
  it('never throws, whatever stands in whatever place', () => {
    const random = chance(7);
    const odd = [
      null,
      0,
      -1,
      1e308,
      '',
      'x',
      '\ud800',
      'https://',
      'https://other.example/\u0000',
      true,
      [],
      {},
      [[]],
      [null],
    ];
    const nested = [
      [note],
      { id: {} },
      { id: [bo] },
      { type: ['Note', 'Article'] },
      { href: 7 },
      { '@value': 'x' },
      'x'.repeat(5_000),
    ];
    const values = [...odd, ...nested] as never[];
    const types = [
      'Create',
      'Update',
      'Delete',
      'Follow',
      'Accept',
      'Reject',
      'Undo',
      'Like',
      'Announce',
      'Offer',
      'Flag',
      '',
    ];
    const kinds = ['Note', 'Article', 'Page', 'Question', 'Person', 'Group', 'Relationship', 'Tombstone', 'Video'];
    const keys = [
      'id',
      'type',
      'actor',
      'attributedTo',
      'to',
      'cc',
      'tag',
      'content',
      'summary',
      'name',
      'published',
      'updated',
    ];
    const more = [
      'url',
      'source',
      'inReplyTo',
      'context',
      'license',
      'attachment',
      'inbox',
      'endpoints',
      'publicKey',
      'subject',
    ];
    const own = [
      'staffroom:goals',
      'staffroom:subjects',
      'staffroom:focusQuestion',
      'implements',
      'relationship',
      'object',
    ];
    const all = [...keys, ...more, ...own];
    const pick = <T>(list: T[]): T => list[Math.floor(random() * list.length)]!;
    for (let run = 0; run < 4_000; run++) {
      const object: JsonObject = { ...note, type: pick(kinds) };
      for (let changes = 0; changes < 3; changes++) object[pick(all)] = pick(values);
      const json: JsonObject = { ...activity, type: pick(types), object };
      if (random() < 0.5) json[pick(all)] = pick(values);
      const decoded = codec.decode(json);
      expect(typeof decoded.type).toBe('string');
      expect(decoded.publishedAt).toBeInstanceOf(Date);
      // What could be read can be written, and read again to the same.
      if (decoded.type !== 'Unknown' && decoded.iri !== '') codec.encode(decoded);
      codec.decodeObject(object);
    }
  });

  it('takes single values for arrays and all spellings of Public', () => {
    for (const to of ['as:Public', 'Public', PUBLIC, [PUBLIC], { id: PUBLIC }]) {
      expect(codec.decode({ ...activity, to }).audience.to).toEqual([PUBLIC]);
    }
    const tag = { type: 'Hashtag', name: '#one' };
    expect(codec.decode({ ...activity, object: { ...note, tag } })).toMatchObject({ object: { tags: ['one'] } });
    // An accent may come as a character of its own; people look for the tag as one word.
    const accents = ['#caf\u00e9', '#cafe\u0301'].map((name) => ({ type: 'Hashtag', name }));
    const spelled = codec.decode({ ...activity, object: { ...note, tag: accents } });
    expect(spelled).toMatchObject({ object: { tags: ['caf\u00e9'] } });
  });

  it('gives an object the audience of its activity when it has none', () => {
    const { to: _, ...bare } = note;
    expect(codec.decode({ ...activity, object: bare })).toMatchObject({
      object: { audience: { to: [PUBLIC], cc: [] } },
    });
  });

  it('lets nobody create what is attributed to another, or update another', () => {
    expect(codec.decode({ ...activity, actor: 'https://other.example/users/mo' }).type).toBe('Unknown');
    const person = { id: bo, type: 'Person', preferredUsername: 'bo', inbox: `${bo}/inbox` };
    expect(codec.decode({ ...activity, type: 'Update', object: person }).type).toBe('Update');
    expect(codec.decode({ ...activity, type: 'Update', actor: `${bo}x`, object: person }).type).toBe('Unknown');
  });

  it('does not believe followers or keys that are not the actor’s own', () => {
    const person = { id: bo, type: 'Person', preferredUsername: 'bo', inbox: `${bo}/inbox` };
    const decoded = codec.decodeObject({
      ...person,
      followers: PUBLIC,
      following: 'https://evil.example/x',
      publicKey: { id: `${bo}#k`, owner: 'https://evil.example/users/x', publicKeyPem: 'x' },
    });
    expect(decoded).toMatchObject({ followers: null, following: null, key: null });
  });

  it('keeps warnings apart from the text, and attachments of kinds that we do not know as links', () => {
    const object = {
      ...note,
      summary: 'Mind <the> gap',
      attachment: [
        { type: 'Image', url: 'https://other.example/a.png', name: 'A map' },
        { type: 'Link', href: 'https://other.example/page', name: 'A page' },
        { type: 'Image', mediaType: 'image/svg+xml', url: 'https://other.example/a.svg', name: 'A drawing' },
        { url: 'javascript:alert(1)' },
      ],
    };
    const { object: read } = codec.decode({ ...activity, object }) as { object: Note };
    const rel = 'rel="nofollow noopener noreferrer"';
    expect(read.html).toBe(
      `<p>x</p><p><a href="https://other.example/page" ${rel}>A page</a></p>` +
        `<p><a href="https://other.example/a.svg" ${rel}>A drawing</a></p>`,
    );
    expect(read.warning).toBe('Mind gap');
    expect(read.attachments.map(({ kind, url, name }) => [kind, url, name])).toEqual([
      ['image', 'https://other.example/a.png', 'A map'],
    ]);
  });

  it('shows pictures in the text only when they are attached, and with their own sizes', () => {
    const content =
      '<p><img src="https://other.example/a.png" onerror="x" width="1" srcset="https://evil.example/x 2x">' +
      '<img src="https://evil.example/pixel.gif"></p>';
    const attachment = {
      type: 'Document',
      mediaType: 'image/png',
      url: 'https://other.example/a.png',
      width: 640,
      height: 480,
    };
    const { object: read } = codec.decode({ ...activity, object: { ...note, content, attachment } }) as {
      object: Note;
    };
    expect(read.html).toBe(
      '<p><img src="https://other.example/a.png" alt="" width="640" height="480" />' +
        '<a href="https://evil.example/pixel.gif" rel="nofollow noopener noreferrer">Image</a></p>',
    );
  });

  it('bounds how many attachments there are and what they say of themselves', () => {
    const one = (n: number, more: JsonObject = {}) => ({
      type: 'Image',
      url: `https://other.example/${n}.png`,
      ...more,
    });
    const many = Array.from({ length: 10_000 }, (_, n) => one(n));
    const read = (attachment: Json) =>
      (codec.decode({ ...activity, object: { ...note, attachment } }) as { object: Note }).object.attachments;
    expect(read(many)).toHaveLength(16);
    const absurd: JsonObject[] = [
      { width: -1, height: 1e9, blurhash: 'x'.repeat(5_000), name: 'a'.repeat(50_000), focalPoint: [0, 2] },
      { width: '640', height: 1.5, blurhash: 'LEHV6nWB2yk8pyo0adR*.7kCMdn', name: { of: 'x' }, focalPoint: ['0', 0] },
      { width: null, height: {}, blurhash: ['<script>'], mediaType: 'text/html; image/png', focalPoint: [0, 0, 0] },
      { mediaType: 'image/png\u0000', width: Number.MAX_VALUE, height: 0, focalPoint: { x: 1 } },
    ];
    for (const more of absurd) {
      for (const attachment of read(one(1, more))) {
        expect(attachment).toMatchObject({ width: null, height: null, blurhash: null, focus: null });
        expect(attachment.name.length).toBeLessThanOrEqual(1_500);
      }
    }
    expect(
      read({ ...one(1), url: [{ type: 'Link', href: 'https://other.example/1.jpg', mediaType: 'image/jpeg' }] }),
    ).toMatchObject([{ kind: 'image', url: 'https://other.example/1.jpg', mediaType: 'image/jpeg' }]);
  });

  it('reads the language from a map of one, and from nothing else', () => {
    const read = (more: JsonObject) =>
      (codec.decode({ ...activity, object: { ...note, ...more } }) as { object: Note }).object;
    expect(read({ contentMap: { es: '<p>hola</p>' } }).language).toBe('es');
    expect(read({ contentMap: { es: '<p>hola</p>' }, content: '' }).html).toBe('<p>hola</p>');
    expect(read({ contentMap: { es: 'a', en: 'b' } }).language).toBeNull();
    expect(read({ contentMap: { und: 'a' } }).language).toBeNull();
    expect(read({ contentMap: { '<script>': 'a' } }).language).toBeNull();
    expect(read({ '@context': ['https://www.w3.org/ns/activitystreams', { '@language': 'fr' }] }).language).toBe('fr');
  });
});
