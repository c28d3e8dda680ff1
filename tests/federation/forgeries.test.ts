import { beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../server/activities/activity.ts';
import * as mentoring from '../../shared/contracts/mentoring.ts';
import * as partners from '../../shared/contracts/partners.ts';
import * as practice from '../../shared/contracts/practice.ts';
import * as threads from '../../shared/contracts/threads.ts';
import type { ApiClient } from '../support/api.ts';
import type { PeerActor } from '../support/federation/peer.ts';
import { PUBLIC, scene } from '../support/federation/security-case.ts';
import { until } from '../support/until.ts';

/** What another server may send, signed and well-formed, and what must not come of it. */
let ahead = 0;
const s = scene({ options: { clock: { now: () => new Date(Date.now() + ahead) } } });
const PAIRS = { implements: [{ id: 'urn:staffroom:ns#pairs' }] };

let bo: PeerActor;
let pair: { id: string; offer: string; thread: string };

/** A pair that Amara offered and this actor of the peer accepted. */
async function pairWith(partner: PeerActor, name: string) {
  const { id } = await s.amara.call(mentoring.offerPair, {
    body: {
      partner: `@${name}@${s.good.host}`,
      myGoals: 'a',
      partnerGoals: 'b',
      cadence: 'weekly',
      endsOn: '2099-01-01',
    },
  });
  const offer = await until('the offer went out', () =>
    s.good.received
      .map(({ json }) => json)
      .findLast(
        (json) => json.type === 'Offer' && json.to !== undefined && (json.to as string[]).includes(partner.iri),
      ),
  );
  await s.send(partner, s.activity(partner, 'Accept', { object: offer.id, to: [s.amaraIri] }));
  await settled();
  return { id, offer: offer.id, thread: (offer.object as { id: string }).id };
}

const settled = () => s.instance.services.pipeline.idle();
const received = async (actor: PeerActor, json: object) => {
  expect((await s.send(actor, json)).status).toBe(202);
  await settled();
};
const messages = async (id: string) => (await s.amara.call(threads.listMessages, { params: { id } })).items;
const getPair = (id: string) => s.amara.call(mentoring.getPair, { params: { id } });

beforeAll(async () => {
  bo = s.good.actor('bo', PAIRS);
  await s.amara.call(partners.updateMentoringChoices, { body: { capacity: 5 } });
  pair = await pairWith(bo, 'bo');
});

const note = (rest: Record<string, unknown> = {}) => ({
  to: [s.amaraIri],
  cc: [],
  context: pair.thread,
  'staffroom:feedbackKind': 'noticing',
  ...rest,
});

/** As Bo's instance would send it. */
const message = (rest: Record<string, unknown> = {}) => ({ ...s.create(bo, note(rest)), to: [s.amaraIri] });

describe('a pair’s thread', () => {
  test('takes what one member writes to the other alone', async () => {
    await received(bo, message());
    expect(await messages(pair.id)).toHaveLength(1);
    expect((await getPair(pair.id)).ledger.got.noticing).toBe(1);
  });

  test.each([
    ['to everyone as well', { cc: [PUBLIC] }],
    ['to followers as well', { cc: ['FOLLOWERS'] }],
    ['to somebody else as well', { to: ['AMARA', 'CY'] }],
    ['to nobody', { to: [], cc: [] }],
    ['to somebody else', { to: ['CY'] }],
  ])('not what is addressed %s', async (_what, addressed: { to?: string[]; cc?: string[] }) => {
    const names: Record<string, string> = {
      AMARA: s.amaraIri,
      CY: `${s.good.origin}/users/cy`,
      FOLLOWERS: `${bo.iri}/followers`,
      [PUBLIC]: PUBLIC,
    };
    const audience = Object.fromEntries(
      Object.entries(addressed).map(([key, list]) => [key, list.map((name) => names[name])]),
    );
    const before = await messages(pair.id);
    await received(bo, { ...s.create(bo, note(audience)), to: [s.amaraIri] });
    // Nor when only the Create around it says so.
    await received(bo, { ...s.create(bo, note()), to: [s.amaraIri], ...audience });
    expect(await messages(pair.id)).toEqual(before);
    expect((await getPair(pair.id)).ledger.got.noticing).toBe(1);
  });

  test('not what a stranger writes, with or without a pair of their own of the same name', async () => {
    const before = await messages(pair.id);
    await received(s.mallory, s.create(s.mallory, note()));
    expect(await messages(pair.id)).toEqual(before);
    // Somebody on Bo's instance may choose any id there, also that of the thread of a pair that Bo offered.
    const evan = s.good.actor('evan', PAIRS);
    const theirs = {
      type: 'Relationship',
      relationship: ['http://purl.org/vocab/relationship/mentorOf', 'http://purl.org/vocab/relationship/apprenticeTo'],
    };
    const offered = (actor: PeerActor, id: string) =>
      s.activity(actor, 'Offer', {
        to: [s.amaraIri],
        object: {
          ...theirs,
          id,
          subject: actor.iri,
          object: s.amaraIri,
          'staffroom:cadence': 'weekly',
          'staffroom:endsOn': '2099-01-01',
          'staffroom:goals': [],
        },
      });
    const cy = s.good.actor('cy', PAIRS);
    const thread = s.id(cy);
    // Evan is first: whoever reads only one of the two would see his.
    const evans = offered(evan, thread);
    await received(evan, evans);
    const cys = offered(cy, thread);
    await received(cy, cys);
    const pairs = (await s.amara.call(mentoring.listPairs)).items;
    const ofCy = pairs.find((one) => one.partner.handle.startsWith('@cy@'))!;
    await s.amara.call(mentoring.acceptPair, { params: { id: ofCy.id } });
    await received(cy, { ...s.create(cy, { to: [s.amaraIri], cc: [], context: thread }), to: [s.amaraIri] });
    const answer = await s.amara.try(threads.sendMessage, {
      params: { id: ofCy.id },
      body: { markdown: 'Hello', clientId: 'to-cy-alone' },
    });
    expect(answer.status).toBe(201);
    expect(await messages(ofCy.id)).toHaveLength(2);
    await received(evan, {
      ...s.create(evan, { to: [s.amaraIri], cc: [], context: thread, content: 'evan' }),
      to: [s.amaraIri],
    });
    expect(JSON.stringify(await messages(ofCy.id))).not.toContain('evan');
  });

  test('an offer that others are told of as well is none', async () => {
    const dee = s.good.actor('dee', PAIRS);
    const before = (await s.amara.call(mentoring.listPairs)).items.length;
    for (const audience of [{ to: [s.amaraIri], cc: [PUBLIC] }, { to: [s.amaraIri, s.mallory.iri] }, { to: [] }]) {
      await received(
        dee,
        s.activity(dee, 'Offer', {
          ...audience,
          object: {
            id: s.id(dee),
            type: 'Relationship',
            relationship: [
              'http://purl.org/vocab/relationship/mentorOf',
              'http://purl.org/vocab/relationship/apprenticeTo',
            ],
            subject: dee.iri,
            object: s.amaraIri,
            'staffroom:cadence': 'weekly',
            'staffroom:endsOn': '2099-01-01',
          },
        }),
      );
    }
    expect((await s.amara.call(mentoring.listPairs)).items).toHaveLength(before);
  });

  test('nobody but its two members can end it, answer it or delete what is in it', async () => {
    const message = await s.amara.call(threads.sendMessage, {
      params: { id: pair.id },
      body: { markdown: 'Stays', clientId: 'this-one-stays' },
    });
    const create = await until('sent', () =>
      s.good.received
        .map(({ json }) => json)
        .find((json) => json.type === 'Create' && JSON.stringify(json).includes('Stays')),
    );
    const object = (create.object as { id: string }).id;
    const accept = s.id(s.mallory, 'activities');
    for (const forged of [
      s.activity(s.mallory, 'Undo', { object: pair.offer }),
      s.activity(s.mallory, 'Reject', { object: pair.offer }),
      { ...s.activity(s.mallory, 'Accept', { object: pair.offer }), id: accept },
      s.activity(s.mallory, 'Undo', { object: accept }),
      s.activity(s.mallory, 'Like', { object }),
      s.activity(s.mallory, 'Announce', { object }),
      s.create(s.mallory, { inReplyTo: object }),
      // Bo is of the pair, but it is not his to take back.
      s.activity(bo, 'Undo', { object: pair.offer }),
    ]) {
      await received(forged.actor === bo.iri ? bo : s.mallory, forged);
    }
    expect((await s.send(bo, s.activity(bo, 'Delete', { object }))).status).toBe(403);
    expect((await getPair(pair.id)).state).toBe('active');
    expect((await messages(pair.id)).find((one) => one.id === message.id)?.deleted).toBe(false);
    const { items } = await s.amara.call(practice.getHomeFeed);
    expect(JSON.stringify(items)).not.toContain('Stays');
  });

  test('once ended, it takes what was on its way and nothing of a day later', async () => {
    const fay = s.good.actor('fay', PAIRS);
    const ended = await pairWith(fay, 'fay');
    await s.amara.call(mentoring.endPair, { params: { id: ended.id }, body: {} });
    const late = (text: string) => ({
      ...s.create(fay, { to: [s.amaraIri], cc: [], context: ended.thread, content: text }),
      to: [s.amaraIri],
    });
    await received(fay, late('on its way'));
    ahead = 25 * 60 * 60_000;
    await s.instance.services.pipeline.accept(late('too late') as JsonObject, 'remote');
    await settled();
    ahead = 0;
    expect((await messages(ended.id)).map((one) => one.html)).toEqual(['on its way']);
  });
});

describe('dates that no calendar has', () => {
  test.each(['+200000-01-01T00:00:00Z', '-000100-01-01T00:00:00Z', '0000-00-00', '99999999999'])(
    '%s does not break a list',
    async (when) => {
      const post = await s.amara.call(practice.publishPost, { body: { title: 'Dated', markdown: 'x' } });
      await received(bo, s.create(bo, { inReplyTo: post.iri, published: when, updated: when }));
      const made = s.create(bo, { content: when });
      await received(bo, made);
      await received(bo, s.activity(bo, 'Update', { object: { ...made.object, updated: when } }));
      await received(bo, message({ published: when, updated: when }));
      expect((await s.amara.try(practice.listReplies, { params: { id: post.id } })).status).toBe(200);
      expect((await s.amara.try(practice.getProfilePosts, { params: { handle: `@bo@${s.good.host}` } })).status).toBe(
        200,
      );
      expect((await s.amara.try(threads.listMessages, { params: { id: pair.id } })).status).toBe(200);
      expect((await s.amara.try(mentoring.listLedger, { params: { id: pair.id } })).status).toBe(200);
      expect((await s.amara.try(mentoring.listPairs)).status).toBe(200);
    },
  );
});

describe('posts', () => {
  const boOnA = () => ({ handle: `@bo@${s.good.host}` });
  const followers = () => [`${bo.iri}/followers`];
  let anyone: ApiClient;
  beforeAll(() => {
    anyone = s.instance.anyone();
  });
  const keys = async (client: ApiClient) =>
    (await client.call(practice.getProfilePosts, { params: boOnA(), query: { limit: 50 } })).items.map(
      (item) => item.post.iri,
    );

  test('an Update that narrows who may see a post narrows it here', async () => {
    const made = s.create(bo, { content: 'For all' });
    await received(bo, made);
    expect(await keys(anyone)).toContain(made.object.id);
    const narrowed = { ...made.object, content: 'For few', to: followers(), cc: [], updated: new Date().toISOString() };
    await received(bo, s.activity(bo, 'Update', { to: followers(), cc: [], object: narrowed }));
    expect(await keys(anyone)).not.toContain(made.object.id);
    expect(await keys(s.amara)).not.toContain(made.object.id);
    // Nobody else opens it again.
    await received(s.mallory, s.activity(s.mallory, 'Announce', { object: made.object.id }));
    expect(await keys(anyone)).not.toContain(made.object.id);
  });

  test('an Update to nobody but named people takes a post off the lists', async () => {
    const made = s.create(bo, { content: 'For all' });
    await received(bo, made);
    const narrowed = {
      ...made.object,
      content: 'For one',
      to: [s.mallory.iri],
      cc: [],
      updated: new Date().toISOString(),
    };
    await received(bo, s.activity(bo, 'Update', { to: [s.mallory.iri], object: narrowed }));
    expect(await keys(anyone)).not.toContain(made.object.id);
    expect(await keys(s.amara)).not.toContain(made.object.id);
  });

  test('a followers-only reply is not counted where it cannot be seen', async () => {
    const post = await s.amara.call(practice.publishPost, { body: { title: 'Open', markdown: 'x' } });
    await received(bo, s.create(bo, { inReplyTo: post.iri, to: followers(), cc: [s.amaraIri] }));
    await received(bo, s.create(bo, { inReplyTo: post.iri }));
    const seen = await anyone.call(practice.listReplies, { params: { id: post.id } });
    expect(seen.items).toHaveLength(1);
    expect((await anyone.call(practice.getPost, { params: { id: post.id } })).replies).toBe(1);
    // It is addressed to Amara.
    expect((await s.amara.call(practice.listReplies, { params: { id: post.id } })).items).toHaveLength(2);
  });
});
