import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as accounts from '../../shared/contracts/accounts.ts';
import * as mentoring from '../../shared/contracts/mentoring.ts';
import * as profiles from '../../shared/contracts/profiles.ts';
import * as threads from '../../shared/contracts/threads.ts';
import type { ApiClient } from '../support/api.ts';
import { Peer, type PeerActor, post, type Received } from '../support/federation/peer.ts';
import { startInstance, type TestInstance } from '../support/instance.ts';
import { until } from '../support/until.ts';

/** Offering a pair to somebody on a server that knows no pairs, played here as Mastodon does it. */

const TERMS = {
  myGoals: 'Better <questions>',
  partnerGoals: 'Calmer starts',
  cadence: 'fortnightly',
  endsOn: '2099-01-01',
  note: 'Thursdays?',
} as const;
const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public';
const PASSWORD = 'correct horse battery';

interface SentNote {
  id: string;
  content: string;
  inReplyTo?: string;
  context: string;
  to: string[];
  cc: string[];
  tag: { type: string; href: string; name: string }[];
}

let mastodon: Peer;
let made = 0;
beforeAll(async () => {
  mastodon = await Peer.start();
});
afterAll(() => mastodon.stop());

const noteIn = ({ json }: Received) => json.object as SentNote;
const linkIn = ({ content }: SentNote) => /href="([^"]*\/join\/[^"]*)"/.exec(content)?.[1] ?? '';
const tokenIn = (note: SentNote) => linkIn(note).split('/').at(-1) ?? '';

async function invite(instance: TestInstance, inviter: ApiClient, name: string) {
  const bo = mastodon.actor(name);
  const partner = `@${name}@${mastodon.host}`;
  const { understandsPairs } = await inviter.call(profiles.getProfile, { params: { handle: partner } });
  expect(understandsPairs).toBe(false);
  const pair = await inviter.call(mentoring.offerPair, { body: { ...TERMS, partner } });
  const sent = await until('the note', () =>
    mastodon.received.find(({ json }) => JSON.stringify(json.to) === `["${bo.iri}"]`),
  );
  const texts = async (of: ApiClient = inviter) => {
    await instance.services.pipeline.idle();
    const { items } = await of.call(threads.listMessages, { params: { id: pair.id } });
    return items.slice(1).map(({ html, mine }) => `${mine ? 'me' : 'them'}: ${html.replace(/<[^>]*>/g, '').trim()}`);
  };
  return { bo, pair, partner, create: sent.json, note: noteIn(sent), texts };
}

/** A direct message as Mastodon sends it, with a context and a conversation of its own. */
function reply(
  instance: TestInstance,
  from: PeerActor,
  inReplyTo: string | null,
  content: string,
  more: Record<string, unknown> = {},
  to?: string[],
) {
  made += 1;
  const id = `${new URL(from.iri).origin}/users/x/statuses/${made}`;
  const addressed = { to: to ?? [`${instance.baseUrl}/users/amara`], cc: [] };
  const object = {
    id,
    type: 'Note',
    attributedTo: from.iri,
    content: `<p>${content}</p>`,
    inReplyTo,
    context: `tag:${mastodon.host},2026:objectId=7:objectType=Conversation`,
    conversation: `tag:${mastodon.host},2026:objectId=7:objectType=Conversation`,
    published: new Date().toISOString(),
    ...addressed,
    ...more,
  };
  const activity = {
    id: `${id}/activity`,
    type: 'Create',
    actor: from.iri,
    published: object.published,
    ...addressed,
    object,
  };
  return post(`${instance.baseUrl}/inbox`, activity, from).then(({ status }) => ({ id, status }));
}

describe('an invitation', () => {
  let instance: TestInstance;
  let amara: ApiClient;

  beforeAll(async () => {
    instance = await startInstance({ env: { INSTANCE_NAME: 'Hill School' } });
    amara = await instance.signUp('amara', 'Amara Okafor');
  });
  afterAll(() => instance.stop());

  test('is a private note with all they need to know, and no Offer', async () => {
    const { bo, pair, note, create } = await invite(instance, amara, 'bo');
    expect(pair.state).toBe('invited');
    expect(pair).toMatchObject({ offeredByMe: true, myGoals: TERMS.myGoals, partnerGoals: TERMS.partnerGoals });
    expect(pair.may).toMatchObject({ withdraw: true, accept: false, end: false });
    expect(note.to).toEqual([bo.iri]);
    expect(note.cc).toEqual([]);
    expect(create).toMatchObject({ type: 'Create', to: [bo.iri], cc: [] });
    expect(note.tag).toEqual([{ type: 'Mention', href: bo.iri, name: `@bo@${mastodon.host}` }]);
    for (const part of [
      'Amara Okafor',
      '@amara@',
      'Hill School',
      'Better &lt;questions&gt;',
      'Calmer starts',
      'every two weeks',
      'Thursdays?',
    ])
      expect(note.content).toContain(part);
    expect(linkIn(note)).toMatch(new RegExp(`^${instance.baseUrl}/join/[A-Za-z0-9_-]{44}$`));
    expect(mastodon.received.some(({ json }) => json.type === 'Offer')).toBe(false);
    // Once is enough.
    const again = await amara.try(mentoring.offerPair, { body: { ...TERMS, partner: `@bo@${mastodon.host}` } });
    expect(again).toMatchObject({ status: 409 });
    expect(again.error?.message).toContain('invited');
  });

  test('is in the language of who invites', async () => {
    const carla = await instance.signUp('carla');
    await carla.call(accounts.changeLanguage, { body: { language: 'es' } });
    const { note } = await invite(instance, carla, 'berta');
    expect(note.content).toContain('mentoría recíproca');
    expect(note.content).toContain('1 de enero de 2099');
  });

  test('their answers land in the thread by what they answer, and what we write goes out as plain notes', async () => {
    const { bo, pair, note, texts } = await invite(instance, amara, 'cy');
    const first = await reply(instance, bo, note.id, 'Tell me more');
    expect(first.status).toBe(202);
    await until('the answer', async () => (await texts()).length === 1);
    await amara.call(threads.sendMessage, {
      params: { id: pair.id },
      body: { markdown: 'Gladly', clientId: 'invited-message-1' },
    });
    const ours = await until('our answer', () =>
      mastodon.received.find(({ json }) => JSON.stringify(json).includes('Gladly')),
    );
    expect(noteIn(ours)).toMatchObject({
      inReplyTo: first.id,
      to: [bo.iri],
      cc: [],
      tag: [{ type: 'Mention', href: bo.iri }],
    });
    // Two in a row, of which the second comes first.
    made += 1;
    const between = `${mastodon.origin}/users/x/statuses/between`;
    await reply(instance, bo, between, 'And when?');
    await reply(instance, bo, noteIn(ours).id, 'Where?', { id: between });
    await until('both', async () => (await texts()).length === 4);
    expect((await texts()).sort()).toEqual(
      ['me: Gladly', 'them: And when?', 'them: Tell me more', 'them: Where?'].sort(),
    );

    const files = await amara.try(threads.sendMessage, {
      params: { id: pair.id },
      body: { markdown: 'A file', files: ['some-file'], clientId: 'invited-message-2' },
    });
    expect(files).toMatchObject({ status: 400, error: { code: 'invalid_input' } });
  });

  test('what is to others too, or by others, or no answer, does not', async () => {
    const { bo, pair, note, texts } = await invite(instance, amara, 'di');
    const mallory = mastodon.actor('mallory');
    const other = await Peer.start();
    const stranger = other.actor('stranger', {}, 1);
    const amaraIri = `${instance.baseUrl}/users/amara`;
    await reply(instance, bo, note.id, 'To all', {}, [amaraIri, PUBLIC]);
    await reply(instance, bo, note.id, 'To two', {}, [amaraIri, mallory.iri]);
    await reply(instance, bo, note.id, 'To two, in the note', { cc: [mallory.iri] });
    await reply(instance, mallory, note.id, 'By a neighbour');
    await reply(instance, stranger, note.id, 'By a stranger');
    await reply(instance, mallory, note.id, 'In the name of', { attributedTo: bo.iri });
    await reply(instance, mallory, note.id, 'In the thread', { context: note.context });
    await reply(instance, bo, null, 'Out of the blue');
    await reply(instance, bo, `${instance.baseUrl}/objects/some-public-post`, 'About something else');
    await reply(instance, bo, `${other.origin}/objects/1`, 'About somebody else’s');
    expect(await texts()).toEqual([]);
    await reply(instance, bo, note.id, 'To you');
    await until('the one that does', async () => (await texts()).length === 1);
    expect(await texts()).toEqual(['them: To you']);
    // Nobody else here can read any of it.
    const cleo = await instance.signUp('cleo');
    expect(await cleo.try(threads.listMessages, { params: { id: pair.id } })).toMatchObject({ status: 404 });
    await other.stop();
  });

  test('terms in a note from elsewhere make no pair: who knows pairs is made offers', async () => {
    const { bo } = await invite(instance, amara, 'eva');
    const before = (await amara.call(mentoring.listPairs)).items.length;
    await reply(instance, bo, null, 'Be my partner', {
      context: `${mastodon.origin}/contexts/1`,
      'staffroom:invitation': {
        'staffroom:cadence': 'weekly',
        'staffroom:endsOn': '2099-01-01',
        'staffroom:goals': [],
      },
    });
    await instance.services.pipeline.idle();
    expect((await amara.call(mentoring.listPairs)).items).toHaveLength(before);
  });

  test('a group is not invited', async () => {
    mastodon.actor('team', { type: 'Group' });
    const answer = await amara.try(mentoring.offerPair, { body: { ...TERMS, partner: `@team@${mastodon.host}` } });
    expect(answer).toMatchObject({ status: 400, error: { fields: { partner: expect.stringContaining('person') } } });
  });

  test('the link says who invites and nothing else, and only the right one', async () => {
    const { note } = await invite(instance, amara, 'fay');
    const token = tokenIn(note);
    const shown = await instance.anyone().call(mentoring.getPairInvitation, { params: { token } });
    expect(shown).toMatchObject({
      from: { displayName: 'Amara Okafor', handle: `@amara@${instance.domain}` },
      instance: 'Hill School',
      open: true,
      mayJoin: true,
      invitation: null,
    });
    expect(JSON.stringify(shown)).not.toContain('questions');
    const forged = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
    for (const wrong of [forged, token.slice(0, -1), token.slice(0, 22) + 'x'.repeat(22), 'x'.repeat(44)]) {
      const answer = await instance.anyone().try(mentoring.getPairInvitation, { params: { token: wrong } });
      expect(answer.status).toBe(404);
    }
    // The id of an ordinary pair opens nothing either.
    const bo = await instance.signUp('bo_here');
    const offer = await bo.call(mentoring.offerPair, { body: { ...TERMS, partner: 'amara' } });
    expect(
      (await instance.anyone().try(mentoring.getPairInvitation, { params: { token: offer.id + token.slice(22) } }))
        .status,
    ).toBe(404);
  });

  test('who joins here says so, the inviter is told and can offer; taken back, it is closed', async () => {
    const dina = await instance.signUp('dina');
    const { pair, note, texts } = await invite(instance, dina, 'gus');
    const token = tokenIn(note);
    const gus = await instance.signUp('gus_here', 'Gus');
    for (let again = 0; again < 2; again++) await gus.call(mentoring.joinedByPairInvitation, { params: { token } });
    expect(await texts(dina)).toEqual([
      `me: Whoever opened your link has an account here now: Gus, @gus_here@${instance.domain}. If that is who you meant: offer them the pair there`,
    ]);
    // It went nowhere.
    expect(mastodon.received.filter(({ json }) => JSON.stringify(json).includes('gus_here'))).toHaveLength(0);
    expect(await dina.try(mentoring.joinedByPairInvitation, { params: { token } })).toMatchObject({ status: 409 });
    const offered = await dina.call(mentoring.offerPair, { body: { ...TERMS, partner: 'gus_here' } });
    await gus.call(mentoring.acceptPair, { params: { id: offered.id } });

    const taken = await dina.call(mentoring.withdrawPair, { params: { id: pair.id } });
    expect(['ended', 'withdrawn']).toContain(taken.state);
    const closed = await instance.anyone().call(mentoring.getPairInvitation, { params: { token } });
    expect(closed).toMatchObject({ open: false, mayJoin: false, invitation: null });
    expect(await gus.try(mentoring.joinedByPairInvitation, { params: { token } })).toMatchObject({ status: 409 });
  });

  test('who is on another Staffroom says where; only somebody there who knows pairs, and not too often', async () => {
    const elsewhere = await Peer.start();
    elsewhere.actor('hal', { implements: [{ id: 'urn:staffroom:ns#pairs' }] }, 1);
    const eli = await instance.signUp('eli');
    const { note, texts } = await invite(instance, eli, 'hal');
    const token = tokenIn(note);
    const answer = (handle: string) =>
      instance.anyone().try(mentoring.answerPairInvitation, { params: { token }, body: { handle } });
    expect(await answer(`@hal@${mastodon.host}`)).toMatchObject({
      status: 400,
      error: { fields: { handle: expect.any(String) } },
    });
    expect(await answer(`@eli@${instance.domain}`)).toMatchObject({ status: 400 });
    expect((await answer(`@nobody@${elsewhere.host}`)).status).toBe(404);
    expect((await answer(`@hal@${elsewhere.host}`)).status).toBe(204);
    expect((await answer(`@hal@${elsewhere.host}`)).status).toBe(204);
    expect(await texts(eli)).toEqual([
      `me: Whoever opened your link says that they are @hal@${elsewhere.host}, where mentoring pairs are known. If that is who you meant: offer them the pair there`,
    ]);
    let refused = 0;
    for (let n = 0; n < 8; n++) if ((await answer(`@hal@${elsewhere.host}`)).status === 429) refused += 1;
    expect(refused).toBeGreaterThan(0);
    await elsewhere.stop();
  });

  test('the views can be made anew from the log', async () => {
    const before = await instance.viewBytes();
    await instance.services.rebuild();
    expect(await instance.viewBytes()).toEqual(before);
  });
});

describe('where one joins by invitation', () => {
  test('an organizer’s link lets exactly one account in, a teacher’s none', async () => {
    const instance = await startInstance({ env: { REGISTRATION: 'invite' } });
    const orga = await instance.account('orga', 'organizer');
    const teacher = await instance.account('tea', 'teacher');
    const byOrganizer = tokenIn((await invite(instance, orga, 'ida')).note);
    const byTeacher = tokenIn((await invite(instance, teacher, 'jon')).note);
    const read = (token: string) => instance.anyone().call(mentoring.getPairInvitation, { params: { token } });

    expect(await read(byTeacher)).toMatchObject({ open: true, mayJoin: false, invitation: null });
    const { invitation, mayJoin } = await read(byOrganizer);
    expect(mayJoin).toBe(true);
    expect((await read(byOrganizer)).invitation).toBe(invitation);
    const signUp = (username: string) =>
      instance.anyone().try(accounts.signUp, {
        body: { username, displayName: username, password: PASSWORD, invitation: invitation ?? '' },
      });
    expect((await signUp('ida_here')).status).toBe(201);
    expect((await signUp('second')).status).toBe(403);
    expect(await read(byOrganizer)).toMatchObject({ mayJoin: false, invitation: null });
    await instance.stop();
  });

  test('where an organizer looks at who joins, a teacher’s link lets one ask', async () => {
    const instance = await startInstance({ env: { REGISTRATION: 'approval' } });
    const teacher = await instance.account('tea', 'teacher');
    const token = tokenIn((await invite(instance, teacher, 'kim')).note);
    const shown = await instance.anyone().call(mentoring.getPairInvitation, { params: { token } });
    expect(shown).toMatchObject({ open: true, mayJoin: true, invitation: null });
    await instance.stop();
  });
});

test('a partner who moves to such a server keeps the thread, as plain notes', async () => {
  const [instance, oldHome] = await Promise.all([startInstance(), Peer.start()]);
  const amara = await instance.signUp('amara');
  const old = oldHome.actor('lea', { implements: [{ id: 'urn:staffroom:ns#pairs' }] }, 1);
  const partner = `@lea@${oldHome.host}`;
  await amara.call(profiles.getProfile, { params: { handle: partner } });
  const { id } = await amara.call(mentoring.offerPair, { body: { ...TERMS, partner } });
  const offer = await until('offered', () => oldHome.received.find(({ json }) => json.type === 'Offer'));
  const say = (type: string, rest: Record<string, unknown>) =>
    post(
      `${instance.baseUrl}/inbox`,
      {
        id: `${oldHome.origin}/activities/${type}`,
        type,
        actor: old.iri,
        to: [`${instance.baseUrl}/users/amara`],
        ...rest,
      },
      old,
    );
  await say('Accept', { object: offer.json.id });
  await until('active', async () => (await amara.call(mentoring.getPair, { params: { id } })).state === 'active');
  const lea = mastodon.actor('lea', { alsoKnownAs: [old.iri] });
  await say('Move', { object: old.iri, target: lea.iri });
  await until(
    'moved',
    async () => (await amara.call(mentoring.getPair, { params: { id } })).partner.handle === `@lea@${mastodon.host}`,
  );

  await amara.call(threads.sendMessage, {
    params: { id },
    body: { markdown: 'Still there?', clientId: 'plain-after-move-1' },
  });
  const sent = await until('sent', () =>
    mastodon.received.find(({ json }) => JSON.stringify(json).includes('Still there?')),
  );
  expect(noteIn(sent)).toMatchObject({ to: [lea.iri], cc: [], tag: [{ type: 'Mention', href: lea.iri }] });
  await reply(instance, lea, noteIn(sent).id, 'Yes');
  await until('heard', async () => {
    const { items } = await amara.call(threads.listMessages, { params: { id } });
    return items.some(({ html, mine }) => !mine && html.includes('Yes'));
  });
  const before = await instance.viewBytes();
  await instance.services.rebuild();
  expect(await instance.viewBytes()).toEqual(before);
  await Promise.all([instance.stop(), oldHome.stop()]);
});
