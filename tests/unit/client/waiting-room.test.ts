import { describe, expect, test } from 'vitest';
import { EMPTY_DRAFT } from '../../../client/features/practice/draft-fields.ts';
import { type Waiting, type WaitingPost, WaitingRoom } from '../../../client/features/practice/waiting-room.ts';

function device() {
  const values = new Map<string, string>();
  return {
    values,
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  };
}

const post = (id: string): WaitingPost => ({
  kind: 'post',
  id,
  writtenAt: '2026-11-01T10:00:00.000Z',
  refused: null,
  fields: { ...EMPTY_DRAFT, title: id, markdown: 'Text' },
  isDraft: false,
});
const reply = (id: string): Waiting => ({
  kind: 'reply',
  id,
  writtenAt: '2026-11-01T10:00:00.000Z',
  refused: null,
  to: 'to',
  post: 'post',
  markdown: 'Words',
  feedbackKind: 'noticing',
});

function setting(store = device()) {
  const server = { down: true, refuses: '', got: [] as string[] };
  const room = new WaitingRoom('amara', store, {
    send: async (item) => {
      if (server.down) throw new TypeError('no network');
      if (server.refuses === item.id) throw new RangeError('It is gone.');
      server.got.push(item.id);
    },
    refusal: (error) => (error instanceof RangeError ? error.message : null),
  });
  return { room, server, store };
}

describe('what was published without a network', () => {
  test('outlives the page and goes out once, in order', async () => {
    const { room, store } = setting();
    room.add(post('one'));
    room.add(reply('two'));
    await room.flush();
    const { room: after, server } = setting(store);
    expect(after.snapshot()).toEqual([post('one'), reply('two')]);
    server.down = false;
    await Promise.all([after.flush(), after.flush()]);
    expect(server.got).toEqual(['one', 'two']);
    expect(store.values.size).toBe(0);
  });

  test('stays with its text when it is refused, and holds up nothing else', async () => {
    const { room, server } = setting();
    server.down = false;
    server.refuses = 'one';
    room.add(post('one'));
    room.add(post('two'));
    await room.flush();
    expect(server.got).toEqual(['two']);
    expect(room.snapshot()).toEqual([{ ...post('one'), refused: 'It is gone.' }]);
    server.refuses = '';
    await room.retry('one');
    expect(server.got).toEqual(['two', 'one']);
  });

  test('can be taken back, is there once however often it is added, and is another account’s only with it', async () => {
    const { room, store } = setting();
    room.add(post('one'));
    room.add(post('one'));
    expect(room.snapshot()).toHaveLength(1);
    expect(room.remove('one')).toEqual(post('one'));
    expect(store.values.size).toBe(0);
    room.add(post('one'));
    const others = new WaitingRoom('bo', store, { send: async () => undefined, refusal: () => null });
    expect(others.snapshot()).toEqual([]);
  });

  test('another page of this device added some: none is lost', () => {
    const store = device();
    const { room: here } = setting(store);
    const { room: there } = setting(store);
    here.add(post('one'));
    there.add(post('two'));
    here.reload();
    expect(here.snapshot().map(({ id }) => id)).toEqual(['one', 'two']);
  });

  test('what cannot be read is left out', () => {
    const store = device();
    store.setItem('staffroom.waiting.amara', '[{"id":1},{"id":"a","writtenAt":"x","kind":"post"},null]');
    expect(setting(store).room.snapshot()).toEqual([]);
    store.setItem('staffroom.waiting.amara', 'no json');
    expect(setting(store).room.snapshot()).toEqual([]);
  });
});
