import { createPublicKey, createVerify } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../../server/core/clock.ts';
import { createKeyRing } from '../../../server/federation/index.ts';
import { digestsOf } from '../../../server/federation/transport/digest.ts';
import { signDraftCavage } from '../../../server/federation/transport/draft-cavage.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';

const SECRET = 'one secret of an instance, 32 characters';
const amara = 'https://school.example/users/amara';
let place: TestDatabase;
beforeAll(async () => {
  place = await openTestDatabase();
});
afterAll(() => place.dispose());
const ring = (secret = SECRET) => createKeyRing(place.database, secret, systemClock);

test('one key for an actor, however often and from however many processes it is asked for', async () => {
  const [first, second] = [ring(), ring()];
  const keys = await Promise.all([first.ensure(amara), first.ensure(amara), second.ensure(amara)]);
  expect(new Set(keys.map(({ pem }) => pem)).size).toBe(1);
  expect(keys[0]?.iri).toBe(`${amara}#main-key`);
  expect(createPublicKey(keys[0]!.pem).asymmetricKeyDetails?.modulusLength).toBe(2048);
});

test('it signs what its public half verifies', async () => {
  const { pem } = await ring().ensure(amara);
  const key = await ring().signingKey(amara);
  const url = new URL('https://other.example/inbox?a=1');
  const now = new Date('2026-01-01T00:00:00Z');
  const headers = await signDraftCavage(
    { method: 'POST', url, headers: {}, digests: digestsOf(Buffer.from('{}')) },
    key,
    now,
  );
  const signature = /signature="([^"]+)"/.exec(headers.signature!)![1]!;
  const base = `(request-target): post /inbox?a=1\nhost: other.example\ndate: ${headers.date}\ndigest: ${headers.digest}`;
  expect(createVerify('sha256').update(base).verify(pem, signature, 'base64')).toBe(true);
});

test('at rest it is encrypted, for its owner and under the secret of the instance', async () => {
  await ring().ensure(amara);
  const rows = place.database.collection<{ _id: string; sealed: string; pem: string; createdAt: Date }>('actor_keys');
  const row = (await rows.findOne({ _id: amara }))!;
  expect(JSON.stringify(row)).not.toContain('PRIVATE');
  await expect(ring('another secret of 32 characters, or more').signingKey(amara)).rejects.toThrow();
  // Copied to another actor it opens for nobody.
  const mallory = 'https://school.example/users/mallory';
  await rows.insertOne({ ...row, _id: mallory });
  await expect(ring().signingKey(mallory)).rejects.toThrow();
});
