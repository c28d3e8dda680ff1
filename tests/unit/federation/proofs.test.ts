import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../server/activities/activity.ts';
import { holds, proofOn, withProof } from '../../../server/federation/proofs/integrity.ts';
import { fromMultibase, fromMultikey, toMultibase, toMultikey } from '../../../server/federation/proofs/multikey.ts';

const NOW = new Date('2026-03-01T10:00:00.123Z');
const KEY_ID = 'https://server.example/users/alice#ed25519-key';

/** The example of FEP-8b32, with its keys. */
const VECTOR: JsonObject = {
  '@context': ['https://www.w3.org/ns/activitystreams', 'https://w3id.org/security/data-integrity/v1'],
  type: 'Create',
  actor: 'https://server.example/users/alice',
  object: { type: 'Note', content: 'Hello world' },
  proof: {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-jcs-2022',
    verificationMethod: KEY_ID,
    proofPurpose: 'assertionMethod',
    proofValue: 'z3sXaxjKs4M3BRicwWA9peyNPJvJqxtGsDmpt1jjoHCjgeUf71TRFz56osPSfDErszyLp5Ks1EhYSgpDaNM977Rg2',
    created: '2023-02-24T23:36:38Z',
  },
};
const PUBLIC_KEY = 'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2';
const PRIVATE_KEY = 'z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq';

function privateKey() {
  // `z3u2…` is the multicodec 0x1300 and the 32 bytes of the seed.
  const d = fromMultibase(PRIVATE_KEY)!.subarray(2).toString('base64url');
  const { x } = fromMultikey(PUBLIC_KEY)!.export({ format: 'jwk' });
  return createPrivateKey({ key: { kty: 'OKP', crv: 'Ed25519', d, x: x! }, format: 'jwk' });
}

function isProven(document: JsonObject, multikey = PUBLIC_KEY): boolean {
  const proof = proofOn(document, NOW);
  return proof !== null && holds(document, proof, fromMultikey(multikey)!);
}

test('the example of FEP-8b32 holds, and so does a proof of ours, which also names the context', () => {
  expect(isProven(VECTOR)).toBe(true);
  const { proof, '@context': context, ...rest } = VECTOR;
  const made = withProof(
    { '@context': ['https://www.w3.org/ns/activitystreams'], ...rest },
    { keyId: KEY_ID, privateKey: privateKey() },
    new Date('2023-02-24T23:36:38.987Z'),
  );
  expect(made['@context']).toEqual(context);
  expect(made.proof).toEqual({ ...(proof as JsonObject), '@context': context, proofValue: expect.any(String) });
  expect(isProven(made)).toBe(true);
  // Servers that leave the context out of the proof and hash it all the same.
  const { '@context': _, ...bare } = made.proof as JsonObject;
  expect(isProven({ ...made, proof: bare })).toBe(true);
});

describe('a proof does not hold', () => {
  const proof = VECTOR.proof as JsonObject;
  const changed: [string, JsonObject][] = [
    ['of other words', { ...VECTOR, object: { type: 'Note', content: 'Hello, world' } }],
    ['of something added', { ...VECTOR, to: ['https://www.w3.org/ns/activitystreams#Public'] }],
    ['of something left out', { ...VECTOR, object: { type: 'Note' } }],
    ['under an actor of another name', { ...VECTOR, actor: 'https://server.example/users/bob' }],
    ['under another context', { ...VECTOR, '@context': ['https://www.w3.org/ns/activitystreams'] }],
    [
      'whose context is not that of the document',
      { ...VECTOR, proof: { ...proof, '@context': ['https://evil.example'] } },
    ],
    ['with another date', { ...VECTOR, proof: { ...proof, created: '2023-02-24T23:36:39Z' } }],
    ['for another purpose', { ...VECTOR, proof: { ...proof, proofPurpose: 'authentication' } }],
    ['of another suite', { ...VECTOR, proof: { ...proof, cryptosuite: 'eddsa-rdfc-2022' } }],
    ['with a date of expiry that was not signed', { ...VECTOR, proof: { ...proof, expires: '2030-01-01T00:00:00Z' } }],
    ['without a signature', { ...VECTOR, proof: { ...proof, proofValue: 'z' } }],
    ['with a signature in another base', { ...VECTOR, proof: { ...proof, proofValue: `u${proof.proofValue}` } }],
    ['that is not there', { ...VECTOR, proof: [] }],
    ['over what has no canonical form', { ...VECTOR, summary: '\ud800' }],
    ['whose context has none', { ...VECTOR, proof: { ...proof, '@context': '\ud800' } }],
  ];
  test.each(changed)('%s', (_, document) => expect(isProven(document)).toBe(false));
  test('of somebody else', () => {
    const { publicKey } = generateKeyPairSync('ed25519');
    expect(isProven(VECTOR, toMultikey(publicKey))).toBe(false);
  });
  test('after it has expired', () => {
    const { proof: _, ...rest } = VECTOR;
    const made = withProof(rest, { keyId: KEY_ID, privateKey: privateKey() }, NOW);
    expect(isProven(made)).toBe(true);
    for (const expires of ['2026-03-01T09:59:59Z', 'never', 12]) {
      expect(proofOn({ ...made, proof: { ...(made.proof as JsonObject), expires } }, NOW)).toBeNull();
    }
  });
});

test('the order of keys, and what else is in the list of proofs, do not matter', () => {
  const { proof, ...rest } = VECTOR;
  const backwards = Object.fromEntries(Object.entries(rest).reverse()) as JsonObject;
  expect(isProven({ proof: [{ type: 'RsaSignature2017' }, proof!], ...backwards })).toBe(true);
});

test('keys as multibase: there and back, and nothing but Ed25519', () => {
  const { publicKey } = generateKeyPairSync('ed25519');
  const multikey = toMultikey(publicKey);
  expect(multikey).toMatch(/^z6Mk/);
  expect(fromMultikey(multikey)!.export({ format: 'jwk' })).toEqual(publicKey.export({ format: 'jwk' }));
  for (const noise of [
    '',
    'z',
    'z0OIl',
    multikey.slice(1),
    `${multikey}1`,
    `m${multikey.slice(1)}`,
    'z'.repeat(10_000),
    PRIVATE_KEY,
    // A P-256 key.
    toMultibase(Buffer.concat([Buffer.from([0x80, 0x24]), Buffer.alloc(33, 2)])),
  ]) {
    expect(fromMultikey(noise)).toBeNull();
  }
});
