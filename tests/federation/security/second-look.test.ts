import { expect, test } from 'vitest';
import { keyOf } from '../../../server/core/ids.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import { keyPair, post } from '../../support/federation/peer.ts';
import { PUBLIC, scene } from '../../support/federation/security-case.ts';

/** What a second reading with an attacker's eye found, and what it found to hold. */
const s = scene();

test('4: a document that is looked at for a key says nothing in the name of others', async () => {
  const { privateKey, publicKey } = keyPair(1);
  for (const author of [s.bo.iri, s.amaraIri]) {
    const id = s.id(s.mallory);
    const document = {
      id,
      type: 'Note',
      url: id,
      attributedTo: author,
      content: '<p>Forged</p>',
      to: [PUBLIC],
      publicKey: { id: `${id}#key`, owner: id, publicKeyPem: publicKey },
    };
    s.evil.pages.set(new URL(id).pathname, document);
    const activity = { ...s.activity(s.mallory, 'Like', { object: s.amaraIri }), actor: id };
    await post(s.inbox, activity, { keyId: `${id}#key`, privateKey });
    await s.instance.services.pipeline.idle();
    expect((await s.amara.try(practice.getPost, { params: { id: keyOf(id) } })).status).toBe(404);
    const forged = await s.instance.services.db.collection('activities').findOne({ object: id });
    expect(forged).toBeNull();
  }
});
