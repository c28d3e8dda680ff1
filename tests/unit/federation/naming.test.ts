import { expect, test } from 'vitest';
import { createNaming } from '../../../server/federation/index.ts';

const naming = createNaming('https://school.example');

test('13: only what has our origin is ours', () => {
  for (const iri of [
    'https://school.example/users/a',
    naming.newObject(),
    naming.newActivity('x'),
    naming.instanceActor,
  ]) {
    expect(naming.isLocal(iri), iri).toBe(true);
  }
  const foreign = [
    'https://school.example.evil.example/users/a',
    'https://school.example@evil.example/',
    'https://school.example:8443/users/a',
    'http://school.example/users/a',
    'https://evil.example/https://school.example/',
    'school.example',
    '',
    'urn:x',
  ];
  for (const iri of foreign) expect(naming.isLocal(iri), iri).toBe(false);
});

test('usernames are read from the ids of our actors alone', () => {
  expect(naming.usernameIn(naming.actor('Amara').iri)).toBe('amara');
  for (const iri of ['https://evil.example/users/amara', 'https://school.example/users/', naming.actor('a').inbox]) {
    expect(naming.usernameIn(iri)).toBeNull();
  }
});
