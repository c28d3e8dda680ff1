import { expect, test } from 'vitest';
import { renamed } from '../../../server/core/renamed.ts';

test('a name is another one wherever it stands, as a value or a key, and nothing else changes', () => {
  const at = new Date('2026-01-01T00:00:00Z');
  const before = {
    author: 'old',
    goals: { old: 'x', other: 'old news' },
    members: ['a', 'old', ['old']],
    facts: { said: { actor: 'old', at, none: null, count: 1 } },
    about: 'older',
  };
  const after = renamed(before, 'old', 'new');
  expect(after).toEqual({
    author: 'new',
    goals: { new: 'x', other: 'old news' },
    members: ['a', 'new', ['new']],
    facts: { said: { actor: 'new', at, none: null, count: 1 } },
    about: 'older',
  });
  expect(after.facts.said.at).toBeInstanceOf(Date);
  expect(before.author).toBe('old');
  expect(renamed(after, 'old', 'new')).toEqual(after);
});
