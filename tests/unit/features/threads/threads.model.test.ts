import { expect, test } from 'vitest';
import { clientIdOf, messageName } from '../../../../server/features/threads/threads.model.ts';

test("a client's id is found in the name it was made into, and names another message in another thread", () => {
  const name = messageName('https://a.example/users/amara', 'https://a.example/objects/1', 'one-two-three');
  expect(clientIdOf({ _id: `https://a.example/objects/${name}` })).toBe('one-two-three');
  expect(messageName('https://a.example/users/amara', 'https://a.example/objects/2', 'one-two-three')).not.toBe(name);
  expect(clientIdOf({ _id: 'https://a.example/objects/01k9' })).toBeNull();
});
