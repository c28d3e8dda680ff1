import { expect, test } from 'vitest';
import { firstOf, groupOf, type Notice } from '../../../../server/features/notifications/notifications.model.ts';

const POST = 'https://a.example/objects/1';

function notice(change: Partial<Notice>): Notice {
  return {
    kind: 'reply',
    owner: 'https://a.example/users/amara',
    actor: 'https://b.example/users/bo',
    thing: 'https://b.example/objects/2',
    about: POST,
    thread: POST,
    step: null,
    at: new Date('2026-11-18T12:00:00Z'),
    ...change,
  };
}

test('one kind about one thing is one group; feedback and replies are two', () => {
  const group = groupOf(notice({}));
  expect(groupOf(notice({ thing: 'https://c.example/3', actor: null }))).toBe(group);
  expect(groupOf(notice({ at: new Date('2026-12-18T12:00:00Z') }))).toBe(group);
  expect(groupOf(notice({ kind: 'feedback' }))).not.toBe(group);
  expect(groupOf(notice({ about: 'https://a.example/objects/9' }))).not.toBe(group);
});

test('new followers of one day, and all who ask to follow', () => {
  const follow = (at: string) => groupOf(notice({ kind: 'follow', about: null, at: new Date(at) }));
  expect(follow('2026-11-18T00:00:00Z')).toBe(follow('2026-11-18T23:59:59Z'));
  expect(follow('2026-11-18T23:59:59Z')).not.toBe(follow('2026-11-19T00:00:00Z'));
  const request = (at: string) => groupOf(notice({ kind: 'follow-request', about: null, at: new Date(at) }));
  expect(request('2026-11-18T00:00:00Z')).toBe(request('2026-11-25T00:00:00Z'));
});

test('an id is made of whose it is, the kind and the thing, and of nothing else', () => {
  const { _id } = firstOf(notice({}));
  expect(firstOf(notice({ at: new Date(), actor: null, about: null }))._id).toBe(_id);
  for (const other of [{ owner: 'x' }, { kind: 'mention' as const }, { thing: 'y' }]) {
    expect(firstOf(notice(other))._id).not.toBe(_id);
  }
});
