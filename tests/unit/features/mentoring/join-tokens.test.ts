import { expect, test } from 'vitest';
import { keyOf } from '../../../../server/core/ids.ts';
import { JoinTokens } from '../../../../server/features/mentoring/index.ts';
import { InvitationToken } from '../../../../shared/contracts/mentoring.ts';

const tokens = new JoinTokens('a secret of the test, 32 characters');
const pair = keyOf('https://school.example/activities/1');

test('a token is for one pair, always the same, and passes its contract', () => {
  const token = tokens.for(pair);
  expect(tokens.for(pair)).toBe(token);
  expect(InvitationToken.safeParse(token).success).toBe(true);
  expect(tokens.pairOf(token)).toBe(pair);
});

test('no other opens anything', () => {
  const token = tokens.for(pair);
  const other = keyOf('https://school.example/activities/2');
  const others = ['', 'x', pair, token.slice(0, -1), `${token}x`, other + token.slice(22), pair + 'é'.repeat(22)];
  for (const wrong of others) expect(tokens.pairOf(wrong)).toBeNull();
  for (let at = 0; at < token.length; at++) {
    const changed = `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;
    expect(tokens.pairOf(changed)).toBeNull();
  }
  expect(new JoinTokens('another secret of 32 characters ..').pairOf(token)).toBeNull();
});
