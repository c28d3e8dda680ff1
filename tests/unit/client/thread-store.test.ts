import { describe, expect, test } from 'vitest';
import { EMPTY_THREAD, merge, type Pending } from '../../../client/features/threads/thread-state.ts';
import { ThreadStore } from '../../../client/features/threads/thread-store.ts';
import type { Message, MessagePage } from '../../../shared/contracts/threads.ts';

const author = { id: 'p', handle: '@bo@b.example', displayName: 'Bo', url: 'https://b.example/@bo', local: true };

function message(cursor: string, change: Partial<Message> = {}): Message {
  return {
    id: `m${cursor}`,
    thread: 't',
    author,
    mine: false,
    html: `<p>${cursor}</p>`,
    feedbackKind: null,
    attachments: [],
    madeMeThink: false,
    clientId: null,
    deleted: false,
    sentAt: '2026-11-01T10:00:00.000Z',
    cursor,
    delivery: null,
    ...change,
  };
}

/** A server that holds messages, and can be out of reach before or after it stored what was sent. */
function server() {
  const stored: Message[] = [];
  const kept = { pending: [] as readonly Pending[] };
  const state = { reach: 'ok' as 'ok' | 'down' | 'answer-lost' | 'refuses' };
  const after = (cursor: string | null | undefined) => stored.filter((item) => cursor == null || item.cursor > cursor);
  const add = (change: Partial<Message> = {}) => {
    const next = message(String(stored.length + 1).padStart(4, '0'), change);
    stored.push(next);
    return next;
  };
  const page = async (query: { after?: string; before?: string }): Promise<MessagePage> => {
    if (state.reach === 'down') throw new Error('down');
    if (query.after !== undefined) {
      const items = after(query.after);
      return { items: items.slice(0, 2), more: items.length > 2 };
    }
    const before = stored.filter((item) => query.before === undefined || item.cursor < query.before);
    return { items: before.slice(-2), more: before.length > 2 };
  };
  const send = async ({ clientId }: Pending): Promise<Message> => {
    if (state.reach === 'down') throw new Error('down');
    if (state.reach === 'refuses') throw new RangeError('Too long.');
    const known = stored.find((item) => item.clientId === clientId);
    const result = known ?? add({ mine: true, clientId });
    if (state.reach === 'answer-lost') throw new Error('lost');
    return result;
  };
  const open = () =>
    new ThreadStore({
      page,
      send,
      refusal: (error) => (error instanceof RangeError ? error.message : null),
      outbox: {
        load: () => [...kept.pending],
        save: (pending) => {
          kept.pending = pending;
        },
      },
    });
  const join = async (cursor: string | null): Promise<MessagePage> => {
    const items = after(cursor);
    return { items: items.slice(0, 2), more: items.length > 2 };
  };
  return { stored, state, kept, add, open, join };
}

const ids = (store: ThreadStore) => store.snapshot().messages.map((item) => item.id);
const written = async (store: ThreadStore) => {
  await store.flush();
  await new Promise((resolve) => setTimeout(resolve));
};

describe('a thread as one page knows it', () => {
  test('merges pages and events in any order, each message once, the newest version of it', () => {
    const one = merge(EMPTY_THREAD, [message('0002'), message('0001')]);
    const two = merge(one, [message('0002', { delivery: 'delivered' }), message('0003')]);
    expect(two.messages.map((item) => item.cursor)).toEqual(['0001', '0002', '0003']);
    expect(two.messages[1]?.delivery).toBe('delivered');
  });

  test('after a gap it gets every page of what it missed, whatever came live meanwhile', async () => {
    const remote = server();
    remote.add();
    const store = remote.open();
    await store.catchUp(remote.join);
    for (let missed = 0; missed < 5; missed++) remote.add();
    // The newest comes live before the others were asked for: the resume point must not jump over them.
    store.receive(remote.add());
    await store.catchUp(remote.join);
    expect(ids(store)).toEqual(remote.stored.map((item) => item.id));
  });

  test('a lost answer makes no second message, and a reopened page sends what waited', async () => {
    const remote = server();
    const store = remote.open();
    await store.catchUp(remote.join);
    remote.state.reach = 'answer-lost';
    store.write('Hello', null);
    await written(store);
    expect(remote.stored).toHaveLength(1);
    expect(store.snapshot().pending).toHaveLength(1);

    remote.state.reach = 'ok';
    const reopened = remote.open();
    await reopened.catchUp(remote.join);
    expect(remote.stored).toHaveLength(1);
    expect(reopened.snapshot().pending).toEqual([]);
    expect(ids(reopened)).toEqual(['m0001']);
    expect(remote.kept.pending).toEqual([]);
  });

  test('what waits is sent in the order it was written', async () => {
    const remote = server();
    const store = remote.open();
    await store.catchUp(remote.join);
    remote.state.reach = 'down';
    for (const words of ['one', 'two', 'three']) store.write(words, null);
    await written(store);
    const order = store.snapshot().pending.map((item) => item.clientId);
    remote.state.reach = 'ok';
    await store.flush();
    expect(remote.stored.map((item) => item.clientId)).toEqual(order);
  });

  test('a refused message says why, stands aside for the next, and can be taken back', async () => {
    const remote = server();
    const store = remote.open();
    await store.catchUp(remote.join);
    remote.state.reach = 'refuses';
    store.write('much too long', null);
    await written(store);
    const [refused] = store.snapshot().pending;
    expect(refused?.refused).toBe('Too long.');
    remote.state.reach = 'ok';
    store.write('short', null);
    await written(store);
    expect(remote.stored).toHaveLength(1);
    expect(store.takeBack(refused?.clientId ?? '')).toBe('much too long');
    expect(store.snapshot().pending).toEqual([]);
  });

  test('earlier pages go in before, and it knows when there are none left', async () => {
    const remote = server();
    for (let past = 0; past < 5; past++) remote.add();
    const store = remote.open();
    await store.catchUp(remote.join);
    expect(store.snapshot().hasOlder).toBe(true);
    await store.loadOlder();
    await store.loadOlder();
    expect(ids(store)).toEqual(remote.stored.map((item) => item.id));
    expect(store.snapshot().hasOlder).toBe(false);
  });
});
