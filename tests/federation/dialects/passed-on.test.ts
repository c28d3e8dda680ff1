import { generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../server/activities/activity.ts';
import { keyOf } from '../../../server/core/ids.ts';
import { withProof } from '../../../server/federation/proofs/integrity.ts';
import { toMultikey } from '../../../server/federation/proofs/multikey.ts';
import * as practice from '../../../shared/contracts/practice.ts';
import type { PeerActor } from '../../support/federation/peer.ts';
import { PUBLIC, scene } from '../../support/federation/security-case.ts';

/**
 * What a group passes on of people who live elsewhere (FEP-1b12). The group is on the evil server, the people are on the
 * good one: it can say what it likes, and nothing is shown but what their own server says.
 */
const s = scene();
let group: PeerActor;
let made = 0;

beforeAll(() => {
  group = s.evil.actor('labs', { type: 'Group' }, 1);
});

/** A post of bo's, as it stands on the good server from now on. */
function postOf(rest: JsonObject = {}): JsonObject & { id: string } {
  made += 1;
  const id = `${s.good.origin}/post/${made}`;
  const page = {
    id,
    type: 'Page',
    attributedTo: s.bo.iri,
    name: 'What bo said',
    content: '<p>True words</p>',
    to: [PUBLIC],
    audience: group.iri,
    published: '2026-03-01T10:00:00Z',
    ...rest,
  };
  s.good.pages.set(new URL(id).pathname, page);
  return page;
}

function innerOf(type: string, object: unknown, rest: JsonObject = {}): JsonObject {
  made += 1;
  const id = `${s.good.origin}/activities/${made}`;
  return { id, type, actor: s.bo.iri, object, to: [PUBLIC], ...rest } as JsonObject;
}

async function passOn(inner: JsonObject, by: PeerActor = group): Promise<void> {
  const answer = await s.send(by, s.activity(by, 'Announce', { object: inner, cc: [`${by.iri}/followers`] }));
  expect(answer.status).toBe(202);
  await s.instance.services.pipeline.idle();
}

const shown = (iri: unknown) => s.amara.try(practice.getPost, { params: { id: keyOf(String(iri)) } });
const askedFor = (id: string) => s.good.asked.filter(({ path }) => path === new URL(id).pathname).length;

describe('a post of somebody else', () => {
  test('is what its own server says, whatever the group sent with it, and is asked for once', async () => {
    const page = postOf();
    await passOn(innerOf('Create', { ...page, name: 'Forged', content: '<p>Forged</p>' }));
    await passOn(innerOf('Create', { ...page, name: 'Forged' }));
    const { value } = await shown(page.id);
    expect(value).toMatchObject({ title: 'What bo said', html: '<p>True words</p>', boosts: 1 });
    expect(value.author).toMatchObject({ displayName: 'bo' });
    expect(value.community).toMatchObject({ url: group.iri });
    expect(askedFor(page.id)).toBe(1);
  });

  test('is nothing when its server does not have it, or has it for others', async () => {
    const absent = `${s.good.origin}/post/absent`;
    await passOn(innerOf('Create', { ...postOf(), id: absent }));
    expect((await shown(absent)).status).toBe(404);
    const secret = postOf({ to: [`${s.bo.iri}/followers`], audience: null });
    await passOn(innerOf('Create', { ...secret, to: [PUBLIC] }));
    expect((await shown(secret.id)).status).toBe(404);
  });

  test('that claims to be from here, or that the group wrote in their name on its own server, is nothing', async () => {
    const { iri, title } = await s.amara.call(practice.publishPost, { body: { title: 'Mine', markdown: 'x' } });
    await passOn(innerOf('Update', { ...postOf(), id: iri, attributedTo: s.amaraIri, name: 'Not mine' }));
    expect((await shown(iri)).value).toMatchObject({ title, editedAt: null });
    const onTheirs = { ...postOf(), id: `${s.evil.origin}/post/1` };
    const inner = { ...innerOf('Create', onTheirs), id: `${s.evil.origin}/activities/of-bo` };
    await passOn(inner);
    await passOn({ ...inner, actor: s.mallory.iri, id: `${s.evil.origin}/activities/of-mallory` });
    expect((await shown(onTheirs.id)).status).toBe(404);
  });

  test('is edited only as its own server has it, and asked for once a minute at most', async () => {
    const page = postOf();
    await passOn(innerOf('Create', page));
    const forged = { ...page, name: 'Forged', updated: '2026-03-05T10:00:00Z' };
    s.good.pages.set(new URL(page.id).pathname, { ...page, name: 'Edited', updated: '2026-03-04T10:00:00Z' });
    const before = askedFor(page.id);
    for (let n = 0; n < 3; n++) await passOn(innerOf('Update', forged));
    expect((await shown(page.id)).value).toMatchObject({ title: 'Edited', editedAt: '2026-03-04T10:00:00.000Z' });
    expect(askedFor(page.id)).toBe(before + 1);
  });

  test('is deleted only when its own server says that it is gone', async () => {
    const [alive, gone, buried] = [postOf(), postOf(), postOf()];
    for (const page of [alive, gone, buried]) await passOn(innerOf('Create', page));
    s.good.pages.set(new URL(gone.id).pathname, { status: 410 });
    s.good.pages.set(new URL(buried.id).pathname, { id: buried.id, type: 'Tombstone' });
    for (const page of [alive, gone, buried]) await passOn(innerOf('Delete', page.id));
    expect((await shown(alive.id)).value).toMatchObject({ title: 'What bo said' });
    expect((await shown(gone.id)).status).toBe(404);
    expect((await shown(buried.id)).status).toBe(404);
  });

  test('is not liked, nor is a like taken back, by somebody of whom nothing proves it', async () => {
    const page = postOf();
    await passOn(innerOf('Create', page));
    const like = s.activity(s.bo, 'Like', { object: page.id });
    await s.send(s.bo, like);
    await passOn(innerOf('Undo', like as unknown as JsonObject));
    await passOn(innerOf('Like', page.id, { actor: `${s.good.origin}/users/cy` }));
    expect((await shown(page.id)).value).toMatchObject({ likes: 1 });
  });
});

test('a person speaks for nobody else of their server, as groups do', async () => {
  const page = postOf();
  await s.send(s.bo, { ...s.activity(s.bo, 'Create'), object: page });
  const neighbour = s.good.actor('neighbour');
  await passOn(innerOf('Delete', page.id), neighbour);
  await passOn(innerOf('Update', { ...page, name: 'Forged', updated: '2026-03-05T10:00:00Z' }), neighbour);
  await passOn(innerOf('Like', page.id), neighbour);
  await passOn(innerOf('Delete', s.bo.iri), neighbour);
  expect((await shown(page.id)).value).toMatchObject({ title: 'What bo said', likes: 0 });
  // Nor does a group end whom it does not keep.
  await passOn(innerOf('Delete', s.bo.iri), s.good.actor('circle', { type: 'Group' }));
  expect((await shown(page.id)).value).toMatchObject({ title: 'What bo said' });
});

test('what carries its author’s own proof is believed, and is not asked for', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const cy = s.good.actor('cy');
  const keyId = `${cy.iri}#ed25519-key`;
  const { kty: _, ...jwk } = publicKey.export({ format: 'jwk' });
  expect(jwk.crv).toBe('Ed25519');
  const method = { id: keyId, type: 'Multikey', controller: cy.iri, publicKeyMultibase: toMultikey(publicKey) };
  s.good.actor('cy', { assertionMethod: [method] });
  const page = { ...postOf(), attributedTo: cy.iri };
  const inner = { '@context': 'https://www.w3.org/ns/activitystreams', ...innerOf('Create', page, { actor: cy.iri }) };
  const proven = withProof(inner, { keyId, privateKey }, new Date());
  await passOn(proven);
  expect((await shown(page.id)).value).toMatchObject({ title: 'What bo said', author: { displayName: 'cy' } });
  expect(askedFor(page.id)).toBe(0);

  const other = postOf({ attributedTo: cy.iri });
  await passOn({ ...proven, object: { ...other, name: 'Forged' } });
  expect((await shown(other.id)).value).toMatchObject({ title: 'What bo said' });
});

test('the same however it arrives: the post before the group’s word, or after it', async () => {
  const club = s.good.actor('club', { type: 'Group' });
  const page = postOf({ audience: club.iri });
  const comment = postOf({ type: 'Note', name: null, inReplyTo: page.id, audience: club.iri });
  s.good.pages.delete(new URL(comment.id).pathname);
  s.good.pages.delete(new URL(page.id).pathname);
  for (const said of [comment, page]) {
    await passOn({ id: `${said.id}/activity`, type: 'Create', actor: s.bo.iri, object: said.id }, club);
    await s.send(s.bo, { ...s.activity(s.bo, 'Create'), object: said });
    await s.instance.services.pipeline.idle();
  }
  expect((await shown(page.id)).value).toMatchObject({ boosts: 1, replies: 1 });
  expect((await shown(comment.id)).value).toMatchObject({ boosts: 0 });
  const feed = await s.amara.call(practice.getProfilePosts, { params: { handle: `@club@${s.good.host}` } });
  expect(feed.items.map(({ post }) => post.iri)).toEqual([page.id]);
  const before = await s.instance.viewBytes();
  await s.instance.services.rebuild();
  expect(await s.instance.viewBytes()).toEqual(before);
});
